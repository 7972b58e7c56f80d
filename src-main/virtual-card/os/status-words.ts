import type { ResponseApdu } from '../../engine/apdu/response-apdu'

/** Status words that the card answers (ISO/IEC 7816-4, 5.6; EMV Book 3, 6.3.5). */
export const SW = {
  ok: 0x9000,
  selectedFileDeactivated: 0x6283,
  authenticationFailed: 0x6300,
  moreDataAvailable: 0x6310,
  pinTriesLeft: 0x63c0,
  wrongLength: 0x6700,
  channelNotSupported: 0x6881,
  secureMessagingNotSupported: 0x6882,
  chainingNotSupported: 0x6884,
  securityStatusNotSatisfied: 0x6982,
  authenticationMethodBlocked: 0x6983,
  referenceDataNotUsable: 0x6984,
  conditionsNotSatisfied: 0x6985,
  secureMessagingObjectMissing: 0x6987,
  secureMessagingObjectWrong: 0x6988,
  wrongData: 0x6a80,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  notEnoughMemory: 0x6a84,
  wrongParameters: 0x6a86,
  referencedDataNotFound: 0x6a88,
  instructionNotSupported: 0x6d00,
  classNotSupported: 0x6e00,
  noPreciseDiagnosis: 0x6f00
} as const

const NO_DATA = new Uint8Array(0)

/** A status word alone. */
export function status(sw: number): ResponseApdu {
  return { data: NO_DATA, sw }
}

/** Data and 9000. */
export function answer(data: Uint8Array, sw: number = SW.ok): ResponseApdu {
  return { data, sw }
}
