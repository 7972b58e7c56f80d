import { beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { LanguageState } from '../../../src-renderer/state/language.svelte'
import { PurseState } from '../../../src-renderer/state/purse.svelte'
import { ReadersState } from '../../../src-renderer/state/readers.svelte'
import { SettingsState } from '../../../src-renderer/state/settings.svelte'
import { loadDone, noApplicationError, purse as fixture } from '../../support/fixtures/ecash'
import { createMockBridge, Refusal, type MockBridge, type MockOptions } from '../../support/mock-bridge'

const present = { presence: 'present', cardCount: 1 } as const
const desk = { id: 'virtual:Desk', cardCount: 1 }
let bridge: MockBridge

async function purseOn(options: MockOptions = {}): Promise<PurseState> {
  bridge = createMockBridge(options)
  const client = createClient(bridge)
  const readers = new ReadersState(client, new SettingsState(client, new LanguageState()))
  await readers.load()
  return new PurseState(client, readers)
}

describe('the e-cash on a reader’s card', () => {
  let purse: PurseState
  beforeEach(async () => {
    purse = await purseOn()
  })

  it('is read once, however often it is asked for', async () => {
    await Promise.all([purse.read(desk), purse.read(desk)])
    expect(bridge.called.filter(({ name }) => name === 'ecash.read')).toHaveLength(1)
    expect(purse.of(desk.id)).toMatchObject({ reading: false, view: { balance: fixture.balance } })
  })

  it('tells of the card that lies there, not of one that is gone or came after it', async () => {
    await purse.read(desk)
    const known = purse.of(desk.id)!
    expect(known.isOf(present)).toBe(true)
    expect(known.isOf({ presence: 'empty', cardCount: 1 })).toBe(false)
    expect(known.isOf({ presence: 'present', cardCount: 2 })).toBe(false)
  })

  it('follows what an action did', async () => {
    await purse.read(desk)
    purse.follow(desk.id, loadDone.purse)
    expect(purse.of(desk.id)?.view?.balance).toBe(21900)
    expect(purse.of(desk.id)?.isOf(present)).toBe(true)
  })

  it('counts no longer after an action that could not read it', async () => {
    await purse.read(desk)
    purse.follow(desk.id, undefined)
    expect(purse.of(desk.id)?.isOf(present)).toBe(false)
    // What was known stays to be shown as the last that was read.
    expect(purse.of(desk.id)?.view).toBeDefined()
    await purse.read(desk)
    expect(purse.of(desk.id)?.isOf(present)).toBe(true)
  })
})

describe('a card without e-cash', () => {
  it('says so, and shows nothing of the card before it', async () => {
    let isBlank = false
    const purse = await purseOn({
      answers: {
        'ecash.read': ({ reader }) => {
          if (isBlank) throw new Refusal(noApplicationError)
          return { ...fixture, reader }
        }
      }
    })
    await purse.read(desk)
    isBlank = true
    await purse.read({ ...desk, cardCount: 2 })
    expect(purse.of(desk.id)).toMatchObject({ error: noApplicationError, view: undefined })
    expect(purse.of(desk.id)?.isOf({ presence: 'present', cardCount: 2 })).toBe(true)
  })

  it('keeps what was read of the same card when a second reading fails', async () => {
    let isGone = false
    const purse = await purseOn({
      answers: {
        'ecash.read': ({ reader }) => {
          if (isGone) throw new Refusal(noApplicationError)
          return { ...fixture, reader }
        }
      }
    })
    await purse.read(desk)
    purse.follow(desk.id, undefined)
    isGone = true
    await purse.read(desk)
    expect(purse.of(desk.id)).toMatchObject({ error: noApplicationError, view: { balance: fixture.balance } })
  })
})
