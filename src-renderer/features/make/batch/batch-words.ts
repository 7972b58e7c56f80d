import type { BatchLane, BatchView, ChipFate } from '../../../../src-main/contract/batch'
import type { ReaderView } from '../../../../src-main/contract/views'
import type { TextKey } from '../../../../src-main/texts/window/index'
import type { Translate } from '../../../state/language.svelte'

export type LaneTone = 'wants' | 'works' | 'good' | 'bad' | 'quiet'

/** What a lane wants of its person now. `text` may need `line` and `name`. */
export interface LaneWords {
  readonly tone: LaneTone
  readonly text: TextKey
  readonly detail?: TextKey
}

const takeWords: Readonly<Record<ChipFate, LaneWords>> = {
  'hand-out': { tone: 'good', text: 'batch.laneTakeGood' },
  scrap: { tone: 'bad', text: 'batch.laneTakeScrap', detail: 'batch.laneScrapBox' },
  unchanged: { tone: 'bad', text: 'batch.laneTakeUnchanged' }
}

export const fateWords: Readonly<
  Record<ChipFate, { readonly tone: 'success' | 'danger' | 'caution'; readonly text: TextKey }>
> = {
  'hand-out': { tone: 'success', text: 'batch.chip_good' },
  scrap: { tone: 'danger', text: 'batch.chip_scrap' },
  unchanged: { tone: 'caution', text: 'batch.chip_unchanged' }
}

/** What is to be done at a reader now, in one sentence. `reader`: as it is now, absent where it is not connected. */
export function laneWords(lane: BatchLane, reader: ReaderView | undefined, running: boolean): LaneWords {
  const isVirtual = lane.reader.startsWith('virtual:')
  switch (lane.state) {
    case 'making':
      return { tone: 'works', text: 'batch.laneMaking', detail: 'batch.laneLeave' }
    case 'waiting-for-card':
      if (!running) return { tone: 'quiet', text: 'batch.laneStopped' }
      if (reader === undefined) return { tone: 'bad', text: 'batch.laneGone', detail: 'batch.laneGoneText' }
      if (isVirtual) return { tone: 'works', text: 'batch.lanePutVirtual' }
      if (reader.presence === 'mute')
        return { tone: 'bad', text: 'batch.laneMute', detail: 'batch.laneMuteText' }
      return { tone: 'wants', text: lane.last ? 'batch.lanePutNext' : 'batch.lanePut' }
    case 'take-card':
      return lane.last ? takeWords[lane.last.chip] : { tone: 'wants', text: 'batch.lanePutNext' }
    case 'done':
    case 'stopped':
      if (lane.last && !isVirtual && reader !== undefined && reader.presence !== 'empty') {
        return takeWords[lane.last.chip]
      }
      return { tone: 'quiet', text: lane.state === 'done' ? 'batch.laneDone' : 'batch.laneStopped' }
  }
}

/** Milliseconds that the rest will take, as far as this run tells; undefined before it tells anything. */
export function remainingTime(view: BatchView, now: number): number | undefined {
  const done = view.made - view.before + view.rejected
  const elapsed = now - Date.parse(view.startedAt)
  return view.running && !view.stopping && done > 0 && elapsed > 0 ? (elapsed / done) * view.left : undefined
}

const MINUTE = 60_000

/** A length of time as roughly as it is known. */
export function roughTime(milliseconds: number, t: Translate): string {
  if (milliseconds < MINUTE) return t('batch.soon')
  const minutes = Math.round(milliseconds / MINUTE)
  if (minutes < 90) return t('batch.minutes', { count: minutes })
  return t('batch.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** `2:05`, `1:02:05`: time that has passed, whole seconds. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
