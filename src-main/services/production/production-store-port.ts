/** A delivery of cards that wait to be personalized. */
export interface StockLot {
  readonly id: string
  readonly name: string
  /** `preprinted`: the card numbers are on the plastic already, see `StockNumber`. */
  readonly kind: 'blank' | 'preprinted'
  readonly received: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A card of a lot whose number is printed on it. */
export interface StockNumber {
  readonly lot: string
  /** From 1, in the order of the delivery. */
  readonly position: number
  /** Reference of the number (`CardReferences.numberReference`), and the number truncated. */
  readonly number: string
  readonly pan: string
}

/** `begun`: a chip was written to and is not done. `made`: verified. `scrapped`: the card is to be destroyed. */
export type ProductionState = 'begun' | 'made' | 'scrapped'

/** One card of the stock, from its first write to its end. Never a full card number. */
export interface Production {
  readonly id: string
  readonly lot: string
  /** The batch and the line in it, counted from 1; absent for a card made by itself. */
  readonly batch?: string
  readonly line?: number
  /** Id of the profile. */
  readonly profile: string
  /** Reference of the card and its truncated number. */
  readonly card: string
  readonly pan: string
  /** What the chip tells of itself, as hex: it knows the card again when it comes back. */
  readonly chip: string
  readonly state: ProductionState
  /** Why it was scrapped: a code for which there is a sentence. */
  readonly reason?: string
  /** The production whose spoiled card this one replaces. */
  readonly replaces?: string
  /** Milliseconds since 1970. */
  readonly openedAt: number
  readonly changedAt: number
}

/** What was done to the chip; steps are only added. */
export interface ProductionStep {
  readonly step: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
  readonly at: number
}

/** Reason of a card that is none any more because its chip was made another: it is counted as that one. */
export const MADE_ANEW = 'made-anew'

/** How many cards of a lot came to what; each chip once. */
export type ProductionCounts = Readonly<Record<ProductionState, number>>

/** Stock and what became of it; nothing is ever removed. */
export interface ProductionStore {
  lots(): Promise<StockLot[]>
  lot(id: string): Promise<StockLot | undefined>
  addLot(lot: StockLot): Promise<void>
  addNumber(number: StockNumber): Promise<void>
  /** In the order of the delivery. */
  numbers(lot: string): Promise<StockNumber[]>
  counts(lot: string): Promise<ProductionCounts>

  find(id: string): Promise<Production | undefined>
  add(production: Production): Promise<void>
  /** Ends one that is begun, or scraps one that was made; returns whether it was one. */
  end(
    id: string,
    end: { readonly state: 'made' | 'scrapped'; readonly reason?: string; readonly at: number }
  ): Promise<boolean>
  /** The one that is begun on a chip. */
  begunOn(chip: string): Promise<Production | undefined>
  /** Those that were made of a chip and are not scrapped, newest first. */
  madeOn(chip: string): Promise<Production[]>
  /** All of a card, newest first. */
  ofCard(card: string): Promise<Production[]>
  /** All lines of a batch, in their order and that of their beginning. */
  ofBatch(batch: string): Promise<Production[]>
  /** Newest first. */
  newest(most: number, state?: ProductionState): Promise<Production[]>

  /** The next serial number of an issuer's certificates, from 1; taken for good. */
  takeSerial(issuer: string, at: number): Promise<number>

  addStep(production: string, step: ProductionStep): Promise<void>
  /** In the order of writing. */
  steps(production: string): Promise<ProductionStep[]>
}
