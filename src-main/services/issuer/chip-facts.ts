import { bcdDigits, compressedDigits } from '../../engine/bytes/bcd'
import { uint } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import type { ChipData } from '../../engine/workflow/host'

export type CryptogramKind = 'AAC' | 'TC' | 'ARQC'

/** What the issuer needs of a chip's data, read and checked in form. */
export interface ChipFacts {
  /** Digits. */
  readonly pan: string
  /** 2 digits. */
  readonly psn: string
  /** YYMMDD, or YYMM where only track 2 tells it. */
  readonly expiry?: string
  readonly atc: Uint8Array
  readonly unpredictableNumber: Uint8Array
  readonly cryptogram: Uint8Array
  /** What the card calls its cryptogram in the part of 9F10 that the cryptogram covers (CVR); 9F27 is not covered. */
  readonly kind: CryptogramKind
  /** 9F10. */
  readonly iad: Uint8Array
  /** 9F02 in minor units, 5F2A. */
  readonly amount: number
  readonly currency: number
  /**
   * An offline approval that took the money off the card itself: flash pay (cryptogram version 17) always does, a contact
   * transaction where the card gave its e-cash authorisation code (9F74, JR/T 0025.13). Without either it stands for the
   * account behind the card.
   */
  readonly takesEcash: boolean
}

const TAG = {
  track2: 0x57,
  pan: 0x5a,
  expiry: 0x5f24,
  currency: 0x5f2a,
  psn: 0x5f34,
  amount: 0x9f02,
  iad: 0x9f10,
  cryptogram: 0x9f26,
  atc: 0x9f36,
  unpredictableNumber: 0x9f37,
  ecashAuthorisationCode: 0x9f74
} as const

/** Length byte, key index, version, CVR of 4 bytes, algorithm (JR/T 0025, 9F10). */
const LEAST_IAD = 7
const FLASH_PAY = 0x17

/** Undefined where something is missing, of an impossible length, or contradicts itself. Never throws. */
export function chipFacts(chip: ChipData): ChipFacts | undefined {
  const number = cardNumber(chip)
  const psn = sequenceNumber(chip.get(TAG.psn))
  const iad = chip.get(TAG.iad)
  const amount = ofLength(chip, TAG.amount, 6)
  const digits = amount && bcdDigits(amount)
  const currency = ofLength(chip, TAG.currency, 2)
  const currencyDigits = currency && bcdDigits(currency)
  const atc = ofLength(chip, TAG.atc, 2)
  const unpredictableNumber = ofLength(chip, TAG.unpredictableNumber, 4)
  const cryptogram = ofLength(chip, TAG.cryptogram, 8)
  if (number === undefined || psn === undefined || digits === undefined || currencyDigits === undefined)
    return undefined
  if (atc === undefined || unpredictableNumber === undefined || cryptogram === undefined) return undefined
  if (iad === undefined || iad.length < LEAST_IAD) return undefined
  return {
    ...number,
    psn,
    atc,
    unpredictableNumber,
    cryptogram,
    kind: kindOf(iad[4] ?? 0),
    iad,
    amount: Number(digits),
    currency: Number(currencyDigits),
    takesEcash: iad[2] === FLASH_PAY || chip.has(TAG.ecashAuthorisationCode)
  }
}

export function counterOf({ atc }: Pick<ChipFacts, 'atc'>): number {
  return uint(atc)
}

function cardNumber(chip: ChipData): Pick<ChipFacts, 'pan' | 'expiry'> | undefined {
  const plain = chip.get(TAG.pan)
  const pan = plain && compressedDigits(plain)
  const track2 = chip.get(TAG.track2)
  const [, number, expiry] = (track2 && /^(\d{8,19})D(\d{4})/.exec(toHex(track2))) ?? []
  if (track2 !== undefined && number === undefined) return undefined
  if (pan !== undefined && number !== undefined && pan !== number) return undefined
  const found = pan ?? number
  if (found === undefined || !/^\d{8,19}$/.test(found)) return undefined
  const date = chip.get(TAG.expiry)
  const day = date && bcdDigits(date)
  if (date !== undefined && day?.length !== 6) return undefined
  const until = day ?? expiry
  return { pan: found, ...(until !== undefined && { expiry: until }) }
}

function sequenceNumber(value: Uint8Array | undefined): string | undefined {
  if (value === undefined) return '00'
  return value.length === 1 ? bcdDigits(value) : undefined
}

function ofLength(chip: ChipData, tag: number, length: number): Uint8Array | undefined {
  const value = chip.get(tag)
  return value?.length === length ? value : undefined
}

/** CVR, byte 2: bits 8-7 the second cryptogram (10: none was asked for), bits 6-5 the first. */
function kindOf(cvr: number): CryptogramKind {
  const second = (cvr >> 6) & 3
  const deciding = second === 2 ? (cvr >> 4) & 3 : second
  return deciding === 2 ? 'ARQC' : deciding === 1 ? 'TC' : 'AAC'
}
