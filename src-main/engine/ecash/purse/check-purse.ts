import { ecashRefusals as no } from '../../../texts/phrases/ecash'
import { sameText } from '../../../texts/local-text'
import { isAmount } from '../../emv/amount'
import { currencyOf } from '../../trace/explain/values/money'
import { type FlowEnd, refusal } from '../flows/flow-end'
import type { Purse } from './purse'

/** Amounts that can be moved are whole minor units above zero, as 12 digits hold them. */
export function amountRefusal(amount: number): FlowEnd | undefined {
  return isAmount(amount) && amount > 0 ? undefined : refusal(no.amount, no.advice)
}

/** Whether money of this currency can be moved onto and off the card at all. */
export function usableRefusal({ blocked, currency }: Purse, wanted: number): FlowEnd | undefined {
  if (blocked) return refusal(no.blocked, no.advice)
  if (currency === wanted) return undefined
  const code = String(currency).padStart(3, '0')
  const name = currencyOf(code)
  return refusal(no.currency(name === undefined ? sameText(code) : name.name), no.advice)
}
