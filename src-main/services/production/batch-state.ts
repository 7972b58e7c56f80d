import type { BatchLane, BatchReconciliation, BatchView, EndedLine } from '../../contract/batch'
import type { PersonalizationProfile } from '../../contract/personalization'
import type { IssuerView, StockLotView } from '../../contract/production'
import type { LocalText } from '../../texts/local-text'
import { batchTexts as say } from '../../texts/phrases/batch'
import { truncatedPan } from '../journal/truncated-pan'
import type { BatchLine, BatchLines } from './batch-lines'
import type { BatchOrder } from './batch-order'

/** What one reader does. */
export interface LaneState {
  readonly reader: string
  state: BatchLane['state']
  line?: BatchLine
  step?: LocalText
  fraction?: number
  last?: BatchLane['last'] & object
  made: number
  failed: number
}

/** A batch of this run of the program. */
export interface Batch {
  readonly id: string
  readonly order: BatchOrder
  readonly profile: PersonalizationProfile
  readonly issuer: IssuerView
  readonly lines: BatchLines
  readonly lanes: readonly LaneState[]
  /** Aborted: no card is begun any more. */
  readonly abort: AbortController
  /** Newest first. */
  readonly ended: EndedLine[]
  /** Lines whose cards were made in earlier runs. */
  readonly before: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
  endedAt?: number
  running: boolean
  made: number
  rejected: number
}

const MOST_ENDED = 200

/** A batch for whoever watches it. */
export function batchViewOf(batch: Batch, lot: StockLotView | undefined): BatchView {
  const { id, profile, order, running, made, before, rejected, lanes, ended, abort, startedAt } = batch
  const total = order.applicants.length
  return {
    ...{ id, profile: profile.id, startedAt: new Date(startedAt).toISOString() },
    ...{ running, stopping: running && abort.signal.aborted, total, made, before, rejected },
    left: total - made - rejected,
    lanes: lanes.map(laneViewOf),
    ended: ended.slice(0, MOST_ENDED),
    ...(lot !== undefined && { lot })
  }
}

function laneViewOf({ line, step, fraction, last, ...lane }: LaneState): BatchLane {
  return {
    ...lane,
    ...(line !== undefined && { line: line.number, name: line.applicant.name }),
    ...(line?.applicant.pan !== undefined && { pan: truncatedPan(line.applicant.pan) }),
    ...(step !== undefined && { step }),
    ...(fraction !== undefined && { fraction }),
    ...(last !== undefined && { last })
  }
}

/** What every line that came to an end came to, in their order: of a line that got several cards, the last one. */
export function batchOutcomes({ ended }: Pick<Batch, 'ended'>): readonly EndedLine[] {
  const last = new Map<number, EndedLine>()
  for (const line of [...ended].reverse()) last.set(line.line, line)
  return [...last.values()].sort((a, b) => a.line - b.line)
}

/** Every line once: made, given up or left; and the stock beside it. */
export function reconciliationOf(
  batch: Batch,
  spoiled: number,
  lot: StockLotView | undefined
): BatchReconciliation {
  const { id, profile, issuer, order, lines, startedAt, endedAt } = batch
  const outcomes = new Map(batchOutcomes(batch).map((ended) => [ended.line, ended]))
  const all = order.applicants.map(({ name, pan }, index): EndedLine => {
    const line = index + 1
    const truncated = pan === undefined ? '' : truncatedPan(pan)
    return outcomes.get(line) ?? { line, name, pan: truncated, outcome: 'left', sentence: say.notBegun }
  })
  const made = all.filter(({ outcome }) => outcome === 'made')
  const left = all.filter(
    ({ line, outcome }) => outcome !== 'made' && (outcome === 'left' || lines.has(line))
  )
  const done = new Set([...made, ...left])
  return {
    ...{ id, profile: profile.name, issuer: issuer.name, test: issuer.test, total: all.length, spoiled },
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    ...{ made, left, rejected: all.filter((line) => !done.has(line)) },
    ...(lot !== undefined && { lot }),
    balanced: lot === undefined || isBalanced(lot)
  }
}

/** What came in is what was made, spoiled, begun or is left, and nothing is missing. */
function isBalanced({ received, made, scrapped, begun, left }: StockLotView): boolean {
  return left >= 0 && received === made + scrapped + begun + left
}
