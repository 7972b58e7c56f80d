import { untrack } from 'svelte'
import { SvelteSet } from 'svelte/reactivity'
import type { AppErrorData } from '../../src-main/contract/common'
import type { ActionResult, HistoryRow, OpenEntry } from '../../src-main/contract/ecash'
import { errorOf, type Client } from '../ipc/client'

/** So many rows at first, and so many more each time. */
const PAGE = 50

/** What was begun with cards and money: the open entries, and the history of all of them. */
export class EntriesState {
  /** Oldest first. */
  open = $state.raw<readonly OpenEntry[]>([])
  /** Newest first; empty until it is asked for. */
  history = $state.raw<readonly HistoryRow[]>([])
  /** There is nothing older than what `history` holds. */
  complete = $state(false)
  error = $state.raw<AppErrorData>()
  readonly #client: Client
  readonly #settling = new SvelteSet<string>()
  /** The history is shown somewhere, so that it has to follow what happens. */
  #asked = false

  constructor(client: Client) {
    this.#client = client
    client.on('entries.changed', (open) => {
      this.open = open
      if (this.#asked) void this.loadHistory()
    })
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.open = await this.#client.call('entries.open')
    })
  }

  /** The newest rows; as many as were shown before. */
  async loadHistory(): Promise<void> {
    this.#asked = true
    // May be called from an effect, which must not depend on the list that it changes.
    const most = Math.min(
      500,
      Math.max(
        PAGE,
        untrack(() => this.history.length)
      )
    )
    await this.#try(async () => {
      const rows = await this.#client.call('entries.history', { most })
      this.history = rows
      this.complete = rows.length < most
    })
  }

  async loadOlder(): Promise<void> {
    const last = this.history.at(-1)
    if (last === undefined) return this.loadHistory()
    await this.#try(async () => {
      const rows = await this.#client.call('entries.history', { before: last.entry, most: PAGE })
      this.history = [...this.history, ...rows]
      this.complete = rows.length < PAGE
    })
    return undefined
  }

  isSettling(entry: string): boolean {
    return this.#settling.has(entry)
  }

  /** Finishes or reverses an entry that needs no card, or hands it over; resolves to nothing where an error is shown. */
  async settle(entry: string, how: 'finish' | 'reverse' | 'hand-over'): Promise<ActionResult | undefined> {
    if (this.#settling.has(entry)) return undefined
    this.#settling.add(entry)
    let result: ActionResult | undefined
    try {
      await this.#try(async () => {
        result = await this.#client.call('entries.settle', { entry, how })
      })
    } finally {
      this.#settling.delete(entry)
    }
    return result
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      this.error = undefined
      await work()
    } catch (thrown) {
      this.error = errorOf(thrown)
    }
  }
}
