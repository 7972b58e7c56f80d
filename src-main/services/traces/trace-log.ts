import type { TraceEntryView } from '../../contract/views'
import type { TraceEntry, TraceHeader } from '../../engine/trace/trace'
import type { LocalText } from '../../texts/local-text'

/** One recorded entry beside the session that it belongs to. */
export interface LoggedEntry {
  readonly id: number
  readonly header: TraceHeader
  readonly entry: TraceEntry
}

/** Enough for hours at a bench; the oldest go first. */
const MOST_ENTRIES = 50_000
/** Entries that arrive within this time reach the window in one message. */
const BATCH_MS = 30

/**
 * All exchanges of this run, masked, across readers and sessions. It tells its listeners in batches, and never holds
 * what must not be recorded.
 */
export class TraceLog {
  private readonly kept: LoggedEntry[] = []
  private nextId = 1
  private pending: LoggedEntry[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly onAppended: (entries: readonly LoggedEntry[]) => void = () => undefined) {}

  append(header: TraceHeader, entries: readonly TraceEntry[]): void {
    for (const entry of entries) {
      const logged = { id: this.nextId, header, entry }
      this.nextId += 1
      this.kept.push(logged)
      this.pending.push(logged)
    }
    if (this.kept.length > MOST_ENTRIES) this.kept.splice(0, this.kept.length - MOST_ENTRIES)
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS)
  }

  entries(): readonly LoggedEntry[] {
    return this.kept
  }

  find(id: number): LoggedEntry | undefined {
    return this.kept.find((logged) => logged.id === id)
  }

  clear(): void {
    this.kept.length = 0
    this.pending.length = 0
  }

  /** Tells listeners at once what is waiting. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.pending.length === 0) return
    const entries = this.pending
    this.pending = []
    this.onAppended(entries)
  }
}

/** An entry as the window shows it. */
export function traceEntryView({ id, header, entry }: LoggedEntry, summary: LocalText): TraceEntryView {
  const at = Date.parse(header.startedAt) + entry.at
  if (entry.type === 'event')
    return { id, kind: 'event', reader: header.reader, at, event: entry.event, summary }
  const { tap, number, duration, name, command, response, failure } = entry
  return {
    id,
    kind: 'exchange',
    tap,
    number,
    reader: header.reader,
    at,
    duration,
    command,
    response,
    summary,
    ...(name !== undefined && { name }),
    ...(failure !== undefined && { failure })
  }
}
