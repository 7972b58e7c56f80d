import { equalBytes } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'
import { amountBytes, minorUnits, readAmount } from './amounts'
import { CELL, objectCell } from './pboc-cells'
import type { TerminalData } from './terminal-data'

const INPUT = { amount: 0x9f02, country: 0x9f1a, currency: 0x5f2a } as const
const CARD = { currency: 0x9f51, country: 0x9f57 } as const
/** Limits of 1 byte that count transactions, and of format n12 that add amounts up. */
const LIMIT = {
  lower: 0x9f58,
  upper: 0x9f59,
  lowerAmount: 0x9f54,
  upperAmount: 0x9f5c,
  foreignCurrency: 0x9f53,
  foreignCountry: 0x9f72
} as const
const MOST_COUNTED = 0xff
const MOST_AMOUNT = 999_999_999_999

/** What makes a transaction on the account count. */
interface Counted {
  /** Minor units. */
  readonly amount: number
  readonly ownCurrency: boolean
  readonly ownCountry: boolean
}

/**
 * What was approved offline on the account since the last transaction that was completed online: how many, how much in
 * the card's currency, how many in a foreign currency and in a foreign country (JR/T 0025.5, velocity checking). A limit
 * that the card does not have is none. E-cash has its balance instead.
 */
export class OfflineCounters {
  constructor(private readonly memory: MemoryArea) {}

  /** One more would pass a limit above which the card wants to go online. */
  exceedsLower(terminal: TerminalData): boolean {
    const { amount, ownCurrency, ownCountry } = this.#counted(terminal)
    return (
      this.#isPast(CELL.offlineCount, LIMIT.lower) ||
      (ownCurrency
        ? this.#isAmountPast(LIMIT.lowerAmount, amount)
        : this.#isPast(CELL.foreignCurrencyCount, LIMIT.foreignCurrency)) ||
      (!ownCountry && this.#isPast(CELL.foreignCountryCount, LIMIT.foreignCountry))
    )
  }

  /** One more would pass a limit above which the card declines what cannot go online. */
  exceedsUpper(terminal: TerminalData): boolean {
    const { amount, ownCurrency } = this.#counted(terminal)
    return (
      this.#isPast(CELL.offlineCount, LIMIT.upper) ||
      (ownCurrency && this.#isAmountPast(LIMIT.upperAmount, amount))
    )
  }

  count(terminal: TerminalData): void {
    const { amount, ownCurrency, ownCountry } = this.#counted(terminal)
    this.#raise(CELL.offlineCount)
    if (ownCurrency)
      this.memory.write(CELL.offlineAmount, amountBytes(Math.min(MOST_AMOUNT, this.#amount() + amount)))
    else this.#raise(CELL.foreignCurrencyCount)
    if (!ownCountry) this.#raise(CELL.foreignCountryCount)
  }

  reset(): void {
    for (const cell of [CELL.offlineCount, CELL.foreignCurrencyCount, CELL.foreignCountryCount])
      if (this.#read(cell) > 0) this.memory.write(cell, Uint8Array.of(0))
    if (this.#amount() > 0) this.memory.write(CELL.offlineAmount, amountBytes(0))
  }

  #counted(terminal: TerminalData): Counted {
    return {
      // An amount that is no number is more than any limit.
      amount: minorUnits(terminal.value(INPUT.amount)) ?? MOST_AMOUNT,
      ownCurrency: this.#isOwn(CARD.currency, terminal.value(INPUT.currency)),
      ownCountry: this.#isOwn(CARD.country, terminal.value(INPUT.country))
    }
  }

  #isOwn(tag: number, told: Uint8Array | undefined): boolean {
    const own = this.memory.read(objectCell(tag))
    return own !== undefined && told !== undefined && equalBytes(own, told)
  }

  #isPast(cell: string, tag: number): boolean {
    const limit = this.memory.read(objectCell(tag))?.[0]
    return limit !== undefined && this.#read(cell) + 1 > limit
  }

  #isAmountPast(tag: number, amount: number): boolean {
    const limit = readAmount(this.memory, tag)
    return limit !== undefined && this.#amount() + amount > limit
  }

  #read(cell: string): number {
    return this.memory.read(cell)?.[0] ?? 0
  }

  #amount(): number {
    return minorUnits(this.memory.read(CELL.offlineAmount)) ?? 0
  }

  #raise(cell: string): void {
    this.memory.write(cell, Uint8Array.of(Math.min(MOST_COUNTED, this.#read(cell) + 1)))
  }
}
