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
  /** AIP and AFL of full contactless debit/credit. DGI 9204. */
  gpoContactless: 'gpo/contactless',
  /** AIP and AFL of flash pay. DGI 9207. */
  gpoFlash: 'gpo/flash',
  /** The same for terminals that say DF69=01: DGIs 9114, 9213, 9217. */
  gpoContactSm: 'gpo/contact-sm',
  gpoEcashSm: 'gpo/ecash-sm',
  gpoFlashSm: 'gpo/flash-sm',
  /** Derivation key index, cryptogram version and, but for triple DES, algorithm for GENERATE AC: 2 or 3 bytes. DGI 9200. */
  versionContact: 'version/contact',
  /** The same for flash pay: DGI 9207. */
  versionFlash: 'version/flash',
  /** Both for terminals that say DF69=01: DGIs 9201 and 9217. */
  versionContactSm: 'version/contact-sm',
  versionFlashSm: 'version/flash-sm',
  /** Card keys, 16 bytes each. DGI 8000. */
  keyAc: 'key/ac',
  keyMac: 'key/mac',
  keyEnc: 'key/enc',
  /** SM4 keys for cryptograms, script MACs and script encipherment, 16 bytes each. DGI 8030. */
  keysSm4: 'key/sm4',
  /** SM2 private key, 32 bytes. DGI 8100. */
  keySm2: 'key/sm2',
  /** Keys of extended applications, 16 bytes each. DGI 8020. */
  keysExtended: 'key/extended',
  /** Files of extended applications, 7 bytes each. DGI A001. */
  filesExtended: 'files/extended',
  /** Begins the names of the RSA key's parts. DGI 8201 to 8205. */
  iccKey: 'icc-key/',
  /** The PIN as VERIFY presents it: 2N, digits, padding F; 8 bytes. DGI 8010. */
  pin: 'pin/reference',
  /** Tries after a right PIN; 1 byte. DGI 9010. */
  pinTryLimit: 'pin/limit',
  /** Not 00 where the application is blocked. */
  blocked: 'blocked',
  /** What earlier transactions left behind, see `risk-memory.ts`: 1 byte. */
  riskFlags: 'risk/flags',
  /** Issuer script commands since the last online transaction that was completed: 1 byte. */
  scriptCount: 'risk/scripts',
  /** Transactions on the account that were approved offline since the last online one: 1 byte. */
  offlineCount: 'risk/offline-count',
  /** Of them what was in the card's currency, format n12: 6 bytes. */
  offlineAmount: 'risk/offline-amount',
  /** Of them those in a foreign currency, and in a foreign country: 1 byte each. */
  foreignCurrencyCount: 'risk/foreign-currency-count',
  foreignCountryCount: 'risk/foreign-country-count'
} as const

/** Cell of an internal data object, value without tag and length. DGI 0D01 and 0E01. */
export function objectCell(tag: number): string {
  return `object/${tagText(tag)}`
}

/** Why an application is blocked; an issuer script may undo the first kind only. */
export const BLOCKED = { no: 0x00, byIssuer: 0x01, forGood: 0x02 } as const
