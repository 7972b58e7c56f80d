import { concat } from '../bytes/bytes'

export interface FastTerminalData {
  /** Tag 9F37, 4 bytes. */
  readonly unpredictableNumber: Uint8Array
  /** Tag 9F02, 6 bytes, and 5F2A, 2 bytes, as the terminal sent them. */
  readonly amount: Uint8Array
  readonly currency: Uint8Array
  /** Tag 9F69, card authentication related data; its first byte is the version of fDDA. */
  readonly cardData: Uint8Array | undefined
}

const VERSION_01 = 0x01

/**
 * What fast dynamic data authentication signs beside the card's own block (JR/T 0025, qPBOC): the unpredictable number
 * (version 00); with 9F69 of version 01 also amount, currency and 9F69.
 */
export function fastTerminalData(data: FastTerminalData): Uint8Array {
  const { unpredictableNumber, amount, currency, cardData } = data
  return cardData?.[0] === VERSION_01
    ? concat(unpredictableNumber, amount, currency, cardData)
    : unpredictableNumber
}
