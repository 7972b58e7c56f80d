import { createContext } from 'svelte'
import type { Client } from '../ipc/client'
import { Actions } from './actions.svelte'
import { AppState } from './app.svelte'
import { BatchState } from './batch.svelte'
import { CardActions } from './card-action.svelte'
import { ChipState } from './chip.svelte'
import { DoctorState } from './doctor.svelte'
import { EntriesState } from './entries.svelte'
import { InspectionState } from './inspection.svelte'
import { KeysState } from './keys.svelte'
import { LanguageState } from './language.svelte'
import { Layout } from './layout.svelte'
import { MakeState } from './make.svelte'
import { Navigation, type Memory } from './navigation.svelte'
import { ProductionState } from './production.svelte'
import { PurseState } from './purse.svelte'
import { ReadersState } from './readers.svelte'
import { SettingsState } from './settings.svelte'
import { ShelfState } from './shelf.svelte'
import { Toasts } from './toasts.svelte'
import { TraceState } from './trace.svelte'
import { VaultKeys } from './vault-keys.svelte'

/** Everything the pages share: one state class per concern. */
export interface Workspace {
  readonly client: Client
  readonly app: AppState
  readonly language: LanguageState
  readonly settings: SettingsState
  readonly readers: ReadersState
  readonly shelf: ShelfState
  readonly doctor: DoctorState
  readonly inspection: InspectionState
  readonly cardActions: CardActions
  readonly purse: PurseState
  readonly entries: EntriesState
  readonly make: MakeState
  readonly batch: BatchState
  readonly production: ProductionState
  readonly chip: ChipState
  readonly vaultKeys: VaultKeys
  readonly keys: KeysState
  readonly trace: TraceState
  readonly navigation: Navigation
  readonly layout: Layout
  readonly toasts: Toasts
  readonly actions: Actions
}

export function createWorkspace(client: Client, memory: Memory): Workspace {
  const language = new LanguageState()
  const settings = new SettingsState(client, language)
  const readers = new ReadersState(client, settings)
  const purse = new PurseState(client, readers)
  const chip = new ChipState(client, readers, (reader, { kind }) => {
    if (kind !== 'list' && kind !== 'keys-check') purse.follow(reader, undefined)
  })
  const production = new ProductionState(client)
  const shelf = new ShelfState(client)
  return {
    client,
    app: new AppState(client),
    language,
    settings,
    readers,
    shelf,
    doctor: new DoctorState(client),
    inspection: new InspectionState(client),
    cardActions: new CardActions(client, (reader, result) => purse.follow(reader, result?.purse)),
    purse,
    entries: new EntriesState(client),
    make: new MakeState(client, (reader) => {
      purse.follow(reader, undefined)
      chip.forget(reader)
      void production.refresh()
      // A virtual card that was blank has a number now.
      void shelf.load()
    }),
    batch: new BatchState(client, () => {
      void production.refresh()
      void shelf.load()
    }),
    production,
    chip,
    vaultKeys: new VaultKeys(client),
    keys: new KeysState(client),
    trace: new TraceState(client),
    navigation: new Navigation(memory),
    layout: new Layout(memory),
    toasts: new Toasts(),
    actions: new Actions()
  }
}

const ENTRIES_AFTER_MS = 500

/** Fetches what the first view needs; the rest comes a moment later, or with events. */
export async function loadWorkspace(workspace: Workspace): Promise<void> {
  const { app, settings, readers, shelf, inspection, entries, trace } = workspace
  await Promise.all([
    app.load(),
    settings.load(),
    readers.load(),
    shelf.load(),
    inspection.load(),
    trace.load()
  ])
  // Opens the database, for which main stands still: not before the first view is painted and answers.
  setTimeout(() => void entries.load(), ENTRIES_AFTER_MS)
}

/** `useWorkspace()` in a component under `app.svelte`. */
export const [useWorkspace, provideWorkspace] = createContext<Workspace>()
