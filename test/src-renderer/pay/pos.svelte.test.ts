import { beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { CardActions } from '../../../src-renderer/state/card-action.svelte'
import { Pos } from '../../../src-renderer/features/pay/pos.svelte'
import { paymentResult } from '../../support/fixtures/payment'
import { createMockBridge, type MockBridge } from '../../support/mock-bridge'

const desk = { id: 'virtual:Desk', presence: 'present', cardCount: 1 } as const

let bridge: MockBridge
let actions: CardActions
let pos: Pos

/** Actions only begin; the test tells what becomes of them. */
beforeEach(() => {
  let jobs = 0
  bridge = createMockBridge({ answers: { 'action.start': () => ({ job: `job-${++jobs}` }) } })
  actions = new CardActions(createClient(bridge), () => undefined)
  pos = new Pos(actions, () => desk.id)
})

const started = () => bridge.called.filter(({ name }) => name === 'action.start').map(({ input }) => input)

describe('asking for the card', () => {
  it('waits for a card, and takes the one that comes', async () => {
    pos.amount = 1250
    pos.ask('flash')
    expect(pos.isPresented({ ...desk, presence: 'empty' })).toBe(false)
    expect(pos.isPresented(undefined)).toBe(false)
    expect(pos.isPresented(desk)).toBe(true)
    await pos.begin(desk)
    expect(pos.wish).toBeUndefined()
    expect(started()).toEqual([{ reader: desk.id, action: { kind: 'pay', amount: 1250, mode: 'flash' } }])
  })

  it('asks for nothing without an amount', () => {
    pos.ask('flash')
    expect(pos.wish).toBeUndefined()
  })

  it('does not take the card that lies there where it has to be presented anew', () => {
    pos.amount = 1250
    pos.ask('contact', desk)
    expect(pos.isPresented(desk)).toBe(false)
    expect(pos.isPresented({ ...desk, cardCount: 2 })).toBe(true)
    expect(pos.isPresented({ ...desk, id: 'virtual:Tap' })).toBe(true)
  })

  it('says which terminal it is and that the issuer is to be asked, where that was chosen', async () => {
    Object.assign(pos, { amount: 100, preset: 'metro-gate', online: true })
    pos.ask('contact')
    await pos.begin(desk)
    expect(started()).toMatchObject([{ action: { preset: 'metro-gate', online: true } }])
  })

  it('pays once, however often it is asked', async () => {
    pos.amount = 1250
    pos.ask('flash')
    await Promise.all([pos.begin(desk), pos.begin(desk)])
    pos.ask('flash')
    await pos.begin(desk)
    expect(started()).toHaveLength(1)
  })

  it('does nothing while another page uses the reader', async () => {
    await actions.start(desk, { kind: 'load-kept' }, 'ecash')
    pos.amount = 1250
    pos.ask('flash')
    await pos.begin(desk)
    expect(started()).toHaveLength(1)
    expect(pos.wish).toBeDefined()
    expect(pos.run).toBeUndefined()
  })
})

describe('how the card is taken', () => {
  it('follows the reader until a person chooses', () => {
    expect(pos.modeFor(undefined)).toBe('flash')
    expect(pos.modeFor({ contactless: true })).toBe('flash')
    expect(pos.modeFor({ contactless: false })).toBe('contact')
    pos.wanted = 'flash'
    expect(pos.modeFor({ contactless: false })).toBe('flash')
  })
})

describe('what came of it', () => {
  const result = paymentResult({ amount: 1250, mode: 'flash' }, 11900, 'entry-1')

  async function pay(): Promise<void> {
    pos.amount = 1250
    pos.ask('flash')
    await pos.begin(desk)
    bridge.emit('action.done', { job: 'job-1', result })
  }

  it('stays until it is put away, and the amount with it', async () => {
    await pay()
    expect(pos.run?.result).toBe(result)
    pos.putAway()
    expect(pos.run).toBeUndefined()
    expect(pos.amount).toBe(1250)
    pos.next()
    expect(pos.amount).toBe(0)
  })

  it('is not shown when another page began something on that reader since', async () => {
    await pay()
    await actions.start(desk, { kind: 'load-kept' }, 'ecash')
    expect(pos.run).toBeUndefined()
  })

  it('shows the settling of a payment that was begun on the chosen reader', async () => {
    await actions.start(desk, { kind: 'finish', entry: 'entry-9' }, 'pay')
    expect(pos.run?.busy).toBe(true)
  })

  it('keeps its story for the day, once', () => {
    pos.keep(result)
    pos.keep(result)
    expect(pos.storyOf('entry-1')).toBe(result)
    expect(pos.storyOf('entry-2')).toBeUndefined()
  })
})
