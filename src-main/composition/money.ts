import { join } from 'node:path'
import type { DataFolder } from '../adapters/data-folder/data-folder'
import { LeasedDatabase } from '../adapters/database/leased-database'
import { randomBytes } from '../engine/crypto/random'
import { EmbeddedIssuer } from '../services/issuer/embedded-issuer'
import { IssuerDesk } from '../services/issuer/issuer-desk'
import type { IssuerHost } from '../services/issuer/issuer-host-port'
import { CardReferences } from '../services/journal/card-references'
import { JournalService, type JournalEntry } from '../services/journal/journal-service'
import { PurchasesService } from '../services/purchases/purchases-service'
import type { Database } from '../services/storage/database-port'
import { RunningSessions } from '../services/transactions/running-sessions'

/** Whoever keeps money and evidence: all on the one database of the data folder. */
export interface Money {
  readonly database: Database
  readonly references: CardReferences
  /** The issuer that terminals ask: the built-in TEST issuer. */
  readonly host: IssuerHost
  readonly desk: IssuerDesk
  readonly journal: JournalService
  readonly purchases: PurchasesService
  /** Lets go of the database. */
  stop(): Promise<void>
}

const DATABASE = 'cardwright.sqlite'

/** Nothing is opened before it is used. `entriesChanged` is told the open entries after each step of the journal. */
export function createMoney(
  store: DataFolder,
  entriesChanged?: (open: readonly JournalEntry[]) => void
): Money {
  const now = Date.now
  const database = new LeasedDatabase({ file: join(store.path, DATABASE), documents: store })
  const references = new CardReferences(database, randomBytes)
  const options = { now, random: randomBytes }
  const sessions = new RunningSessions(store, randomBytes)
  const desk = new IssuerDesk(database, references, options, (session) => sessions.isRunning(session))
  const host = new EmbeddedIssuer(database, references, options)
  return {
    database,
    references,
    host,
    desk,
    journal: new JournalService(database, references, now, entriesChanged),
    purchases: new PurchasesService(database, references, host, now),
    stop: async () => {
      await desk.idle()
      await database.close()
    }
  }
}
