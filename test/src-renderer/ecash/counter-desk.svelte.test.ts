import { describe, expect, it } from 'vitest'
import type { ActionResult, PurseView } from '../../../src-main/contract/ecash'
import { CounterDesk } from '../../../src-renderer/features/ecash/counter-desk.svelte'
import { createClient } from '../../../src-renderer/ipc/client'
import { createWorkspace, loadWorkspace, type Workspace } from '../../../src-renderer/state/workspace'
import {
  loadDeclined,
  loadDone,
  loadInterrupted,
  noApplicationError,
  openLoad,
  openPurchase,
  purse
} from '../../support/fixtures/ecash'
import { createMockBridge, Refusal, type MockBridge, type MockOptions } from '../../support/mock-bridge'

const DESK = 'virtual:Desk'
let bridge: MockBridge
let workspace: Workspace
let desk: CounterDesk

/** A desk whose actions only begin; the test tells what becomes of them. */
async function open(options: MockOptions = {}): Promise<void> {
  bridge = createMockBridge({
    settings: { reader: DESK },
    ...options,
    answers: { 'action.start': () => ({ job: 'job' }), ...options.answers }
  })
  const memory = { getItem: () => null, setItem: () => undefined }
  workspace = createWorkspace(createClient(bridge), memory)
  desk = new CounterDesk(workspace)
  await loadWorkspace(workspace)
  await workspace.entries.load()
}

const place = (card: string): Promise<void> => workspace.shelf.insert(card, DESK)
const lift = (): Promise<void> => workspace.shelf.remove(DESK)
const done = (result: ActionResult): void => bridge.emit('action.done', { job: 'job', result })

describe('what the counter shows', () => {
  it('reads the card by itself, once, and offers the form', async () => {
    await open()
    expect(desk).toMatchObject({ state: 'reading', wantsReading: true, idle: false })
    await desk.read()
    expect(desk).toMatchObject({ state: 'form', wantsReading: false, idle: true })
  })

  it('leaves a card alone that another program uses, or that is being inspected', async () => {
    await open({ answers: { 'inspect.start': () => ({ job: 'inspection' }) } })
    const { readers } = workspace.readers.snapshot
    bridge.emit('readers.changed', {
      services: [],
      readers: readers.map((reader) => ({ ...reader, inUse: true }))
    })
    expect(desk.wantsReading).toBe(false)
    bridge.emit('readers.changed', { services: [], readers })
    expect(desk.wantsReading).toBe(true)
    await workspace.inspection.start({ id: DESK, cardCount: 1 })
    expect(desk.wantsReading).toBe(false)
  })

  it.each([
    ['blocked', { blocked: true }, []],
    ['open', {}, [openLoad]],
    ['open', { blocked: true }, [openLoad]],
    ['form', {}, [openPurchase]]
  ] as const)('%s with %o and %o', async (state, change, entries) => {
    await open({ ecash: { purse: { ...purse, ...change }, open: entries } })
    await desk.read()
    expect(desk.state).toBe(state)
  })

  it('only looks at a card whose issuer is not here', async () => {
    const { issuer: _issuer, ...foreign } = purse
    await open({ ecash: { purse: foreign } })
    await desk.read()
    expect(desk.state).toBe('unknown')
  })

  it('says why a card cannot be read, and does not try again by itself', async () => {
    await open({
      answers: {
        'ecash.read': () => {
          throw new Refusal(noApplicationError)
        }
      }
    })
    await desk.read()
    expect(desk).toMatchObject({
      state: 'error',
      error: noApplicationError,
      wantsReading: false,
      idle: false
    })
  })

  it('knows whose the open entries are', async () => {
    await open({ ecash: { open: [openPurchase, openLoad] } })
    expect(desk.others).toEqual([openPurchase, openLoad])
    await desk.read()
    expect(desk.open).toEqual([openLoad])
    expect(desk.others).toEqual([openPurchase])
  })

  it('waits while the other page works with the card', async () => {
    await open()
    await desk.read()
    await workspace.cardActions.start({ id: DESK }, { kind: 'pay', amount: 100, mode: 'flash' }, 'pay')
    expect(desk).toMatchObject({ state: 'elsewhere', idle: false })
    done(loadDone)
    expect(desk).toMatchObject({ state: 'form', idle: true })
    expect(desk.view?.balance).toBe(21900)
  })
})

describe('an action', () => {
  it('shows its steps, then its result until that is put away', async () => {
    await open()
    await desk.read()
    await desk.start({ kind: 'load', amount: 10000, from: 'account' })
    expect(desk.state).toBe('run')
    done(loadDone)
    expect(desk.state).toBe('result')
    await lift()
    expect(desk).toMatchObject({ state: 'result', view: { balance: 21900 } })
    desk.dismiss()
    expect(desk).toMatchObject({ state: 'no-card', view: undefined })
  })

  it('that the issuer declines leaves the card ready for the next', async () => {
    await open()
    await desk.read()
    await desk.start({ kind: 'load', amount: 10000, from: 'account' })
    done(loadDeclined)
    expect(desk).toMatchObject({ state: 'result', idle: true, wantsReading: false })
    desk.dismiss()
    expect(desk).toMatchObject({ state: 'form', view: { balance: purse.balance } })
  })

  it('goes on from the card itself when the pulled card comes back', async () => {
    let open_: PurseView['open'] = []
    await open({ answers: { 'ecash.read': ({ reader }) => ({ ...purse, reader, open: open_ }) } })
    await desk.read()
    await desk.start({ kind: 'load', amount: 10000, from: 'account' })
    await lift()
    bridge.emit('entries.changed', [openLoad])
    done(loadInterrupted)
    expect(desk).toMatchObject({ state: 'result', left: openLoad, others: [], idle: false })
    open_ = [openLoad]
    await place('debit-ecash')
    expect(desk.wantsReading).toBe(true)
    await desk.read()
    expect(desk).toMatchObject({ state: 'open', open: [openLoad], isSuperseded: false, idle: true })
  })

  it('leaves an interrupted one to its own card when another one comes', async () => {
    await open()
    await desk.read()
    await desk.start({ kind: 'load', amount: 10000, from: 'account' })
    await lift()
    bridge.emit('entries.changed', [openLoad])
    done(loadInterrupted)
    await place('ecash')
    await desk.read()
    expect(desk.isSuperseded).toBe(true)
    desk.dismiss()
    expect(desk).toMatchObject({ state: 'form', others: [openLoad] })
  })

  it('says why it did not begin', async () => {
    await open({
      answers: {
        'action.start': () => {
          throw new Refusal(noApplicationError)
        }
      }
    })
    await desk.read()
    await desk.start({ kind: 'unblock-pin' })
    expect(desk.state).toBe('failed')
    desk.dismiss()
    expect(desk.state).toBe('form')
  })
})
