import type { LocalText } from '../../texts/local-text'
import { startsWith } from '../bytes/bytes'
import type { TransactionType } from './transaction-type'

/** An application that the terminal takes. */
export interface TerminalApplication {
  /** AID, or its first bytes where `partial`. */
  readonly aid: Uint8Array
  readonly partial: boolean
}

/** What a terminal is and may do. Amounts in minor units of its currency; data elements as EMV Book 4 codes them. */
export interface TerminalConfiguration {
  readonly id: string
  readonly name: LocalText
  readonly description: LocalText
  /** ISO 3166 numeric (9F1A) and ISO 4217 numeric (5F2A) with its exponent (5F36). */
  readonly country: number
  readonly currency: number
  readonly currencyExponent: number
  /** 9F35: operator, online or offline, attended or not; 1 byte. */
  readonly type: number
  /** 9F33, 3 bytes. */
  readonly capabilities: Uint8Array
  /** 9F40, 5 bytes. */
  readonly additionalCapabilities: Uint8Array
  /** 9F66, 4 bytes; the bits that depend on the transaction are set by the kernel. */
  readonly ttq: Uint8Array
  /** 9F09, 2 bytes. */
  readonly applicationVersion: Uint8Array
  readonly applications: readonly TerminalApplication[]
  /** 9F4E, up to 20 characters of ASCII; 9F16, 15; 9F1C, 8; 9F1E, 8; 9F15, 4 digits. */
  readonly merchantName: string
  readonly merchantId: string
  readonly terminalId: string
  readonly serialNumber: string
  readonly merchantCategory: string
  readonly limits: {
    /** 9F1B: amounts from here on go online. */
    readonly floor: number
    /** 9F7B: contact e-cash below this; absent where the terminal does not take it. */
    readonly ecash?: number
    /** Flash pay: not from this amount on; online from, and holder verified from these. */
    readonly flash: number
    readonly flashFloor: number
    readonly flashCvm: number
  }
  /** Offline transactions that are sent online at random (EMV Book 3, 10.6.2); percentages 0 to 99. */
  readonly randomSelection: {
    readonly threshold: number
    readonly target: number
    readonly maximumTarget: number
  }
  /** Terminal action codes, 5 bytes each. */
  readonly actionCodes: {
    readonly denial: Uint8Array
    readonly online: Uint8Array
    readonly default: Uint8Array
  }
  /** Where the card has no DDOL or TDOL of its own. */
  readonly defaultDdol: Uint8Array
  readonly defaultTdol: Uint8Array
  /** Card numbers that are not to be served, as digits. */
  readonly exceptions: readonly string[]
  /** DF69: it can do SM2, SM3 and SM4. */
  readonly smAlgorithms: boolean
  /** Local time, in minutes ahead of UTC. */
  readonly utcOffset: number
  /** 9C where this terminal's network has codes of its own. */
  readonly processingCodes?: Readonly<Partial<Record<TransactionType, number>>>
}

/** Terminal type, second digit (EMV Book 4, Annex A1): 1 and 4 online only, 3 and 6 offline only, 4 to 6 unattended. */
const kindOf = ({ type }: TerminalConfiguration): number => type & 0x0f

export function isOnlineOnly(terminal: TerminalConfiguration): boolean {
  return kindOf(terminal) === 1 || kindOf(terminal) === 4
}

export function isOfflineOnly(terminal: TerminalConfiguration): boolean {
  return kindOf(terminal) === 3 || kindOf(terminal) === 6
}

export function isUnattended(terminal: TerminalConfiguration): boolean {
  return kindOf(terminal) >= 4
}

/** Cash machines: run by a bank (1x), unattended, and giving cash (9F40, byte 1, bit 8). */
export function isAtm(terminal: TerminalConfiguration): boolean {
  const givesCash = ((terminal.additionalCapabilities[0] ?? 0) & 0x80) !== 0
  return terminal.type >> 4 === 1 && isUnattended(terminal) && givesCash
}

/** Whether the terminal takes the application with this full AID. */
export function takesApplication({ applications }: TerminalConfiguration, aid: Uint8Array): boolean {
  return applications.some(({ aid: own, partial }) =>
    partial ? startsWith(aid, own) : aid.length === own.length && startsWith(aid, own)
  )
}

/**
 * Processing codes. Goods, cash, cashback and refund are ISO 8583's; loads are those of one terminal's code (one source),
 * as is unload, so that a terminal may set its own. Evidence is a balance inquiry.
 */
const PROCESSING_CODES: Readonly<Record<TransactionType, number>> = {
  purchase: 0x00,
  service: 0x00,
  cash: 0x01,
  cashback: 0x09,
  refund: 0x20,
  'load-account': 0x60,
  'load-other': 0x62,
  'load-cash': 0x63,
  unload: 0x17,
  evidence: 0x31,
  script: 0x31
}

/** 9C, 1 byte. */
export function processingCode(type: TransactionType, { processingCodes }: TerminalConfiguration): number {
  return processingCodes?.[type] ?? PROCESSING_CODES[type]
}
