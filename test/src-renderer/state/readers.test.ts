import { describe, expect, it } from 'vitest'
import type { ReadersView, ReaderView } from '../../../src-main/contract/views'
import { createClient } from '../../../src-renderer/ipc/client'
import { LanguageState } from '../../../src-renderer/state/language.svelte'
import { readerLabel } from '../../../src-renderer/state/reader-label'
import { ReadersState } from '../../../src-renderer/state/readers.svelte'
import { SettingsState } from '../../../src-renderer/state/settings.svelte'
import { acr122u, manyReaders } from '../../support/fixtures/window'
import { createMockBridge, type MockBridge } from '../../support/mock-bridge'

function reader(name: string, presence: ReaderView['presence'] = 'empty'): ReaderView {
  return { ...acr122u, id: `pcsc:${name}`, name, presence }
}

function view(...list: ReaderView[]): ReadersView {
  return { services: [], readers: list }
}

function start(saved: string | null = null): {
  bridge: MockBridge
  state: ReadersState
  settings: SettingsState
} {
  const bridge = createMockBridge({ settings: { reader: saved } })
  const client = createClient(bridge)
  const settings = new SettingsState(client, new LanguageState())
  return { bridge, settings, state: new ReadersState(client, settings) }
}

describe('the chosen reader', () => {
  it('is one with a card, else the first, else none', () => {
    const { state } = start()
    expect(state.chosen).toBeUndefined()
    state.apply(view(reader('A'), reader('B')))
    expect(state.chosen?.name).toBe('A')
    state.apply(view(reader('A'), reader('B', 'present')))
    expect(state.chosen?.name).toBe('B')
  })

  it('stays when a second card comes, and moves when its own goes', () => {
    const { state } = start()
    state.apply(view(reader('A'), reader('B', 'present')))
    state.apply(view(reader('A', 'present'), reader('B', 'present')))
    expect(state.chosen?.name).toBe('B')
    state.apply(view(reader('A', 'present'), reader('B')))
    expect(state.chosen?.name).toBe('A')
  })

  it('is what the person chose, also without a card, and kept for the next start', async () => {
    const { bridge, state } = start()
    state.apply(view(reader('A', 'present'), reader('B')))
    await state.choose('pcsc:B')
    expect(state.chosen?.name).toBe('B')
    expect(bridge.called).toContainEqual({ name: 'settings.set', input: { reader: 'pcsc:B' } })
  })

  it('comes back when the reader that the person chose is plugged in again', async () => {
    const { settings, state } = start('pcsc:B')
    await settings.load()
    state.apply(view(reader('A')))
    expect(state.chosen?.name).toBe('A')
    state.apply(view(reader('A', 'present'), reader('B')))
    expect(state.chosen?.name).toBe('B')
  })

  it('follows what main tells', () => {
    const { bridge, state } = start()
    bridge.emit('readers.changed', view(reader('A')))
    expect(state.loaded).toBe(true)
    expect(state.chosen?.name).toBe('A')
  })

  it('is the replay reader after a trace was dropped', async () => {
    const { state } = start()
    await state.load()
    await state.replay('card.jsonl', '{}')
    expect(state.chosen?.id).toBe('replay:card.jsonl')
    await state.eject('replay:card.jsonl')
    expect(state.chosen?.driver).toBe('virtual')
  })
})

describe('short names', () => {
  it('are the family where it names one reader', () => {
    expect(readerLabel(acr122u, [acr122u])).toBe('ACR122U')
  })

  it('are the whole name where the family names several, or is not in it', () => {
    const many = manyReaders(2).readers
    expect(readerLabel(many.at(-1) ?? acr122u, many)).toBe('ACS ACR1252 Dual Reader PICC 01')
    const generic = { ...acr122u, name: 'Some Reader', profile: { en: 'CCID reader', zh: 'CCID 读卡器' } }
    expect(readerLabel(generic, [generic])).toBe('Some Reader')
  })
})
