import { concat } from '../../engine/bytes/bytes'
import { hex, toHex } from '../../engine/bytes/hex'
import { decodeTlv, tlv } from '../../engine/tlv/tlv'
import type { ChipData } from '../../engine/workflow/host'

const PAN = 0x5a
const TRACK2 = 0x57
const PSN = 0x5f34

/** Data objects as TLV in upper-case hex, without the card's number and track 2, which may not be kept. */
export function chipText(chip: ChipData): string {
  const kept = [...chip].filter(([tag]) => tag !== PAN && tag !== TRACK2)
  return toHex(concat(...kept.map(([tag, value]) => tlv(tag, value))))
}

/** The data objects again, with the number and sequence number that they were taken from. */
export function chipWithNumber(text: string, pan: string, psn: string): ChipData {
  const objects = new Map(decodeTlv(hex(text)).nodes.map(({ tag, value }) => [tag, value]))
  objects.set(PAN, hex(pan.length % 2 === 0 ? pan : `${pan}F`))
  if (!objects.has(PSN)) objects.set(PSN, hex(psn))
  return objects
}
