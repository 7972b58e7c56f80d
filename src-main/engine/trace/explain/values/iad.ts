import type { BitExplanation, Field } from '../../../../contract/report'
import { sameText, type LocalText } from '../../../../texts/local-text'
import { iadPhrases } from '../../../../texts/phrases/explain'
import { listText, labelled } from '../../../../texts/phrases/values'
import { toHex } from '../../../bytes/hex'
import { bitTable } from '../../../tlv/tag-dictionary'
import { part, type ExplainContext } from '../context'
import { bitsOf, bitsText } from './bits'
import type { Explainer } from './explainer'
import { amountText } from './money'

/** Amounts that the issuer discretionary data carry, by their identifier; 5 bytes each (JR/T 0025). */
const AMOUNTS: Readonly<Record<number, readonly LocalText[]>> = {
  0x01: [iadPhrases.balance],
  0x02: [iadPhrases.cumulative],
  0x03: [iadPhrases.balance, iadPhrases.cumulative],
  0x04: [iadPhrases.cumulative, iadPhrases.cumulativeLimit],
  0x05: [iadPhrases.available]
}
const AMOUNT_LENGTH = 5
const MAC_LENGTH = 4
/** Length byte, DKI, CVN and the four bytes of card verification results. */
const SHORTEST = 7

/** Bits of card verification results (4 bytes, the first 03) as PBOC names them. */
export function cvrBits(cvr: Uint8Array): BitExplanation[] {
  return bitsOf(bitTable('cvr'), cvr)
}

/**
 * Issuer application data in the PBOC form: length, DKI, CVN, CVR (03 and three bytes), algorithm, then optional
 * discretionary data with a MAC. Data of another form are left as they are.
 */
export const explainIad: Explainer = (value, _entry, context) => {
  const [length = 0, dki, cvn, cvrLength] = value
  if (value.length < SHORTEST || cvrLength !== 3 || length < 6 || length >= value.length) return {}
  const bits = cvrBits(value.subarray(3, 7))
  const end = 1 + length
  const children: Field[] = [
    part(iadPhrases.length, value, [0, 1], context, { value: sameText(String(length)) }),
    part(iadPhrases.dki, value, [1, 2], context, { value: sameText(String(dki)) }),
    part(iadPhrases.cvn, value, [2, 3], context, { value: sameText(toHex(value.subarray(2, 3))) }),
    part(iadPhrases.cvr, value, [3, 7], context, { value: bitsText(bits), bits }),
    ...(length >= 7 ? [algorithm(value, context)] : []),
    ...(length > 7 ? [part(iadPhrases.idd, value, [8, end], context)] : []),
    ...discretionary(value, end, context)
  ]
  const amounts = children.filter(({ name }) => Object.values(AMOUNTS).some((names) => names.includes(name)))
  return {
    value: listText([
      labelled(iadPhrases.cvn, sameText(toHex(Uint8Array.of(cvn ?? 0)))),
      bitsText(bits),
      ...amounts.flatMap(({ name, value: amount }) => (amount ? [labelled(name, amount)] : []))
    ]),
    children
  }
}

function algorithm(value: Uint8Array, context: ExplainContext): Field {
  const names: Readonly<Record<number, LocalText>> = { 1: iadPhrases.tripleDes, 4: iadPhrases.sm4 }
  const name = names[value[7] ?? 0]
  return part(iadPhrases.algorithm, value, [7, 8], context, { ...(name && { value: name }) })
}

/** Length, identifier, amounts of 5 bytes (10 digits), MAC of 4 bytes. */
function discretionary(value: Uint8Array, start: number, context: ExplainContext): Field[] {
  if (start >= value.length) return []
  const id = value[start + 1] ?? 0
  const names = AMOUNTS[id]
  const end = value.length
  const head = part(iadPhrases.iddLength, value, [start, start + 1], context, {
    value: sameText(String(value[start]))
  })
  if (start + 2 > end) return [head]
  const kind = part(iadPhrases.iddId, value, [start + 1, start + 2], context, {
    value: names ? listText(names) : iadPhrases.unknownIdd
  })
  const expected = start + 2 + (names?.length ?? 0) * AMOUNT_LENGTH + MAC_LENGTH
  if (names === undefined || expected !== end) {
    return [head, kind, ...(start + 2 < end ? [part(iadPhrases.idd, value, [start + 2, end], context)] : [])]
  }
  const amounts = names.map((name, index) => {
    const from = start + 2 + index * AMOUNT_LENGTH
    const digits = toHex(value.subarray(from, from + AMOUNT_LENGTH))
    const valid = /^\d+$/.test(digits)
    return part(name, value, [from, from + AMOUNT_LENGTH], context, {
      ...(valid && { value: amountText(digits, context.currency) })
    })
  })
  return [head, kind, ...amounts, part(iadPhrases.iddMac, value, [end - MAC_LENGTH, end], context)]
}
