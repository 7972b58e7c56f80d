import { ecashRefusals as no, ecashSentences as say } from '../../../texts/phrases/ecash'
import type { Secret } from '../../crypto/secret'
import { ask, type Workflow } from '../../workflow/workflow'
import { type FlowEnd, refusal } from './flow-end'

export type AskedPin =
  { readonly kind: 'pin'; readonly pin: Secret } | { readonly kind: 'ended'; readonly end: FlowEnd }

/**
 * Asks the holder to agree with the PIN, which the issuer checks. A desk that knows the holder may go on without:
 * whether that is enough is for the issuer to say.
 */
export function* askAgreement(money: {
  readonly amount: number
  readonly currency: number
}): Workflow<Secret | undefined | FlowEnd> {
  const reply = yield* ask({ kind: 'pin', purpose: 'online', optional: true, ...money })
  return reply.kind === 'cancelled' ? { outcome: 'cancelled', sentence: say.cancelled } : reply.pin
}

/** Asks a holder for the PIN that the issuer checks, or for a new one; without it the flow does not begin. */
export function* askPin(
  purpose: 'online' | 'new',
  money?: { readonly amount: number; readonly currency: number }
): Workflow<AskedPin> {
  const reply = yield* ask({ kind: 'pin', purpose, ...money })
  if (reply.kind === 'cancelled') {
    return { kind: 'ended', end: { outcome: 'cancelled', sentence: say.cancelled } }
  }
  return reply.pin === undefined
    ? { kind: 'ended', end: refusal(no.pinNeeded, no.advice) }
    : { kind: 'pin', pin: reply.pin }
}
