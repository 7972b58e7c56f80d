import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import type { Secret } from '../../crypto/secret'
import type { Command, Sensitivity } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

export interface VerifyOptions {
  /** `plain`: an 8-byte PIN block in clear. `enciphered`: the block under the card's public key, as long as the key. */
  readonly method: 'plain' | 'enciphered'
  readonly data: Uint8Array
}

export type VerifyOutcome =
  /** 9000. */
  | { readonly kind: 'verified'; readonly sw: number }
  /** 63Cx: x tries are left, perhaps none. */
  | { readonly kind: 'wrong'; readonly triesLeft: number; readonly sw: number }
  /** 6983 or 6984: no try was left before. */
  | { readonly kind: 'blocked'; readonly sw: number }
  | IsoOutcome

const PLAIN = 0x80
const ENCIPHERED = 0x88
const PIN_BLOCK_LENGTH = 8
/** Nothing of the data field may be recorded. */
const SECRET: Sensitivity = Object.freeze({ command: 'all', response: 'tlv' })

/** A PIN block whose digits a PIN pad fills in: format 2, no digits yet (EMV Book 3, 6.5.12). */
export const PIN_PAD_TEMPLATE: Uint8Array = Uint8Array.of(0x20, ...new Uint8Array(7).fill(0xff))

/** VERIFY with the PIN of the cardholder (EMV Book 3, 6.5.12). The card counts what is wrong. */
export function verify({ method, data }: VerifyOptions): Command<VerifyOutcome> {
  if (method === 'plain' && data.length !== PIN_BLOCK_LENGTH) {
    throw new Error(`verify: a PIN block of ${data.length} bytes is not of ${PIN_BLOCK_LENGTH}`)
  }
  if (data.length === 0 || data.length > 0xff) {
    throw new Error(`verify: ${data.length} bytes do not fit a short APDU`)
  }
  const p2 = method === 'plain' ? PLAIN : ENCIPHERED
  return Object.freeze({
    name: 'VERIFY',
    apdu: commandApdu({ cla: 0x00, ins: 0x20, p1: 0x00, p2, data }),
    sensitivity: SECRET,
    parse({ sw }: ResponseApdu): VerifyOutcome {
      if (sw === 0x9000) return { kind: 'verified', sw }
      if ((sw & 0xfff0) === 0x63c0) return { kind: 'wrong', triesLeft: sw & 0x0f, sw }
      if (sw === 0x6983 || sw === 0x6984) return { kind: 'blocked', sw }
      return isoOutcome(sw)
    }
  })
}

/**
 * The PIN as VERIFY takes it: control nibble 2, number of digits, the digits, F to the end; 8 bytes (EMV Book 3, 6.5.12).
 * `pin`: 4 to 12 digits as ASCII; a fault otherwise.
 */
export function plainPinBlock(pin: Secret): Uint8Array {
  return pin.use((digits) => {
    if (digits.length < 4 || digits.length > 12 || digits.some((digit) => digit < 0x30 || digit > 0x39)) {
      throw new Error('plainPinBlock: not 4 to 12 digits')
    }
    const nibbles = [2, digits.length, ...Array.from(digits, (digit) => digit - 0x30)]
    return Uint8Array.from(
      { length: PIN_BLOCK_LENGTH },
      (_, index) => ((nibbles[index * 2] ?? 0xf) << 4) | (nibbles[index * 2 + 1] ?? 0xf)
    )
  })
}
