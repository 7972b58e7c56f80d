import type { HostAnswer, HostReason, HostReply } from '../../workflow/host'

export const APPROVED = '00'

/** Two characters (8A). */
const RESPONSE_CODE = /^[0-9A-Za-z]{2}$/

/** The answer to a request; undefined where none came, one that is about something else, or one that says nothing. */
export function answerTo(id: string, reply: HostReply): HostAnswer | undefined {
  if (reply.kind === 'no-answer' || reply.answer.id !== id) return undefined
  return RESPONSE_CODE.test(reply.answer.arc) ? reply.answer : undefined
}

/** With these the issuer has made up its mind: asking again changes nothing. */
const FINAL: readonly HostReason[] = [
  'already-confirmed',
  'already-reversed',
  'original-unknown',
  'balance-unproven',
  'cryptogram-wrong',
  'card-unknown'
]

/** `later`: no answer, or one that may be another one next time. */
export function taken(answer: HostAnswer | undefined): 'taken' | 'refused' | 'later' {
  if (answer === undefined) return 'later'
  if (answer.arc === APPROVED) return 'taken'
  return answer.reason !== undefined && FINAL.includes(answer.reason) ? 'refused' : 'later'
}
