import type { Stores } from '../../../services/storage/database-port'
import { queriesOn } from '../sqlite/kysely-dialect'
import type { SqliteConnection } from '../sqlite/sqlite-connection'
import { SqlChipAttemptStore } from './chip-attempt-store'
import { SqlInstallationStore } from './installation-store'
import { SqlIssuerStore } from './issuer-store'
import { SqlJournalStore } from './journal-store'
import { SqlLedgerStore } from './ledger-store'
import { SqlProductionStore } from './production-store'
import { SqlPurchaseStore } from './purchase-store'

/** All stores on one connection. */
export function storesOn(connection: SqliteConnection): Stores {
  const queries = queriesOn(connection)
  return {
    installation: new SqlInstallationStore(queries),
    ledger: new SqlLedgerStore(queries),
    issuer: new SqlIssuerStore(queries),
    journal: new SqlJournalStore(queries),
    purchases: new SqlPurchaseStore(queries),
    production: new SqlProductionStore(queries),
    chipAttempts: new SqlChipAttemptStore(queries)
  }
}
