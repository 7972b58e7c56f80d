import type { Reason } from '../../contract/payment'
import type { LocalText } from '../../texts/local-text'
import { emvPhrases as say } from '../../texts/phrases/emv'
import { authenticationTexts } from '../../texts/phrases/emv-authentication'
import { stepTexts } from '../../texts/phrases/offline-auth'
import type { Authentication, StepName } from '../offline-auth/authentication'
import { problemText } from '../offline-auth/problem-text'
import { tagText } from '../tlv/tlv'
import { reason } from './reasons'
import type { Transaction } from './transaction'

/** The data object that a step looks at. */
const TAGS: Readonly<Partial<Record<StepName, number>>> = {
  'ca-key': 0x8f,
  'issuer-certificate': 0x90,
  'signed-static-data': 0x93,
  'icc-certificate': 0x9f46,
  'signed-dynamic-data': 0x9f4b,
  'signed-combined-data': 0x9f4b,
  'signed-fast-data': 0x9f4b
}
/** Those that hold no card number once they are opened; the others are hidden elsewhere too. */
const SHOWN: readonly StepName[] = ['ca-key', 'issuer-certificate']

/** Each step of an authentication in its order, as far as it went, with what was wrong at the last. */
export function authenticationReasons(
  transaction: Transaction,
  authentication: Authentication | undefined,
  section: string
): readonly Reason[] {
  if (authentication === undefined) return [reason(whyFailed(undefined), { section })]
  const { steps, outcome } = authentication
  const told = steps.map(({ name, section: where, problem }) => {
    const tag = TAGS[name]
    const step = stepTexts[name]
    const text =
      problem === undefined
        ? authenticationTexts.stepRight(step)
        : authenticationTexts.atStep(step, problemText(problem))
    return reason(text, {
      section: where,
      ...(tag !== undefined && { tag }),
      ...(tag !== undefined && SHOWN.includes(name) && { value: transaction.card(tag) })
    })
  })
  const isTold = outcome.kind === 'authenticated' || steps.some(({ problem }) => problem !== undefined)
  return isTold ? told : [...told, reason(whyFailed(authentication), { section })]
}

/** Why an authentication failed, in words. */
export function whyFailed(authentication: Authentication | undefined): LocalText {
  const outcome = authentication?.outcome
  if (outcome === undefined || outcome.kind === 'authenticated') return authenticationTexts.noSignature
  if (outcome.kind === 'missing') return say.objectsMissing(outcome.tags.map(tagText))
  return authenticationTexts.atStep(stepTexts[outcome.step], problemText(outcome.problem))
}
