import type { ReadersView, ReaderView } from '../../src-main/contract/views'
import type { Client } from '../ipc/client'
import type { SettingsState } from './settings.svelte'

/** The readers as main sees them, and the one that all pages talk to. */
export class ReadersState {
  snapshot = $state.raw<ReadersView>({ services: [], readers: [] })
  /** Whether main has told us about readers at all. */
  loaded = $state(false)
  readonly all = $derived(this.snapshot.readers)
  readonly services = $derived(this.snapshot.services)
  readonly virtual = $derived(this.all.filter((reader) => reader.driver === 'virtual'))
  /** The person's choice while it is there; else a reader with a card, else the first. */
  readonly chosen = $derived.by((): ReaderView | undefined => {
    const wanted = this.#settings.value.reader
    return this.byId(wanted) ?? this.byId(this.#automatic)
  })
  #automatic = $state<string | null>(null)
  readonly #client: Client
  readonly #settings: SettingsState

  constructor(client: Client, settings: SettingsState) {
    this.#client = client
    this.#settings = settings
    client.on('readers.changed', (view) => this.apply(view))
  }

  async load(): Promise<void> {
    this.apply(await this.#client.call('readers.list'))
  }

  apply(view: ReadersView): void {
    this.snapshot = view
    this.loaded = true
    this.#automatic = automaticChoice(view.readers, this.#automatic)
  }

  /** Makes this the reader that all pages talk to, now and on the next start. */
  async choose(id: string): Promise<void> {
    await this.#settings.set({ reader: id })
  }

  byId(id: string | null | undefined): ReaderView | undefined {
    return this.all.find((reader) => reader.id === id)
  }

  /** Takes a replayed trace out again. */
  async eject(id: string): Promise<void> {
    await this.#client.call('trace.eject', { reader: id })
  }

  /** Puts a recorded trace into a replay reader and chooses it. */
  async replay(name: string, text: string): Promise<void> {
    const { reader } = await this.#client.call('trace.replay', { name, text })
    await this.choose(reader)
  }
}

/** Stays where it is while a card is there, so that a second card does not take the page away. */
function automaticChoice(readers: readonly ReaderView[], current: string | null): string | null {
  const withCard = readers.filter((reader) => reader.presence !== 'empty')
  const stay = (withCard.length > 0 ? withCard : readers).find((reader) => reader.id === current)
  return (stay ?? withCard[0] ?? readers[0])?.id ?? null
}
