import type { ActionResult, CardAction } from '../../../src-main/contract/ecash'
import type { TextKey } from '../../../src-main/texts/window/index'
import type { LanguageState } from '../../state/language.svelte'

export const accountWords = {
  ecash: { tone: 'ecash', text: 'ecash.accountEcash' },
  'debit-ecash': { tone: 'debit', text: 'ecash.accountDebit' },
  'credit-ecash': { tone: 'credit', text: 'ecash.accountCredit' }
} as const

const titles: Readonly<Record<CardAction['kind'], TextKey>> = {
  load: 'ecash.runLoad',
  'load-kept': 'ecash.runLoadKept',
  unload: 'ecash.runUnload',
  pay: 'ecash.runPay',
  'set-limits': 'ecash.runSetLimits',
  'change-pin': 'ecash.runChangePin',
  'unblock-pin': 'ecash.runUnblockPin',
  'block-application': 'ecash.runBlockApplication',
  'unblock-application': 'ecash.runUnblockApplication',
  'block-card': 'ecash.runBlockCard',
  finish: 'ecash.runFinish',
  reverse: 'ecash.runReverse'
}

/** What is being done, in words. */
export function runTitle(action: CardAction, currency: number, { t, amount }: LanguageState): string {
  return t(titles[action.kind], 'amount' in action ? { amount: amount(action.amount, currency) } : {})
}

/** `2030-12` as it is printed on a card. */
export function printedExpiry(expiry: string | undefined): string | undefined {
  return expiry && `${expiry.slice(5, 7)}/${expiry.slice(2, 4)}`
}

/** The sign of a currency alone, to stand before a field. */
export function currencySign(currency: number, { amount }: LanguageState): string {
  return amount(0, currency).replace(/[\d.,\s]/g, '')
}

interface OutcomeWords {
  readonly tone: 'success' | 'caution' | 'danger' | 'info'
  readonly text: TextKey
}

/** What came of an action, before its sentence. */
export const outcomeWords: Readonly<Record<ActionResult['outcome'], OutcomeWords>> = {
  done: { tone: 'success', text: 'ecash.outcome_done' },
  declined: { tone: 'danger', text: 'ecash.outcome_declined' },
  refused: { tone: 'danger', text: 'ecash.outcome_refused' },
  interrupted: { tone: 'caution', text: 'ecash.outcome_interrupted' },
  cancelled: { tone: 'info', text: 'ecash.outcome_cancelled' },
  'nothing-happened': { tone: 'info', text: 'ecash.outcome_nothing' }
}
