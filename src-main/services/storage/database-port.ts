import type { ChipAttemptStore } from '../chip/chip-attempt-store-port'
import type { IssuerStore } from '../issuer/issuer-store-port'
import type { JournalStore } from '../journal/journal-store-port'
import type { LedgerStore } from '../ledger/ledger-store-port'
import type { ProductionStore } from '../production/production-store-port'
import type { PurchaseStore } from '../purchases/purchase-store-port'
import type { InstallationStore } from './installation-store-port'

/** What a transaction reads and writes. Usable only until its work has ended. */
export interface Stores {
  readonly installation: InstallationStore
  readonly ledger: LedgerStore
  readonly issuer: IssuerStore
  readonly journal: JournalStore
  readonly purchases: PurchaseStore
  readonly production: ProductionStore
  readonly chipAttempts: ChipAttemptStore
}

/**
 * Where money and evidence are kept. Transactions run one after another, each all or nothing; those that wait at the
 * same time may share one commit. `transaction` resolves when what was written is durable: before that nobody may rely
 * on it. `work` awaits its stores, and beside them only what is short and ends by itself (the hash of a PIN); another
 * transaction least of all.
 */
export interface Database {
  /** Rejects with what `work` threw, which leaves nothing behind, or with `DatabaseFailure`. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>
  /** Waits for what is under way and lets go of the file; a later transaction opens it again. */
  close(): Promise<void>
}

export type DatabaseProblem =
  /** Another process has it. */
  | { readonly kind: 'in-use'; readonly process?: number }
  /** What lies there is no sound database. It is left as it is: money is never begun anew in silence. */
  | { readonly kind: 'damaged' }
  /** Written by a later version of the program. */
  | { readonly kind: 'newer' }
  /** The disk is full, read-only, gone. */
  | { readonly kind: 'unusable' }

/** The database cannot be used. Nothing of the transaction happened that was not acknowledged before. */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'

  constructor(
    readonly path: string,
    readonly problem: DatabaseProblem,
    options?: ErrorOptions
  ) {
    super(`${path}: ${problem.kind}`, options)
  }
}
