import { toHex } from '../../engine/bytes/hex'
import { AppFailure } from '../app-failure'
import type { CardReferences } from '../journal/card-references'
import { truncatedPan } from '../journal/truncated-pan'
import type { Database, Stores } from '../storage/database-port'
import type { ProductionCounts, StockLot } from './production-store-port'

/** A lot with what became of its cards. */
export interface LotView extends StockLot {
  readonly counts: ProductionCounts
  /** Cards that nobody has begun. */
  readonly left: number
}

/** Where cards come from that nobody counted: the TEST cards of a desk without stock keeping. */
export const UNCOUNTED = 'uncounted'
/** More than any desk will ever use. */
const PLENTY = 1_000_000_000

/** Deliveries of cards, and how many are left of each. */
export class StockService {
  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly options: {
      /** Milliseconds since 1970. */
      readonly now: () => number
      readonly random: (length: number) => Uint8Array
    }
  ) {}

  lots(): Promise<LotView[]> {
    return this.database.transaction(async (stores) => {
      const views: LotView[] = []
      for (const lot of await stores.production.lots()) {
        if (lot.id !== UNCOUNTED) views.push(await lotView(stores, lot))
      }
      return views
    })
  }

  /** Rejects with `AppFailure`. */
  lot(id: string): Promise<LotView> {
    return this.database.transaction((stores) => lotOf(stores, id))
  }

  /** Takes in blank cards. */
  async receive(name: string, count: number): Promise<LotView> {
    const lot = this.newLot(name, 'blank', count)
    return this.database.transaction(async (stores) => {
      await stores.production.addLot(lot)
      return lotView(stores, lot)
    })
  }

  /** Takes in cards with these numbers printed on them, in the order of the delivery. The numbers do not stay here. */
  async receivePreprinted(name: string, pans: readonly string[]): Promise<LotView> {
    await this.references.ready()
    const lot = this.newLot(name, 'preprinted', pans.length)
    return this.database.transaction(async (stores) => {
      await stores.production.addLot(lot)
      for (const [index, pan] of pans.entries()) {
        const number = this.references.numberReference(pan)
        await stores.production.addNumber({
          ...{ lot: lot.id, position: index + 1, number, pan: truncatedPan(pan) }
        })
      }
      return lotView(stores, lot)
    })
  }

  private newLot(name: string, kind: StockLot['kind'], received: number): StockLot {
    if (!Number.isSafeInteger(received) || received < 1) throw new AppFailure('lot-empty')
    const { now, random } = this.options
    return { id: `lot-${toHex(random(4)).toLowerCase()}`, name, kind, received, at: now() }
  }
}

/** Part of a transaction. Throws `AppFailure`. */
export async function lotOf(stores: Stores, id: string): Promise<LotView> {
  const lot = await stores.production.lot(id)
  if (lot === undefined) throw new AppFailure('lot-unknown')
  return lotView(stores, lot)
}

/** The lot of cards that nobody counts; made where it is not there. Part of a transaction. */
export async function uncountedLot({ production }: Stores, at: number): Promise<void> {
  if ((await production.lot(UNCOUNTED)) !== undefined) return
  await production.addLot({ id: UNCOUNTED, name: UNCOUNTED, kind: 'blank', received: PLENTY, at })
}

async function lotView({ production }: Stores, lot: StockLot): Promise<LotView> {
  const counts = await production.counts(lot.id)
  return { ...lot, counts, left: lot.received - counts.begun - counts.made - counts.scrapped }
}
