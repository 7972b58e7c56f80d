import type { CardAction, PurseView } from '../../../src-main/contract/ecash'
import type { TextKey } from '../../../src-main/texts/window/index'
import { cleanAmount, isAmountText, minorOf } from '../../ui/amount-text'

export type LimitField = 'balanceLimit' | 'transactionLimit' | 'resetThreshold'
export type LimitTexts = Readonly<Record<LimitField, string>>
type SetLimits = Extract<CardAction, { kind: 'set-limits' }>

export interface LimitsCheck {
  /** What is wrong with which field. */
  readonly problems: Readonly<Partial<Record<LimitField, TextKey>>>
  /** What would be written; absent where something is wrong or nothing is changed. */
  readonly action: SetLimits | undefined
}

/** Checks the limits as they were typed, before anything is sent. */
export function checkLimits(purse: PurseView, texts: LimitTexts, digits: number): LimitsCheck {
  const values = {
    balanceLimit: valueOf(texts.balanceLimit, digits),
    transactionLimit: valueOf(texts.transactionLimit, digits),
    resetThreshold: purse.resetThreshold === undefined ? 0 : valueOf(texts.resetThreshold, digits)
  }
  const problems: Partial<Record<LimitField, TextKey>> = {}
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) problems[field as LimitField] = 'counter.limitsWrong'
  }
  const { balanceLimit, transactionLimit } = values
  if (balanceLimit !== undefined && balanceLimit < purse.balance) {
    problems.balanceLimit = 'counter.limitsBelowBalance'
  } else if (
    balanceLimit !== undefined &&
    transactionLimit !== undefined &&
    transactionLimit > balanceLimit
  ) {
    problems.transactionLimit = 'counter.limitsOver'
  }
  const changed = Object.entries(values).filter(
    ([field, value]) => value !== undefined && value !== (purse[field as LimitField] ?? 0)
  )
  const possible = Object.keys(problems).length === 0 && changed.length > 0
  return { problems, action: possible ? { kind: 'set-limits', ...Object.fromEntries(changed) } : undefined }
}

/** A sign or a letter is not read as if it were not there. */
const STRANGE = /[^\d.。,\s¥￥'’]/

function valueOf(text: string, digits: number): number | undefined {
  if (STRANGE.test(text.normalize('NFKC'))) return undefined
  const clean = cleanAmount(text)
  return /\d/.test(clean) && isAmountText(clean, digits) ? minorOf(clean, digits) : undefined
}
