import type { AcKind } from './cryptogram/cid'
import type { MemoryArea } from '../../memory/memory-area'
import type { Registry } from '../../os/registry'
import type { TerminalData } from './terminal-data'

/** One PBOC application at work: what stays, and what is forgotten at the next selection. */
export interface PbocState {
  readonly memory: MemoryArea
  readonly registry: Registry
  /** Began with GET PROCESSING OPTIONS. */
  transaction: Transaction | undefined
  /** Given out by GET CHALLENGE and good for the next command: 8 bytes. */
  challenge: Uint8Array | undefined
}

/** Which money, and which commands finish it. */
export type Path =
  /** Debit/credit, by GENERATE AC, on contact or as full contactless. */
  | 'account'
  /** E-cash on contact, by GENERATE AC. */
  | 'ecash'
  /** Flash pay: the cryptogram came with GET PROCESSING OPTIONS. */
  | 'flash'

/** What the card remembers of the transaction that it is in. */
export interface Transaction {
  readonly path: Path
  /** 9F36 of this transaction, 2 bytes. */
  readonly atc: Uint8Array
  /** AIP as it was answered, 2 bytes. */
  readonly aip: Uint8Array
  /** Cell of key index, cryptogram version and algorithm. */
  readonly version: string
  /** The card signs with SM2: the terminal chose it, or it has no other key. */
  readonly sm2: boolean
  readonly pdol: TerminalData
  /** Answer of the first GENERATE AC, or of GET PROCESSING OPTIONS in flash pay. */
  first?: FirstCryptogram
  secondDone: boolean
  /** Offline PIN in this transaction. */
  pin: 'not-tried' | 'right' | 'wrong'
  dynamicSignature: boolean
  issuerAuthentication: 'not-tried' | 'right' | 'wrong'
  scripts: {
    /** A wrong MAC ends all scripts of the transaction. */
    open: boolean
    failed: boolean
  }
  /** Flash pay: what reading the last record will do. */
  pendingDebit?: PendingDebit
}

export interface FirstCryptogram {
  readonly kind: AcKind
  /** 8 bytes. */
  readonly value: Uint8Array
  /** What the terminal sent for it. */
  readonly terminal: TerminalData
  /** Card verification results bytes 2 to 4 as they went into it. */
  readonly cvr: Uint8Array
}

export interface PendingDebit {
  /** Minor units. */
  readonly amount: number
  readonly sfi: number
  readonly record: number
  /** The transaction log gets a line. */
  readonly logged: boolean
  /** Data objects that come with that record beside the stored ones: 9F69, 9F5D, 9F4B. */
  readonly extra: Uint8Array
}
