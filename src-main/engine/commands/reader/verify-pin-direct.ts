import { concat, uintBytes } from '../../bytes/bytes'

/** Seconds to enter the first digit, and each further one. */
const SECONDS = { first: 30, further: 15 } as const
// How the digits get into the PIN block (PC/SC part 10, 2.5.2; the CCID specification's example for format 2): packed
// digits from the second byte on, left-justified, in a block of 7 bytes; their number in the 4 bits that follow the first 4.
const FORMAT = { string: 0x89, pinBlock: 0x47, lengthPosition: 0x04 } as const
/** A PIN of 4 to 12 digits (EMV Book 3, 6.5.12). */
const DIGITS = { least: 4, most: 12 } as const
/** The holder ends the entry with the validation key. */
const BY_KEY = 0x02
/** English; pads without that language show their own. */
const LANGUAGE = 0x0409

/**
 * PIN_VERIFY_STRUCTURE for FEATURE_VERIFY_PIN_DIRECT (PC/SC part 10, 2.5.2): the pad takes the PIN, puts it into the PIN
 * block of `command` (a whole VERIFY APDU with a format 2 block that has no digits yet), and sends it.
 */
export function pinVerifyStructure(command: Uint8Array): Uint8Array {
  const little = (value: number, length: number): Uint8Array => uintBytes(value, length).reverse()
  return concat(
    Uint8Array.of(SECONDS.first, SECONDS.further, FORMAT.string, FORMAT.pinBlock, FORMAT.lengthPosition),
    little(DIGITS.least * 256 + DIGITS.most, 2),
    // One message, the first; no T=1 prologue.
    Uint8Array.of(BY_KEY, 0x01),
    little(LANGUAGE, 2),
    Uint8Array.of(0x00, 0x00, 0x00, 0x00),
    little(command.length, 4),
    command
  )
}

/** What a pad answers in the card's place: nobody entered anything, the entry was stopped, or it was too short or long. */
const NOT_ENTERED: readonly number[] = [0x6400, 0x6401, 0x6402, 0x6403]

/** The card's answer; undefined where the holder entered no PIN, so that none was sent. */
export function pinVerifyAnswer(answer: Uint8Array): Uint8Array | undefined {
  const [sw1 = 0, sw2 = 0] = answer.subarray(-2)
  return answer.length < 2 || NOT_ENTERED.includes(sw1 * 256 + sw2) ? undefined : answer
}
