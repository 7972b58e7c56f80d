import type { DoctorCheck, ReaderDetails, ReadersView } from '../contract/views'
import type { CaKeysService } from '../services/ca-keys/ca-keys-service'
import type { InspectionService } from '../services/inspection/inspection-service'
import type { OfflineAuthService } from '../services/offline-auth/offline-auth-service'
import type { ReaderRegistry } from '../services/readers/reader-registry'
import type { ReportsService } from '../services/reports/reports-service'
import type { CardAccess } from '../services/sessions/card-access'
import type { SettingsService } from '../services/settings/settings-service'
import type { ShelfService } from '../services/shelf/shelf-service'
import type { TraceService } from '../services/traces/trace-service'
import type { ReceiptService } from '../services/transactions/receipt-service'
import type { TransactionService } from '../services/transactions/transaction-service'
import type { VaultService } from '../services/vault/vault-service'
import type { ServeShelfCard } from './card-server'
import type { Money } from './money'
import type { ProductionServices } from './production'
import type { ChipService } from '../services/chip/chip-service'

/** All use cases, wired to the world once; the window and the command line are two ways to reach them. */
export interface Workbench {
  /** The data folder. */
  readonly home: string
  readonly settings: SettingsService
  readonly readers: ReaderRegistry
  /** The readers as the window shows them, with the names of the cards that this program put in. */
  readonly readersView: () => ReadersView
  /** Asks one reader, by its id, what it is and can do. Rejects with `AppFailure` where it is not there. */
  readonly readerDetails: (reader: string) => Promise<ReaderDetails>
  /** Blinks and beeps. Rejects with `AppFailure` where the reader does not. */
  readonly signalReader: (reader: string) => Promise<void>
  readonly cards: CardAccess
  /** The payment systems' public keys that the person trusts. */
  readonly caKeys: CaKeysService
  readonly offlineAuth: OfflineAuthService
  readonly inspection: InspectionService
  /** Issuer, journal and purchases. */
  readonly money: Money
  /** Everything that is done with the money on a card. */
  readonly transactions: TransactionService
  readonly receipts: ReceiptService
  readonly reports: ReportsService
  readonly traces: TraceService
  readonly shelf: ShelfService
  readonly serveCard: ServeShelfCard
  /** Keys, each with one purpose, and the log of what was done with them. */
  readonly vault: VaultService
  /** What is on chips: GlobalPlatform content, keys, life cycles. */
  readonly chip: ChipService
  /** Making cards. */
  readonly production: ProductionServices
  readonly doctor: () => Promise<readonly DoctorCheck[]>
  /** Stops watching readers and closes what is open. */
  stop(): Promise<void>
}
