import { compressedDigits } from '../bytes/bcd'
import { equalBytes, uint } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import type { AcKind } from '../commands/emv/generate-ac'
import type { Secret } from '../crypto/secret'
import type { ReadRecord } from '../offline-auth/static-data'
import type { ChipData } from '../workflow/host'
import type { HostAnswer } from '../workflow/host'
import type { TerminalConfiguration } from './terminal-configuration'
import type { TransactionRequest } from './transaction-type'

/** The application that was selected. */
export interface SelectedApplication {
  /** Its full name (84), 5 to 16 bytes. */
  readonly aid: Uint8Array
  readonly label?: string
  /** It answered 6283. */
  readonly blocked: boolean
}

/** What a GENERATE AC, or the one GET PROCESSING OPTIONS of flash pay, brought. */
export interface ApplicationCryptogram {
  readonly kind: AcKind
  /** 9F27; in flash pay, where the card leaves it out, made of its card verification results. */
  readonly cid: number
  /** 9F26, 8 bytes. */
  readonly value: Uint8Array
  /** 9F10, up to 32 bytes. */
  readonly iad?: Uint8Array
}

/** What an issuer wants of chip data (DE55, as UnionPay terminals send it), where known. */
const CHIP_TAGS: readonly number[] = [
  ...[0x5a, 0x57, 0x5f34, 0x5f24, 0x9f26, 0x9f27, 0x9f10, 0x9f37, 0x9f36, 0x95, 0x9a, 0x9c, 0x9f02, 0x5f2a],
  ...[0x82, 0x9f1a, 0x9f03, 0x9f33, 0x9f34, 0x9f35, 0x84, 0x9f09, 0x9f1e, 0x9f63, 0x9f74]
]

/**
 * One transaction as it is at the moment: what the card gave, what the terminal is, and what was found out. The phases
 * change it; journals and flows look at it.
 */
export class Transaction {
  readonly interface: 'contact' | 'contactless'
  readonly request: TransactionRequest
  readonly terminal: TerminalConfiguration
  application?: SelectedApplication
  /** Which money; undefined until the card chose. */
  path?: 'ecash' | 'account'
  /** 95, 9B and 9F34. */
  readonly tvr = new Uint8Array(5)
  readonly tsi = new Uint8Array(2)
  cvmResults: Uint8Array = Uint8Array.of(0x3f, 0x00, 0x00)
  firstAc?: ApplicationCryptogram
  secondAc?: ApplicationCryptogram
  /** Entered by the holder for the issuer to check. */
  onlinePin?: Secret
  answer?: HostAnswer
  /** 8A, 2 characters: the issuer's, or the terminal's own where it could not ask. */
  arc?: string
  /** DF31: 5 bytes for each issuer script. */
  scriptResults: Uint8Array = new Uint8Array(0)
  /** E-cash in minor units, as the card told it. */
  balanceBefore?: number
  balanceAfter?: number
  /** Whether the card took the amount off its e-cash. `maybe`: the answer was lost. */
  debited: 'no' | 'maybe' | 'yes' = 'no'
  /** Records that take part in offline data authentication, in the AFL's order. */
  readonly signedRecords: ReadRecord[] = []
  /** Values as they were sent for PDOL and CDOLs. */
  pdolData: Uint8Array = new Uint8Array(0)
  cdol1Data: Uint8Array = new Uint8Array(0)
  readonly #card = new Map<number, Uint8Array>()
  readonly #terminal: Map<number, Uint8Array>
  /** The terminal's values as they were when the newest cryptogram was asked for. */
  #sent: ReadonlyMap<number, Uint8Array> | undefined

  constructor(
    readonly mode: 'contact' | 'flash',
    options: Pick<Transaction, 'interface' | 'request' | 'terminal'>,
    terminalObjects: ReadonlyMap<number, Uint8Array>
  ) {
    this.interface = options.interface
    this.request = options.request
    this.terminal = options.terminal
    this.#terminal = new Map(terminalObjects)
  }

  /** A data object: the terminal's own before the card's, which may not speak for the terminal. */
  object(tag: number): Uint8Array | undefined {
    if (tag === 0x95) return this.tvr
    if (tag === 0x9b) return this.tsi
    if (tag === 0x9f34) return this.cvmResults
    return this.#terminal.get(tag) ?? this.#card.get(tag)
  }

  /** A data object of the card. */
  card(tag: number): Uint8Array | undefined {
    return this.#card.get(tag)
  }

  /** Keeps what was read; the first value of a tag counts. `differs`: there was another one before. */
  keep(tag: number, value: Uint8Array): 'new' | 'same' | 'differs' {
    const known = this.#card.get(tag)
    if (known !== undefined) return equalBytes(known, value) ? 'same' : 'differs'
    this.#card.set(tag, value)
    return 'new'
  }

  /** Keeps what a command answered, in place of what was there. */
  replace(tag: number, value: Uint8Array): void {
    this.#card.set(tag, value)
  }

  /** Sets a value of the terminal. */
  setTerminal(tag: number, value: Uint8Array): void {
    this.#terminal.set(tag, value)
  }

  /** Forgets what an application said whose selection came to nothing. */
  forgetCard(): void {
    this.#card.clear()
    this.signedRecords.length = 0
  }

  /** Keeps the terminal's values for `chipData`: those that the cryptogram which is asked for now will cover. */
  freeze(): void {
    this.#sent = new Map([...this.#terminal, [0x95, this.tvr.slice()], [0x9f34, this.cvmResults.slice()]])
  }

  /** Digits; not to be shown in full. Undefined before it was read, or where it is malformed. */
  get pan(): string | undefined {
    const pan = this.#card.get(0x5a)
    const digits = pan === undefined ? track2(this.#card.get(0x57))?.pan : compressedDigits(pan)
    return digits === '' ? undefined : digits
  }

  /** PAN sequence number, 2 digits; `00` where the card has none. */
  get psn(): string {
    return toHex(this.#card.get(0x5f34) ?? Uint8Array.of(0)).slice(0, 2)
  }

  /** YYMMDD, from 5F24, or the last day of the month that track 2 names. */
  get expiry(): string | undefined {
    const date = this.#card.get(0x5f24)
    return date === undefined ? track2(this.#card.get(0x57))?.expiry : toHex(date)
  }

  get atc(): number | undefined {
    const atc = this.#card.get(0x9f36)
    return atc?.length === 2 ? uint(atc) : undefined
  }

  /** Chip data for the issuer, from the newest cryptogram; with the card number. */
  chipData(): ChipData {
    const values = new Map<number, Uint8Array>()
    for (const tag of CHIP_TAGS) {
      const value = this.#sent?.get(tag) ?? this.object(tag)
      if (value !== undefined) values.set(tag, value)
    }
    return values
  }
}

/** Card number and month of expiry in track 2 equivalent data (57). */
export function track2(
  value: Uint8Array | undefined
): { readonly pan: string; readonly expiry: string } | undefined {
  const [, pan, yymm] = /^(\d+)D(\d{4})/.exec(toHex(value ?? new Uint8Array(0))) ?? []
  if (pan === undefined || yymm === undefined) return undefined
  const days = new Date(Date.UTC(2000 + Number(yymm.slice(0, 2)), Number(yymm.slice(2)), 0)).getUTCDate()
  return { pan, expiry: `${yymm}${String(days).padStart(2, '0')}` }
}
