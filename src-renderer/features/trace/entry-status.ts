import type { TraceEntryView } from '../../../src-main/contract/views'

export interface EntryStatus {
  readonly text: string
  readonly tone: 'good' | 'warning' | 'bad' | 'none'
}

/** The status word of an entry's answer, or why there is none. */
export function statusOf({ kind, response, failure }: TraceEntryView): EntryStatus {
  if (failure !== undefined) return { text: failure, tone: 'bad' }
  if (kind === 'event' || response === undefined || response.length < 4) return { text: '', tone: 'none' }
  const text = response.slice(-4)
  return { text, tone: text === '9000' || text.startsWith('61') ? 'good' : 'warning' }
}
