import type { CardMemory } from './card-memory'

/** The cells of one owner (an application instance, the registry): the same memory, seen below a prefix. */
export class MemoryArea {
  constructor(
    private readonly memory: CardMemory,
    private readonly prefix: string
  ) {}

  read(cell: string): Uint8Array | undefined {
    return this.memory.read(this.prefix + cell)
  }

  /** The cell's value; throws a fault where it is missing, which is a card that was personalized wrongly. */
  need(cell: string): Uint8Array {
    const value = this.read(cell)
    if (value === undefined) throw new Error(`the card's memory lacks ${this.prefix}${cell}`)
    return value
  }

  has(cell: string): boolean {
    return this.read(cell) !== undefined
  }

  write(cell: string, value: Uint8Array): void {
    this.memory.write(this.prefix + cell, value)
  }

  remove(cell: string): void {
    this.memory.remove(this.prefix + cell)
  }

  /** Cell names within this area, without its prefix, sorted. */
  cellNames(prefix = ''): string[] {
    return this.memory.cellNames(this.prefix + prefix).map((name) => name.slice(this.prefix.length))
  }

  atomically<T>(update: () => T): T {
    return this.memory.atomically(update)
  }

  /** See `CardMemory.atomicallyIf`. */
  atomicallyIf<T>(keep: (result: T) => boolean, update: () => T): T {
    return this.memory.atomicallyIf(keep, update)
  }

  /** Removes every cell of the area. */
  clear(): void {
    for (const cell of this.cellNames()) this.remove(cell)
  }

  /** An area within this one. */
  area(prefix: string): MemoryArea {
    return new MemoryArea(this.memory, this.prefix + prefix)
  }
}
