import type { LocalText } from '../../texts/local-text'
import type { CaKeyLookup } from '../offline-auth/ca-key'
import type { HostReply } from '../workflow/host'
import type { Workflow } from '../workflow/workflow'
import type { TerminalConfiguration } from './terminal-configuration'
import type { Transaction } from './transaction'
import type { TransactionJournal } from './transaction-journal'

/** What is to be done, as the processing code (9C) says it to the card. */
export type TransactionType =
  | 'purchase'
  | 'service'
  | 'cash'
  | 'cashback'
  | 'refund'
  | 'load-account'
  | 'load-other'
  | 'load-cash'
  | 'unload'
  | 'evidence'
  | 'script'

export interface TransactionRequest {
  readonly type: TransactionType
  /** Minor units of the terminal's currency, 0 to 999,999,999,999; what cashback adds is in it too. */
  readonly amount: number
  /** Cashback, minor units. */
  readonly otherAmount?: number
  /** Ask for an ARQC whatever card and limits say: loads, scripts, evidence. */
  readonly forceOnline?: boolean
  /** Contact: whether e-cash is offered by 9F7A where the rules allow it (default), or never. */
  readonly ecash?: 'offer' | 'never'
  /** Only applications whose AID begins with this. */
  readonly aid?: Uint8Array
}

export interface TransactionOptions {
  readonly terminal: TerminalConfiguration
  readonly interface: 'contact' | 'contactless'
  readonly request: TransactionRequest
  readonly caKeys: CaKeyLookup
  readonly journal?: TransactionJournal
  /**
   * Asked once the card's number is known and nothing is irreversible yet: on contact after its data were read, in flash
   * pay after GET PROCESSING OPTIONS and before the last record. A text stops the transaction, and is its sentence.
   */
  readonly admit?: (transaction: Transaction) => Workflow<LocalText | undefined>
  /** Journals, sends the request, returns the reply. Absent where the terminal cannot go online now. */
  readonly authorise?: (transaction: Transaction) => Workflow<HostReply>
  /** Transaction sequence counter (9F41). */
  readonly sequence?: number
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

/** Goods and services are what e-cash may pay for (JR/T 0025, e-cash). */
export function isSale(type: TransactionType): boolean {
  return type === 'purchase' || type === 'service'
}
