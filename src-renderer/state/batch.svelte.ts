import type { BatchReconciliation, BatchView, BatchWish } from '../../src-main/contract/batch'
import type { AppErrorData } from '../../src-main/contract/common'
import { errorOf, type Client } from '../ipc/client'

type ReaderIds = BatchView['lanes'][number]['reader'][]

/** The batch that runs, or ran last; main owns it, so that a window that opens anew finds it. */
export class BatchState {
  /** Absent where none was begun, or it was put away. */
  view = $state.raw<BatchView>()
  /** What it came to, once it has ended. */
  reconciliation = $state.raw<BatchReconciliation>()
  loaded = $state(false)
  /** Why it did not begin, or did not stop. */
  error = $state.raw<AppErrorData>()
  readonly running = $derived(this.view?.running ?? false)
  readonly #readers = $derived(readersOf(this.running ? this.view : undefined))
  readonly #client: Client
  readonly #counted: () => void

  /** `counted` hears of every card that was made or given up, and of the end. */
  constructor(client: Client, counted: () => void) {
    this.#client = client
    this.#counted = counted
    client.on('batch.changed', (view) => this.#take(view))
  }

  /** How it stands, once. */
  async load(): Promise<void> {
    if (this.loaded) return
    this.loaded = true
    await this.#try(async () => {
      const view = await this.#client.call('batch.current')
      if (view !== null) this.#take(view)
    })
  }

  /** Whether a batch has this reader to itself now. */
  uses(reader: string | undefined): boolean {
    return reader !== undefined && this.#readers.has(reader)
  }

  /** Resolves to whether it was begun. */
  start(wish: BatchWish, readers: ReaderIds): Promise<boolean> {
    return this.#begin(() => this.#client.call('batch.start', { wish, readers }))
  }

  /** Makes what the last one left. Resolves to whether it was begun. */
  rest(readers: ReaderIds): Promise<boolean> {
    return this.#begin(() => this.#client.call('batch.rest', { readers }))
  }

  /** Begins no further card; those under way are finished. */
  async stop(): Promise<void> {
    await this.#try(() => this.#client.call('batch.stop'))
  }

  /** Puts away what came of it. */
  dismiss(): void {
    if (this.running) return
    this.view = undefined
    this.reconciliation = undefined
    this.error = undefined
  }

  async #begin(start: () => Promise<BatchView>): Promise<boolean> {
    return this.#try(async () => {
      const view = await start()
      // News of it may have come before this answer.
      if (this.view?.startedAt !== view.startedAt) this.#take(view)
    })
  }

  #take(view: BatchView): void {
    const before = this.view
    this.view = view
    if (before && (doneOf(before) !== doneOf(view) || before.running !== view.running)) this.#counted()
    if (view.running) {
      this.reconciliation = undefined
      return
    }
    if (before === undefined || before.running) void this.reconcile()
  }

  /** What the batch came to, as it is now: cards of it may be scrapped later. */
  async reconcile(): Promise<void> {
    await this.#try(async () => {
      const found = await this.#client.call('batch.reconciliation')
      if (found !== null && !this.running) this.reconciliation = found
    })
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      this.error = undefined
      return true
    } catch (thrown) {
      this.error = errorOf(thrown)
      return false
    }
  }
}

function readersOf(view: BatchView | undefined): ReadonlySet<string> {
  return new Set(view?.lanes.map(({ reader }) => reader))
}

function doneOf({ id, made, rejected }: BatchView): string {
  return `${id} ${made} ${rejected}`
}
