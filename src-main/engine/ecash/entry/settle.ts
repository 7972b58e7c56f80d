import { hex } from '../../bytes/hex'
import type { ChipData, ReversalReason } from '../../workflow/host'
import { online, type Workflow } from '../../workflow/workflow'
import { originOfEntry } from '../flows/flow-context'
import { answerTo, taken } from './answers'
import type { Entry } from './entry'
import type { EntryFacts, Settlement } from './entry-facts'
import { settlementId } from './request-ids'

/**
 * `settled`: the entry is closed. `kept`: the issuer keeps the money for the card; the entry stays open until it is being
 * loaded. `later`: the issuer did not answer; nothing is lost, and it is to be told again. `refused`: it will not take it.
 */
export type Settled = 'settled' | 'kept' | 'later' | 'refused'

export interface SettleOptions {
  /** Written together with the decision. */
  readonly facts?: Partial<EntryFacts>
  readonly reason?: ReversalReason
  /** Data of the second GENERATE AC. */
  readonly chip?: ChipData
}

/**
 * Decides an entry and tells the issuer. The decision is durable first, and stands: what was decided once is only ever
 * told again.
 */
export function* settle(entry: Entry, how: Settlement, options: SettleOptions = {}): Workflow<Settled> {
  const decision = entry.facts.decision ?? how
  const more = options.facts ?? {}
  if (entry.facts.decision === undefined || Object.keys(more).length > 0) {
    yield* entry.write('decided', { ...more, decision })
  }
  const { requestId } = entry.facts
  if (requestId === undefined) throw new Error('settle: the issuer was never asked')
  const id = settlementId(entry.id, decision)
  const reply = yield* online(yield* settlement(entry, decision, { id, original: requestId, ...options }))
  const answer = answerTo(id, reply)
  switch (taken(answer)) {
    case 'later':
      return 'later'
    case 'refused':
      yield* entry.write('settlement-refused', { settlementRefused: answer?.reason ?? answer?.arc ?? '' })
      return 'refused'
    case 'taken':
      if (decision === 'keep') {
        yield* entry.write('kept', { kept: true })
        return 'kept'
      }
      yield* entry.write(
        decision === 'confirm' ? 'confirmed' : 'reversed',
        {},
        decision === 'confirm' ? 'completed' : 'reversed'
      )
      return 'settled'
  }
}

function* settlement(
  { facts }: Entry,
  decision: Settlement,
  { id, original, reason, chip }: SettleOptions & { readonly id: string; readonly original: string }
) {
  const origin = yield* originOfEntry(facts)
  const named = { id, origin, original }
  if (decision !== 'confirm') {
    const why = reason ?? 'script-failed'
    return { kind: 'reverse', ...named, reason: why, keep: decision === 'keep' } as const
  }
  const { scriptResults, scriptDone } = facts
  return {
    kind: 'confirm',
    ...named,
    // A failure that the card's own log and balance disprove (its answer was lost or wrong) is no evidence for the issuer.
    ...(scriptDone === true && scriptResults !== undefined && { scriptResults: hex(scriptResults) }),
    ...(chip !== undefined && { chip })
  } as const
}
