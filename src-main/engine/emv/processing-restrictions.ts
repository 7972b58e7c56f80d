import type { Reason } from '../../contract/payment'
import type { LocalText } from '../../texts/local-text'
import { restrictionTexts as say } from '../../texts/phrases/emv-decisions'
import { bcdDigits } from '../bytes/bcd'
import { equalBytes } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import type { Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { reason } from './reasons'
import { isAtm } from './terminal-configuration'
import { transactionDate } from './terminal-objects'
import type { Transaction } from './transaction'
import { type Bit, isSet, setBit, TVR } from './verification-results'

/** Application usage control, tag 9F07 (EMV Book 3, Annex C2). */
const bit = (byte: number, number: number): Bit => ({ byte, mask: 1 << (number - 1) })
const AUC = {
  cash: { domestic: bit(1, 8), international: bit(1, 7) },
  goods: { domestic: bit(1, 6), international: bit(1, 5) },
  services: { domestic: bit(1, 4), international: bit(1, 3) },
  cashback: { domestic: bit(2, 8), international: bit(2, 7) },
  atm: bit(1, 2),
  notAtm: bit(1, 1)
} as const

/** Processing restrictions (EMV Book 3, 10.4): versions, usage control, dates. What does not fit stands in the TVR. */
export function* processingRestrictions(kernel: Kernel): Workflow<void> {
  yield* kernel.enter('processing-restrictions')
  const { transaction } = kernel
  const reasons = [...versionReasons(transaction), ...usageReasons(transaction), ...dateReasons(transaction)]
  const text = reasons.length === 0 ? say.unrestricted : say.restricted
  yield* kernel.tell({ text, effect: reasons.length === 0 ? 'ok' : 'caution', reasons })
}

function noted(transaction: Transaction, tvr: Bit, because: Reason): Reason[] {
  setBit(transaction.tvr, tvr)
  return [because]
}

/** EMV Book 3, 10.4.1; without a version of the card's the two are taken to be the same. */
function versionReasons(transaction: Transaction): Reason[] {
  const card = transaction.card(0x9f08)
  if (card === undefined || equalBytes(card, transaction.terminal.applicationVersion)) return []
  const section = 'EMV Book 3, 10.4.1'
  return noted(transaction, TVR.versionsDiffer, reason(say.versions, { tag: 0x9f08, value: card, section }))
}

/** EMV Book 3, 10.4.2. */
function usageReasons(transaction: Transaction): Reason[] {
  const auc = transaction.card(0x9f07)
  if (auc === undefined) return []
  const section = 'EMV Book 3, 10.4.2'
  const forbidden = (text: LocalText): Reason[] =>
    noted(transaction, TVR.serviceNotAllowed, reason(text, { tag: 0x9f07, value: auc, section }))
  const atm = isAtm(transaction.terminal)
  if (!isSet(auc, atm ? AUC.atm : AUC.notAtm)) return forbidden(atm ? say.notAtAtms : say.onlyAtAtms)
  const country = transaction.card(0x5f28)
  if (country === undefined) return []
  const domestic = Number(bcdDigits(country) ?? NaN) === transaction.terminal.country
  const where = domestic ? 'domestic' : 'international'
  const refused = usesOf(transaction).find((use) => !isSet(auc, AUC[use][where]))
  return refused === undefined ? [] : forbidden(say.useForbidden(refused, domestic))
}

/** Loads, scripts and inquiries are none of the uses that the control names. */
function usesOf({ request: { type } }: Transaction): readonly ('cash' | 'goods' | 'services' | 'cashback')[] {
  switch (type) {
    case 'purchase':
      return ['goods']
    case 'service':
      return ['services']
    case 'cash':
      return ['cash']
    case 'cashback':
      return ['goods', 'cashback']
    default:
      return []
  }
}

/** EMV Book 3, 10.4.3. Two digits of a year: 50 to 99 are of the last century (EMV Book 4, 6.7.3). */
export function dateReasons(transaction: Transaction): Reason[] {
  const section = 'EMV Book 3, 10.4.3'
  const today = comparable(transactionDate(transaction))
  const { expiry } = transaction
  const effective = transaction.card(0x5f25)
  return [
    ...(expiry !== undefined && comparable(expiry) < today
      ? noted(transaction, TVR.expired, reason(say.expired(expiry), { tag: 0x5f24, section }))
      : []),
    ...(effective !== undefined && comparable(toHex(effective)) > today
      ? noted(
          transaction,
          TVR.notYetEffective,
          reason(say.notYet(toHex(effective)), { tag: 0x5f25, section })
        )
      : [])
  ]
}

function comparable(yymmdd: string): string {
  return (Number(yymmdd.slice(0, 2)) < 50 ? '20' : '19') + yymmdd
}
