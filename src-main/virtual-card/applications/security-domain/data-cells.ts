import { tagText } from '../../../engine/tlv/tlv'

/** The protocols that the card speaks, with their options "i": which of them depends on the keys that are used. */
export const PROTOCOLS = { scp02: 0x15, scp03: 0x70 } as const

/** Cell of the options "i" of SCP02, 1 byte, where a domain has others than the chip's usual ones. */
export const SCP02_OPTIONS = 'scp02-options'

/** Cell of a security domain's data object, value without tag and length. */
export function dataCell(tag: number): string {
  return `data/${tagText(tag)}`
}
