import type { DataFolder } from '../adapters/data-folder/data-folder'
import { randomBytes } from '../engine/crypto/random'
import type { CaKeyLookup } from '../engine/offline-auth/ca-key'
import type { CardAccess } from '../services/sessions/card-access'
import { terminalPreset } from '../services/terminals/terminal-presets'
import { COUNTER } from '../services/transactions/counter-terminal'
import { ReceiptService } from '../services/transactions/receipt-service'
import { TransactionService } from '../services/transactions/transaction-service'
import type { TransactionEvents } from '../services/transactions/transaction-parts'
import type { Money } from './money'

export interface TransactionWorld {
  readonly cards: CardAccess
  readonly money: Money
  readonly caKeys: CaKeyLookup
  readonly store: DataFolder
  readonly events?: TransactionEvents | undefined
}

/** The use cases with money, on the built-in issuer. */
export function createTransactions({ cards, money, caKeys, store, events }: TransactionWorld): {
  readonly transactions: TransactionService
  readonly receipts: ReceiptService
} {
  const { references, host, desk, journal, purchases } = money
  const transactions = new TransactionService(
    {
      ...{ cards, references, host, desk, journal, purchases, caKeys },
      terminal: terminalPreset,
      holds: store,
      now: Date.now,
      random: randomBytes
    },
    events
  )
  const { utcOffset } = terminalPreset(COUNTER)
  return { transactions, receipts: new ReceiptService({ journal, utcOffset, test: true }) }
}
