import { hex } from '../bytes/hex'
import { bcdBytes } from '../bytes/bcd'
import { type DolEntry, fillDol } from '../tlv/dol'
import { tagEntry } from '../tlv/tag-dictionary'

/**
 * What the inspection says it is when a card's PDOL asks. Amounts are zero, no e-cash is offered, and the terminal
 * transaction qualifiers (JR/T 0025) ask for full contactless debit/credit without qPBOC, and demand an online
 * cryptogram besides: a card that answers with a flash-pay result all the same can only answer with an ARQC.
 */
const profile: Readonly<Record<number, Uint8Array>> = {
  0x9f66: hex('46800000'),
  0x9f7a: hex('00'),
  0x9f02: hex('000000000000'),
  0x9f03: hex('000000000000'),
  0x81: hex('00000000'),
  0x9f1a: hex('0156'),
  0x5f2a: hex('0156'),
  0x95: hex('0000000000'),
  0x9c: hex('00'),
  0x9f33: hex('E0E1C8'),
  0x9f35: hex('22'),
  0x9f40: hex('6000F0A001'),
  0xdf60: hex('00'),
  0xdf69: hex('00')
}

/**
 * The values that a PDOL asks for. What the profile does not hold is zeros, the unpredictable number too: nothing is
 * authenticated. `startedAt` in milliseconds since 1970 gives the transaction date (UTC).
 */
export function pdolData(entries: readonly DolEntry[], startedAt: number): Uint8Array {
  const date = new Date(startedAt).toISOString().slice(2, 10).replaceAll('-', '')
  return fillDol(
    entries,
    (tag) => (tag === 0x9a ? bcdBytes(date, 3) : profile[tag]),
    (tag) => tagEntry(tag)?.format
  )
}
