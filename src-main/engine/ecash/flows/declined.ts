import { ecashSentences as say } from '../../../texts/phrases/ecash'
import { reasonTexts, responseCodeText } from '../../../texts/phrases/issuer'
import type { HostAnswer } from '../../workflow/host'
import { isApproval } from '../../workflow/response-code'
import type { Workflow } from '../../workflow/workflow'
import type { Entry } from '../entry/entry'
import { settle } from '../entry/settle'
import { type FlowEnd, settlementRefusedEnd } from './flow-end'
import { setsBalance } from './script-balance'

/** Instructions of the commands (EMV Book 3, 6.5.1 and 6.5.3). */
const APPLICATION_BLOCK = 0x1e
const CARD_BLOCK = 0x16

/**
 * Whether an answer may go to the card: its scripts set the balance to what it shall be, and where it is a no, or nothing of
 * the balance is to change, leave it alone. An answer that may not counts as none.
 */
export function isUsable(answer: HostAnswer, balanceAfter: number | undefined): boolean {
  return setsBalance(answer, isApproval(answer.arc) ? balanceAfter : undefined)
}

/**
 * Whether the scripts of a no do nothing but block the application or the card, as an issuer may whatever it was asked. One
 * that does the very service which it refuses is no answer.
 */
export function onlyBlocks({ scripts }: HostAnswer): boolean {
  const commands = scripts.flatMap((script) => script.commands)
  return commands.every(([, ins = 0]) => ins === APPLICATION_BLOCK || ins === CARD_BLOCK)
}

/**
 * The issuer's no ends an entry at once, unless scripts came along with it: whoever sends one has worked on the request, so
 * that the issuer is told for certain that nothing came of it.
 */
export function* concludeDeclined(entry: Entry, answer: HostAnswer): Workflow<FlowEnd> {
  const { arc, reason, scripts } = answer
  const facts = { arc, ...(reason !== undefined && { reason }) }
  if (scripts.length === 0) {
    yield* entry.write('declined', facts, 'nothing-happened')
    return declinedEnd(answer)
  }
  switch (yield* settle(entry, 'reverse', { facts, reason: 'cancelled' })) {
    case 'refused':
      return settlementRefusedEnd()
    case 'later':
      return { ...declinedEnd(answer), advice: say.reverseLaterAdvice }
    default:
      return { ...declinedEnd(answer), advice: say.declinedWithScript }
  }
}

/** The issuer's no, in words. */
export function declinedEnd({ arc, reason }: HostAnswer): FlowEnd {
  const why = reason === undefined ? responseCodeText(arc) : reasonTexts[reason]
  return { outcome: 'declined', sentence: say.declined(why), advice: say.declinedAdvice }
}
