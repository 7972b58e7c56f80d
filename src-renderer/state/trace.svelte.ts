import type { AppErrorData } from '../../src-main/contract/common'
import type { ExplainedExchange, TraceEntryView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'

export type Tap = NonNullable<TraceEntryView['tap']>

/** More than this many entries are not kept in the window; main has them all and saves them all. */
const KEPT = 20_000

/** The live list of exchanges, what of it is shown, and the entry that is looked at. */
export class TraceState {
  entries = $state.raw<readonly TraceEntryView[]>([])
  tap = $state<Tap>('logical')
  query = $state('')
  /** The newest entry stays in view. */
  follow = $state(true)
  selected = $state<number>()
  explanation = $state.raw<ExplainedExchange>()
  error = $state.raw<AppErrorData>()
  readonly shown = $derived.by(() => {
    const words = wordsOf(this.query)
    return this.entries.filter((entry) => isOnTap(entry, this.tap) && matches(entry, words))
  })
  readonly current = $derived(this.entries.find(({ id }) => id === this.selected))
  /** The longest duration among what is shown, in microseconds: the full length of a duration bar. */
  readonly longest = $derived(this.shown.reduce((most, { duration = 0 }) => Math.max(most, duration), 1))
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
    client.on('trace.appended', (entries) => this.#append(entries))
  }

  async load(): Promise<void> {
    const known = await this.#client.call('trace.entries')
    const last = known.at(-1)?.id ?? -1
    // Entries may have come by event before this answer.
    this.entries = [...known, ...this.entries.filter(({ id }) => id > last)].slice(-KEPT)
  }

  /** Looks at one entry; asks main to explain it where it is an exchange. */
  async select(id: number | undefined): Promise<void> {
    if (id === this.selected) return
    this.selected = id
    this.explanation = undefined
    this.error = undefined
    if (id === undefined || this.current?.kind !== 'exchange') return
    try {
      const explanation = await this.#client.call('trace.explain', { id })
      // Meanwhile another entry may have been chosen.
      if (this.selected === id) this.explanation = explanation
    } catch (thrown) {
      if (this.selected === id) this.error = errorOf(thrown)
    }
  }

  /** Moves the choice by so many shown entries; to the first one where nothing was chosen. */
  async move(by: number): Promise<void> {
    const at = this.shown.findIndex(({ id }) => id === this.selected)
    const next = at === -1 ? (by > 0 ? 0 : this.shown.length - 1) : at + by
    const entry = this.shown[Math.min(Math.max(next, 0), this.shown.length - 1)]
    if (entry) await this.select(entry.id)
  }

  async clear(): Promise<void> {
    try {
      await this.#client.call('trace.clear')
      this.entries = []
      await this.select(undefined)
    } catch (thrown) {
      this.error = errorOf(thrown)
    }
  }

  /** Resolves to the file's name, or to nothing where the person cancelled or an error is shown. */
  async save(): Promise<string | undefined> {
    try {
      const saved = await this.#client.call('trace.save')
      return saved.kind === 'saved' ? saved.name : undefined
    } catch (thrown) {
      this.error = errorOf(thrown)
      return undefined
    }
  }

  #append(added: readonly TraceEntryView[]): void {
    this.entries = [...this.entries, ...added].slice(-KEPT)
  }
}

/** Events have no tap: they belong to both. */
function isOnTap(entry: TraceEntryView, tap: Tap): boolean {
  return entry.tap === undefined || entry.tap === tap
}

function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/u).filter(Boolean)
}

function matches(entry: TraceEntryView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { name = '', command = '', response = '', summary, reader, number = '' } = entry
  const text = [name, command, response, summary.en, summary.zh, reader, String(number)]
    .join(' ')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}
