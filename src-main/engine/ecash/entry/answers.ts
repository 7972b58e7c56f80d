import type { HostAnswer, HostReason, HostReply } from '../../workflow/host'
import { isApproval, isResponseCode } from '../../workflow/response-code'

/** The answer to a request; undefined where none came, one that is about something else, or one that says nothing. */
export function answerTo(id: string, reply: HostReply): HostAnswer | undefined {
  if (reply.kind === 'no-answer' || reply.answer.id !== id) return undefined
  return isResponseCode(reply.answer.arc) ? reply.answer : undefined
}

/** With these the issuer has made up its mind: asking again changes nothing. */
const FINAL: readonly HostReason[] = [
  'already-confirmed',
  'already-reversed',
  'original-unknown',
  'balance-unproven',
  'cryptogram-wrong',
  'card-unknown',
  'psn-mismatch',
  'atc-replayed',
  'amount-invalid',
  'currency-differs',
  'data-missing',
  'duplicate-with-other-content'
]

/**
 * What became of something that the issuer was told. `later`: no answer, or one that may be another one next time, so that it
 * is to be told again. `refused`: a no for good.
 */
export function taken(answer: Pick<HostAnswer, 'arc' | 'reason'> | undefined): 'taken' | 'refused' | 'later' {
  if (answer === undefined) return 'later'
  if (isApproval(answer.arc)) return 'taken'
  return answer.reason !== undefined && FINAL.includes(answer.reason) ? 'refused' : 'later'
}
