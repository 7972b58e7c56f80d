import { concat } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'

/**
 * A cyclic file: record 1 is the newest, and the oldest makes room when it is full (ISO/IEC 7816-4, 7.3.3). The next
 * free slot and the number of records lie in one cell, which changes together with the record.
 */
export class CyclicLog {
  readonly #cells: MemoryArea

  /** `capacity`: 1 to 255 records. */
  constructor(
    memory: MemoryArea,
    readonly sfi: number,
    readonly capacity: number
  ) {
    this.#cells = memory.area(`log/${sfi}/`)
  }

  get count(): number {
    return this.#position().count
  }

  /** The `record`-th newest, from 1; undefined past the last. */
  read(record: number): Uint8Array | undefined {
    const { next, count } = this.#position()
    if (record < 1 || record > count) return undefined
    return this.#cells.read(`slot/${(next - record + this.capacity) % this.capacity}`)
  }

  append(...parts: readonly Uint8Array[]): void {
    this.#cells.atomically(() => {
      const { next, count } = this.#position()
      this.#cells.write(`slot/${next}`, concat(...parts))
      this.#cells.write(
        'position',
        Uint8Array.of((next + 1) % this.capacity, Math.min(count + 1, this.capacity))
      )
    })
  }

  #position(): { next: number; count: number } {
    const [next = 0, count = 0] = this.#cells.read('position') ?? []
    return { next, count }
  }
}
