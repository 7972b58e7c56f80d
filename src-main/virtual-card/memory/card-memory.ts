import { hex, toHex } from '../../engine/bytes/hex'

/** Power went away in the middle of a command: nothing answers until the next power-up. */
export class PowerLost extends Error {
  override readonly name = 'PowerLost'
}

/** Memory as plain JSON. `log` is the commit log, so that an image saved in mid-update rolls back when next powered. */
export interface MemoryImage {
  readonly version: 1
  /** Cell name to value in upper-case hex. */
  readonly cells: Readonly<Record<string, string>>
  readonly log: {
    /** Entries that count; what stands behind them is left over from a torn write. */
    readonly count: number
    /** The value that a cell had before the open transaction first wrote it; null where there was no such cell. */
    readonly entries: readonly { readonly cell: string; readonly before: string | null }[]
  }
}

/** Where a power loss strikes a write: `before` it begins, or `half`-way, leaving a cell with mixed bytes. */
export type TearPoint = 'before' | 'half'

interface LogEntry {
  readonly cell: string
  readonly before: Uint8Array | undefined
}

/**
 * Non-volatile memory of named cells, with atomic updates.
 *
 * Each physical write (a log entry, the log's count, a cell) is counted and may be the one at which power is lost. A
 * transaction keeps the old values in the log before it overwrites a cell; setting the log's count to zero, a single
 * byte that is either old or new, is the commit. A log found at power-up is rolled back. A write outside a transaction
 * is a transaction of its own.
 */
export class CardMemory {
  #cells: Map<string, Uint8Array>
  #log: LogEntry[]
  #logCount: number
  #open = false
  #powered = true
  #writes = 0
  #tear: { at: number; point: TearPoint } | undefined

  private constructor(cells: Map<string, Uint8Array>, log: LogEntry[], logCount: number) {
    this.#cells = cells
    this.#log = log
    this.#logCount = logCount
  }

  static empty(): CardMemory {
    return new CardMemory(new Map(), [], 0)
  }

  /** Memory from an image; call `powerUp` before use, as the image may have been taken in mid-update. */
  static fromImage(image: MemoryImage): CardMemory {
    const cells = new Map(Object.entries(image.cells).map(([cell, value]) => [cell, hex(value)]))
    const log = image.log.entries.map(({ cell, before }) => ({
      cell,
      before: before === null ? undefined : hex(before)
    }))
    return new CardMemory(cells, log, image.log.count)
  }

