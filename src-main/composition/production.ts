import type { DataFolder } from '../adapters/data-folder/data-folder'
import { randomBytes } from '../engine/crypto/random'
import type { CaKeyLookup } from '../engine/offline-auth/ca-key'
import type { BatchView } from '../contract/batch'
import type { MakeResult } from '../contract/production'
import type { JobEvents } from '../services/jobs/jobs'
import { Attempts } from '../services/chip/attempts'
import { BatchService } from '../services/production/batch-service'
import { ReaderFeeder } from '../services/production/card-feeder'
import { IccKeys } from '../services/production/icc-keys'
import { IssuerKeySets } from '../services/production/issuer-key-sets'
import { MakeService } from '../services/production/make-service'
import { ProductionLog } from '../services/production/production-log'
import { StockService } from '../services/production/stock-service'
import { TestMadeCard } from '../services/production/test-made-card'
import { VerifyService } from '../services/production/verify-service'
import type { ReaderRegistry } from '../services/readers/reader-registry'
import type { CardAccess } from '../services/sessions/card-access'
import { type ReaderClaims, UnclaimedCards } from '../services/sessions/reader-claims'
import type { ShelfService } from '../services/shelf/shelf-service'
import { terminalPreset } from '../services/terminals/terminal-presets'
import { COUNTER, counterTerminal } from '../services/transactions/counter-terminal'
import type { VaultService } from '../services/vault/vault-service'
import type { Money } from './money'

/** Making cards, and the stock that they are made of. */
export interface ProductionServices {
  readonly make: MakeService
  readonly verify: VerifyService
  readonly batch: BatchService
  readonly stock: StockService
  readonly log: ProductionLog
  readonly issuers: IssuerKeySets
}

export function createProduction({
  cards,
  claims,
  money,
  vault,
  caKeys,
  store,
  events,
  readers,
  shelf,
  batchChanged
}: {
  /** Also those on readers that a batch has to itself. */
  readonly cards: CardAccess
  readonly claims: ReaderClaims
  readonly money: Money
  readonly vault: VaultService
  readonly caKeys: CaKeyLookup
  readonly store: DataFolder
  readonly events?: JobEvents<MakeResult> | undefined
  readonly readers: ReaderRegistry
  readonly shelf: ShelfService
  readonly batchChanged?: ((batch: BatchView) => void) | undefined
}): ProductionServices {
  const { database, references, desk, host } = money
  const options = { now: Date.now, random: randomBytes }
  const log = new ProductionLog(database, references, options)
  const issuers = new IssuerKeySets(store, vault)
  const terminal = () => counterTerminal(terminalPreset(COUNTER))
  const iccKeys = new IccKeys()
  const stock = new StockService(database, references, options)
  const single = new UnclaimedCards(cards, claims)
  const verify = new VerifyService({ cards: single, caKeys, terminal, ...options })
  const parts = {
    ...{ database, references, log, issuers, desk, ...options },
    attempts: new Attempts(database, options.now),
    iccKeys,
    keys: vault.holder,
    test: new TestMadeCard({ host, caKeys, terminal, verify, ...options })
  }
  const make = new MakeService({ ...parts, cards: single }, events)
  const feeder = new ReaderFeeder(readers, shelf)
  const batch = new BatchService(
    {
      ...{ log, stock, issuers, iccKeys, feeder, claims, now: Date.now },
      make: new MakeService({ ...parts, cards })
    },
    batchChanged
  )
  return { make, verify, batch, stock, log, issuers }
}
