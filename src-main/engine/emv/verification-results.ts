/** One bit of a bit-coded data element: byte from 1, and the mask within it. */
export interface Bit {
  readonly byte: number
  readonly mask: number
}

const bit = (byte: number, number: number): Bit => ({ byte, mask: 1 << (number - 1) })

/** Terminal verification results, tag 95 (EMV Book 3, Annex C5). */
export const TVR = {
  odaNotPerformed: bit(1, 8),
  sdaFailed: bit(1, 7),
  iccDataMissing: bit(1, 6),
  onExceptionFile: bit(1, 5),
  ddaFailed: bit(1, 4),
  cdaFailed: bit(1, 3),
  sdaSelected: bit(1, 2),
  versionsDiffer: bit(2, 8),
  expired: bit(2, 7),
  notYetEffective: bit(2, 6),
  serviceNotAllowed: bit(2, 5),
  newCard: bit(2, 4),
  cvmFailed: bit(3, 8),
  cvmUnknown: bit(3, 7),
  pinTriesExceeded: bit(3, 6),
  pinPadMissing: bit(3, 5),
  pinNotEntered: bit(3, 4),
  onlinePinEntered: bit(3, 3),
  floorLimitExceeded: bit(4, 8),
  lowerOfflineLimitExceeded: bit(4, 7),
  upperOfflineLimitExceeded: bit(4, 6),
  randomlySelected: bit(4, 5),
  forcedOnline: bit(4, 4),
  defaultTdol: bit(5, 8),
  issuerAuthenticationFailed: bit(5, 7),
  scriptFailedBefore: bit(5, 6),
  scriptFailedAfter: bit(5, 5)
} as const satisfies Readonly<Record<string, Bit>>

/** Transaction status information, tag 9B (EMV Book 3, Annex C6). */
export const TSI = {
  oda: bit(1, 8),
  cardholderVerification: bit(1, 7),
  cardRiskManagement: bit(1, 6),
  issuerAuthentication: bit(1, 5),
  terminalRiskManagement: bit(1, 4),
  scriptProcessing: bit(1, 3)
} as const satisfies Readonly<Record<string, Bit>>

/** Application interchange profile, tag 82 (EMV Book 3, Annex C1). */
export const AIP = {
  sda: bit(1, 7),
  dda: bit(1, 6),
  cardholderVerification: bit(1, 5),
  terminalRiskManagement: bit(1, 4),
  issuerAuthentication: bit(1, 3),
  cda: bit(1, 1)
} as const satisfies Readonly<Record<string, Bit>>

/** Terminal capabilities, tag 9F33 (EMV Book 4, Annex A2). */
export const CAPABILITY = {
  plainOfflinePin: bit(2, 8),
  onlinePin: bit(2, 7),
  signature: bit(2, 6),
  encipheredOfflinePin: bit(2, 5),
  noCvm: bit(2, 4),
  sda: bit(3, 8),
  dda: bit(3, 7),
  cda: bit(3, 4)
} as const satisfies Readonly<Record<string, Bit>>

/** Terminal transaction qualifiers, tag 9F66 (JR/T 0025, qPBOC). */
export const TTQ = {
  fullContactless: bit(1, 7),
  flashPay: bit(1, 6),
  offlineOnly: bit(1, 4),
  onlinePin: bit(1, 3),
  signature: bit(1, 2),
  onlineCryptogramRequired: bit(2, 8),
  cvmRequired: bit(2, 7)
} as const satisfies Readonly<Record<string, Bit>>

/** Card transaction qualifiers, tag 9F6C (JR/T 0025, qPBOC). */
export const CTQ = {
  onlinePinRequired: bit(1, 8),
  signatureRequired: bit(1, 7),
  onlineIfOdaFails: bit(1, 6),
  switchInterfaceIfOdaFails: bit(1, 5),
  onlineIfExpired: bit(1, 4),
  deviceCvmPerformed: bit(2, 8)
} as const satisfies Readonly<Record<string, Bit>>

/** Whether the bit is set; false where the value is too short to hold it, or is absent. */
export function isSet(value: Uint8Array | undefined, { byte, mask }: Bit): boolean {
  return ((value?.[byte - 1] ?? 0) & mask) !== 0
}

/** Sets the bit in place. A fault where the value does not have the byte. */
export function setBit(value: Uint8Array, { byte, mask }: Bit): void {
  const before = value[byte - 1]
  if (before === undefined) throw new Error(`setBit: there is no byte ${byte}`)
  value[byte - 1] = before | mask
}
