import { MemoryDatabase } from '../../src-main/adapters/database/memory-database'
import { randomBytes } from '../../src-main/engine/crypto/random'
import { EmbeddedIssuer } from '../../src-main/services/issuer/embedded-issuer'
import { IssuerDesk } from '../../src-main/services/issuer/issuer-desk'
import { CardReferences } from '../../src-main/services/journal/card-references'
import { JournalService } from '../../src-main/services/journal/journal-service'
import { PurchasesService } from '../../src-main/services/purchases/purchases-service'
import type { Database } from '../../src-main/services/storage/database-port'

/** Everything that keeps money and evidence, on one database. */
export interface MoneyWorld<D extends Database = Database> {
  readonly database: D
  readonly references: CardReferences
  readonly host: EmbeddedIssuer
  readonly desk: IssuerDesk
  readonly journal: JournalService
  readonly purchases: PurchasesService
}

export interface IssuerWorld extends MoneyWorld<MemoryDatabase> {
  /** Back to the freshly set-up TEST issuer, in well under a millisecond. */
  reset(): Promise<void>
}

/** Noon on 1 June 2026 in China, as long as a test lasts. */
export const TEST_NOW = Date.UTC(2026, 5, 1, 4)

/** The services on a database that a test brings; as after a start of the program. */
export function moneyWorld<D extends Database>(
  database: D,
  now: () => number = () => TEST_NOW
): MoneyWorld<D> {
  const references = new CardReferences(database, randomBytes)
  // PINs are verified at no cost.
  const options = { now, random: randomBytes, pinCost: 2 }
  const host = new EmbeddedIssuer(database, references, options)
  return {
    database,
    references,
    host,
    desk: new IssuerDesk(database, references, options),
    journal: new JournalService(database, references, now),
    purchases: new PurchasesService(database, references, host, now)
  }
}

/** A TEST issuer in memory with the accounts of the ready-made cards. */
export async function createIssuerWorld(options: { readonly now?: () => number } = {}): Promise<IssuerWorld> {
  const world = moneyWorld(new MemoryDatabase(), options.now)
  await world.desk.accounts()
  await world.database.mark()
  return { ...world, reset: () => world.database.reset() }
}

/** Balances by account name, where cards go by their label: `ecash:debit-ecash`. Empty suspense accounts are left out. */
export async function accountsOf({ desk }: Pick<MoneyWorld, 'desk'>): Promise<Record<string, number>> {
  const accounts = await desk.accounts()
  return Object.fromEntries(
    accounts.map(({ id, kind, owner, balance }) => [kind === 'other' ? id : `${kind}:${owner}`, balance])
  )
}
