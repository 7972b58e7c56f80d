import type { Reason } from '../../contract/payment'
import type { LocalText } from '../../texts/local-text'
import { emvPhrases as say } from '../../texts/phrases/emv'
import { swText } from '../apdu/response-apdu'
import { toHex } from '../bytes/hex'
import { bitTable, type BitMeaning } from '../tlv/tag-dictionary'
import { tagText } from '../tlv/tlv'
import { amountText } from '../trace/explain/values/money'
import type { Bit } from './verification-results'

/** Something a decision rests on; `value` is shown as hexadecimal, so it must be nothing that is hidden elsewhere. */
export function reason(
  text: LocalText,
  source: { readonly tag?: number; readonly value?: Uint8Array | undefined; readonly section?: string } = {}
): Reason {
  const { tag, value, section } = source
  return {
    text,
    ...(tag !== undefined && { tag: tagText(tag) }),
    ...(value !== undefined && { hex: toHex(value) }),
    ...(section !== undefined && { section })
  }
}

/** A status word that the card answered. */
export function swReason(sw: number): Reason {
  return { text: say.statusWord(swText(sw)) }
}

/** An amount with its currency, minor units and ISO 4217 numeric. */
export function money(amount: number, currency: number): LocalText {
  return amountText(amount, String(currency).padStart(3, '0'))
}

const tables = new Map<string, readonly BitMeaning[]>()

/** The name that the dictionary has for a bit of one of its tables. */
export function bitName(table: 'tvr' | 'tsi' | 'aip' | 'ctq' | 'cvr' | 'cid', bit: Bit): LocalText {
  const found = namedBits(table).find(({ byte, mask }) => byte === bit.byte && mask === bit.mask)
  return found?.name ?? say.unnamedBit(bit.byte, bit.mask)
}

/** Names of all meanings of a table that `value` carries. */
export function namesIn(table: 'tvr' | 'cvr' | 'ctq' | 'cid', value: Uint8Array): LocalText[] {
  return namedBits(table)
    .filter(({ byte, mask, value: wanted = mask }) => ((value[byte - 1] ?? 0) & mask) === wanted)
    .map(({ name }) => name)
}

function namedBits(table: string): readonly BitMeaning[] {
  const known = tables.get(table) ?? bitTable(table)
  tables.set(table, known)
  return known
}
