import type { Reason } from '../../contract/payment'
import { onlineTexts as say } from '../../texts/phrases/emv-outcomes'
import { reasonTexts } from '../../texts/phrases/issuer'
import type { HostAnswer } from '../workflow/host'
import { isApproval, isResponseCode } from '../workflow/response-code'
import { noWayBack, type Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { reason } from './reasons'
import { isOfflineOnly } from './terminal-configuration'

export type OnlineResult =
  | { readonly kind: 'answered'; readonly answer: HostAnswer; readonly approved: boolean }
  /** There is nobody to ask, or no answer came that is one. */
  | { readonly kind: 'unable' }

const SECTION = 'EMV Book 3, 10.9'

/** Online processing (EMV Book 3, 10.9): the issuer's decision, by the request that the options make. */
export function* onlineProcessing(kernel: Kernel): Workflow<OnlineResult> {
  yield* kernel.enter('online-processing')
  const { transaction, options } = kernel
  const { authorise } = options
  // A card that wants its issuer where there is none to be asked does not make the terminal able to (EMV Book 3, 10.9).
  if (authorise === undefined || isOfflineOnly(transaction.terminal)) {
    yield* kernel.tell({
      text: say.nobody,
      effect: 'caution',
      reasons: [reason(authorise === undefined ? say.noHost : say.offlineTerminal, { section: SECTION })]
    })
    return { kind: 'unable' }
  }
  yield* noWayBack()
  const reply = yield* authorise(transaction)
  yield* kernel.record({ kind: 'host-replied', reply })
  if (reply.kind === 'no-answer' || !isResponseCode(reply.answer.arc)) {
    const why = reply.kind === 'no-answer' ? say.noAnswer[reply.reason] : say.noAnswer.malformed
    yield* kernel.tell({
      text: say.unanswered,
      effect: 'caution',
      reasons: [reason(why, { section: SECTION })]
    })
    return { kind: 'unable' }
  }
  const { answer } = reply
  transaction.answer = answer
  setArc(kernel, answer.arc)
  if (answer.issuerAuthentication) transaction.setTerminal(0x91, answer.issuerAuthentication)
  const approved = isApproval(answer.arc)
  yield* kernel.tell({
    text: approved ? say.approved : say.declined,
    effect: approved ? 'ok' : 'caution',
    reasons: answerReasons(answer)
  })
  return { kind: 'answered', answer, approved }
}

function answerReasons({ arc, reason: why, scripts }: HostAnswer): Reason[] {
  return [
    reason(say.arc(arc), { tag: 0x8a, section: SECTION }),
    ...(why === undefined ? [] : [reason(reasonTexts[why])]),
    ...(scripts.length === 0 ? [] : [reason(say.scripts(scripts.length))])
  ]
}

/** Sets the authorisation response code (8A): the issuer's, or the terminal's own (EMV Book 4, Annex A6). */
export function setArc({ transaction }: Kernel, arc: string): void {
  transaction.arc = arc
  transaction.setTerminal(
    0x8a,
    Uint8Array.from(arc, (character) => character.charCodeAt(0))
  )
}
