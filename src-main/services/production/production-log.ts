import { toHex } from '../../engine/bytes/hex'
import type { JournalWrite } from '../../engine/workflow/journal'
import { AppFailure } from '../app-failure'
import type { CardReferences } from '../journal/card-references'
import { truncatedPan } from '../journal/truncated-pan'
import type { Database, Stores } from '../storage/database-port'
import type { CardOrder } from './card-order'
import { MADE_ANEW, type Production } from './production-store-port'
import { lotOf, UNCOUNTED, uncountedLot } from './stock-service'

export interface Belonging {
  /** Where the card comes from; absent: nobody counts. */
  readonly lot?: string
  readonly batch?: { readonly id: string; readonly line: number }
  readonly replaces?: string
}

/** What is written of cards in production: each step before it is taken on the chip. */
export class ProductionLog {
  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly options: {
      /** Milliseconds since 1970. */
      readonly now: () => number
      readonly random: (length: number) => Uint8Array
    }
  ) {}

  /**
   * The card that was begun on this chip before; undefined for a new one, also where the chip was made another card. Rejects
   * with `AppFailure` where another card was begun on it, or there is a card of this number, or the stock does not have it.
   */
  async unfinished(order: CardOrder, chip: string, belonging: Belonging): Promise<Production | undefined> {
    return this.database.transaction(async (stores) => {
      const begun = await stores.production.begunOn(chip)
      if (begun !== undefined) {
        if (begun.card !== order.card) throw new AppFailure('chip-in-production')
        return begun
      }
      if ((await living(stores, order.card)) !== undefined) throw new AppFailure('card-made-already')
      await this.checkLot(stores, order, await origin(stores, chip, belonging))
      return undefined
    })
  }

  /**
   * Enters the card in production; resolves when it is durable. What the chip was made before is scrapped by it, and the
   * chip stays one card of the stock that it came from.
   */
  async begin(order: CardOrder, chip: string, belonging: Belonging): Promise<Production> {
    const at = this.options.now()
    const { batch, replaces } = belonging
    const entered = {
      id: `card-${toHex(this.options.random(6)).toLowerCase()}`,
      ...(batch !== undefined && { batch: batch.id, line: batch.line }),
      ...(replaces !== undefined && { replaces }),
      ...{ profile: order.profile.id, card: order.card, pan: truncatedPan(order.applicant.pan), chip },
      ...({ state: 'begun', openedAt: at, changedAt: at } as const)
    }
    return this.database.transaction(async (stores) => {
      const from = await origin(stores, chip, belonging)
      const { lot } = from
      if (lot === UNCOUNTED) await uncountedLot(stores, at)
      await this.checkLot(stores, order, from)
      // Another reader may have begun a card of the same number meanwhile.
      if ((await living(stores, order.card)) !== undefined) throw new AppFailure('card-made-already')
      await this.references.keep(stores, order.card)
      for (const { id } of from.earlier) {
        await stores.production.end(id, { state: 'scrapped', reason: MADE_ANEW, at })
        await stores.production.addStep(id, { step: 'scrapped', facts: { reason: MADE_ANEW }, at })
      }
      const production: Production = { ...entered, lot }
      await stores.production.add(production)
      return production
    })
  }

  /** Resolves when the step is durable. A fault where it would hold a card number. */
  async step(production: string, { step, facts }: Pick<JournalWrite, 'step' | 'facts'>): Promise<void> {
    if (this.references.givesAway(JSON.stringify(facts))) {
      throw new Error(`production: step "${step}" would keep a full card number`)
    }
    const at = this.options.now()
    await this.database.transaction((stores) => stores.production.addStep(production, { step, facts, at }))
  }

  /** Rejects with `AppFailure` where it has ended, or there is none. */
  end(
    id: string,
    end: { readonly state: 'made' | 'scrapped'; readonly reason?: string }
  ): Promise<Production> {
    const at = this.options.now()
    return this.database.transaction(async ({ production }) => {
      if ((await production.find(id)) === undefined) throw new AppFailure('production-unknown')
      if (!(await production.end(id, { ...end, at }))) throw new AppFailure('production-ended')
      await production.addStep(id, {
        step: end.state,
        facts: { ...(end.reason && { reason: end.reason }) },
        at
      })
      const ended = await production.find(id)
      if (ended === undefined) throw new Error('a production is gone')
      return ended
    })
  }

  find(id: string): Promise<Production | undefined> {
    return this.database.transaction(({ production }) => production.find(id))
  }

  newest(most: number, state?: Production['state']): Promise<Production[]> {
    return this.database.transaction(({ production }) => production.newest(most, state))
  }

  ofBatch(batch: string): Promise<Production[]> {
    return this.database.transaction(({ production }) => production.ofBatch(batch))
  }

  /** For each of these cards the one of its number that is begun or made, where there is one. */
  async living(
    cards: readonly { readonly pan: string; readonly psn: string }[]
  ): Promise<(Production | undefined)[]> {
    await this.references.ready()
    return this.database.transaction(async (stores) => {
      const found: (Production | undefined)[] = []
      for (const { pan, psn } of cards) found.push(await living(stores, this.references.reference(pan, psn)))
      return found
    })
  }

  /** Whether each of these numbers is printed on a card of the lot. */
  async printed(lot: string, pans: readonly string[]): Promise<boolean[]> {
    await this.references.ready()
    const printed = await this.database.transaction(({ production }) => production.numbers(lot))
    const numbers = new Set(printed.map(({ number }) => number))
    return pans.map((pan) => numbers.has(this.references.numberReference(pan)))
  }

  takeSerial(issuer: string): Promise<number> {
    return this.database.transaction(({ production }) => production.takeSerial(issuer, this.options.now()))
  }

  private async checkLot(stores: Stores, { applicant }: CardOrder, { lot, earlier }: Origin): Promise<void> {
    if (lot === UNCOUNTED) return
    const { left, kind } = await lotOf(stores, lot)
    if (left < 1 && earlier.length === 0) throw new AppFailure('lot-empty')
    if (kind === 'blank') return
    const wanted = this.references.numberReference(applicant.pan)
    const printed = (await stores.production.numbers(lot)).some(({ number }) => number === wanted)
    if (!printed) throw new AppFailure('lot-number')
  }
}

/** Where a chip comes from. */
interface Origin {
  readonly lot: string
  /** What was made of it before, newest first. */
  readonly earlier: readonly Production[]
}

/** A chip that was a card already is not taken from the stock once more. Part of a transaction. */
async function origin({ production }: Stores, chip: string, { lot = UNCOUNTED }: Belonging): Promise<Origin> {
  const earlier = await production.madeOn(chip)
  return { lot: earlier[0]?.lot ?? lot, earlier }
}

/** The card of this reference that is begun or made. Part of a transaction. */
async function living({ production }: Stores, card: string): Promise<Production | undefined> {
  return (await production.ofCard(card)).find(({ state }) => state !== 'scrapped')
}