  toImage(): MemoryImage {
    const cells: Record<string, string> = {}
    for (const [cell, value] of this.#cells) cells[cell] = toHex(value)
    const entries = this.#log.map(({ cell, before }) => ({
      cell,
      before: before === undefined ? null : toHex(before)
    }))
    return { version: 1, cells, log: { count: this.#logCount, entries } }
  }

  /** Physical writes since this object was made: tells whether a command changed anything, and numbers the tears. */
  get writes(): number {
    return this.#writes
  }

  get inTransaction(): boolean {
    return this.#open
  }

  /** Loses power at the `n`-th physical write from now (1 is the next). */
  tear(n: number, point: TearPoint = 'before'): void {
    this.#tear = { at: this.#writes + n, point }
  }

  /** Calls off a tear that has not struck. */
  noTear(): void {
    this.#tear = undefined
  }

  /** Restores what an unfinished transaction had overwritten. May itself be torn, and then starts over next time. */
  powerUp(): void {
    this.#powered = true
    this.#open = false
    this.#rollBack()
  }

  powerDown(): void {
    this.#powered = false
  }

  /** A copy of the cell's value, undefined where there is none. */
  read(cell: string): Uint8Array | undefined {
    this.#needPower()
    return this.#cells.get(cell)?.slice()
  }

  /** Names of all cells that begin with `prefix`, sorted. */
  cellNames(prefix = ''): string[] {
    this.#needPower()
    return [...this.#cells.keys()].filter((cell) => cell.startsWith(prefix)).sort()
  }

  write(cell: string, value: Uint8Array): void {
    this.#change(cell, value.slice())
  }

  remove(cell: string): void {
    if (this.#cells.has(cell)) this.#change(cell, undefined)
  }

  begin(): void {
    this.#needPower()
    if (this.#open) throw new Error('CardMemory: a transaction is open already')
    this.#open = true
  }

  commit(): void {
    this.#needOpen()
    if (this.#logCount > 0) this.#clearLog()
    this.#open = false
  }

  abort(): void {
    this.#needOpen()
    this.#rollBack()
    this.#open = false
  }

  /** Runs `update` so that all of its writes happen or none; joins a transaction that is open already. */
  atomically<T>(update: () => T): T {
    if (this.#open) return update()
    this.begin()
    try {
      const result = update()
      this.commit()
      return result
    } catch (error) {
      if (this.#powered && this.inTransaction) this.abort()
      throw error
    }
  }

  /** The same, but takes all writes back where the result is not one to keep. For where no transaction is open yet. */
  atomicallyIf<T>(keep: (result: T) => boolean, update: () => T): T {
    this.begin()
    try {
      const result = update()
      if (keep(result)) this.commit()
      else this.abort()
      return result
    } catch (error) {
      if (this.#powered && this.inTransaction) this.abort()
      throw error
    }
  }

  #change(cell: string, value: Uint8Array | undefined): void {
    this.#needPower()
    if (!this.#open) {
      this.atomically(() => this.#change(cell, value))
      return
    }
    this.#logBefore(cell)
    this.#writeCell(cell, value)
  }

  #logBefore(cell: string): void {
    for (let index = 0; index < this.#logCount; index += 1) if (this.#log[index]?.cell === cell) return
    const entry: LogEntry = { cell, before: this.#cells.get(cell) }
    const at = this.#logCount
    this.#physical(
      () => (this.#log[at] = entry),
      () => (this.#log[at] = { cell, before: mixed(entry.before, undefined) })
    )
    this.#physical(() => (this.#logCount = at + 1))
  }

  #writeCell(cell: string, value: Uint8Array | undefined): void {
    const set = (bytes: Uint8Array | undefined): void => {
      if (bytes === undefined) this.#cells.delete(cell)
      else this.#cells.set(cell, bytes)
    }
    this.#physical(
      () => set(value),
      () => set(mixed(value, this.#cells.get(cell)))
    )
  }

  #rollBack(): void {
    if (this.#logCount === 0) return
    for (let index = this.#logCount - 1; index >= 0; index -= 1) {
      const entry = this.#log[index]
      if (entry !== undefined) this.#writeCell(entry.cell, entry.before)
    }
    this.#clearLog()
  }

  #clearLog(): void {
    this.#physical(() => (this.#logCount = 0))
    this.#log = []
  }

  /** One write that power may be lost at; without `torn` it is a single byte, which is old or new and never mixed. */
  #physical(write: () => void, torn?: () => void): void {
    this.#needPower()
    this.#writes += 1
    if (this.#tear?.at === this.#writes) {
      if (this.#tear.point === 'half') torn?.()
      this.#tear = undefined
      this.#powered = false
      throw new PowerLost('power was lost during a write')
    }
    write()
  }

  #needPower(): void {
    if (!this.#powered) throw new PowerLost('the card has no power')
  }

  #needOpen(): void {
    this.#needPower()
    if (!this.#open) throw new Error('CardMemory: no transaction is open')
  }
}

/** What a cell holds when writing `next` over `before` stops half-way. */
function mixed(next: Uint8Array | undefined, before: Uint8Array | undefined): Uint8Array {
  const half = (next?.length ?? 0) >> 1
  const bytes = new Uint8Array(Math.max(next?.length ?? 0, before?.length ?? 0)).fill(0xff)
  if (before !== undefined) bytes.set(before)
  if (next !== undefined) bytes.set(next.subarray(0, half))
  return bytes
}
