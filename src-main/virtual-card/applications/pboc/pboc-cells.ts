import { tagText } from '../../../engine/tlv/tlv'

/** Names of a PBOC application's cells, with the DGI of the personalization that fills them (UnionPay profiles). */
export const CELL = {
  /** FCI proprietary template, A5 with its tag. DGI 9102. */
  fciContact: 'fci/contact',
  /** DGI 9103. */
  fciContactless: 'fci/contactless',
  /** AIP (82) and AFL (94) as data objects. DGI 9104. */
  gpoContact: 'gpo/contact',
  /** AIP and AFL of the e-cash path on contact. DGI 9203. */
  gpoEcash: 'gpo/ecash',
  /** AIP and AFL of full contactless debit/credit. */
  gpoContactless: 'gpo/contactless',
  /** The PIN as VERIFY presents it: 2N, digits, padding F; 8 bytes. DGI 8010. */
  pin: 'pin/reference',
  /** Tries after a right PIN; 1 byte. DGI 9010. */
  pinTryLimit: 'pin/limit',
  /** Not 00 where the application is blocked. */
  blocked: 'blocked'
} as const

/** Cell of an internal data object, value without tag and length. DGI 0D01 and 0E01. */
export function objectCell(tag: number): string {
  return `object/${tagText(tag)}`
}

/** Why an application is blocked; an issuer script may undo the first kind only. */
export const BLOCKED = { no: 0x00, byIssuer: 0x01, forGood: 0x02 } as const
