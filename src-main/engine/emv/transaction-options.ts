import type { LocalText } from '../../texts/local-text'
import type { CaKeyLookup } from '../offline-auth/ca-key'
import type { HostReply } from '../workflow/host'
import type { Workflow } from '../workflow/workflow'
import type { TerminalConfiguration } from './terminal-configuration'
import type { Transaction } from './transaction'
import type { TransactionJournal } from './transaction-journal'
import type { TransactionRequest } from './transaction-type'

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
}
