import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CardAction } from '../../../src-main/contract/ecash'
import { createClient } from '../../../src-renderer/ipc/client'
import { CardActions } from '../../../src-renderer/state/card-action.svelte'
import { loadDone } from '../../support/fixtures/ecash'
import { createMockBridge, Refusal, type MockBridge } from '../../support/mock-bridge'

const reader = { id: 'virtual:Desk' }
const load: CardAction = { kind: 'load', amount: 10000, from: 'account' }
const step = (name: string, at: number) => ({ step: name, text: { en: name, zh: name }, at })
const error = { code: 'busy', message: { en: 'in use', zh: '使用中' }, retrySafe: true }
const ended = vi.fn()

let bridge: MockBridge
let actions: CardActions

/** A bridge whose jobs only begin; the test tells what becomes of them. */
beforeEach(() => {
  ended.mockReset()
  let jobs = 0
  bridge = createMockBridge({
    answers: { 'action.start': () => ({ job: `job-${++jobs}` }), 'action.answer': () => undefined }
  })
  actions = new CardActions(createClient(bridge), ended, () => 1000)
})

const called = (name: string) => bridge.called.filter((call) => call.name === name)

describe('an action with the card', () => {
  it('goes from its first step through what cannot be undone to its result', async () => {
    await actions.start(reader, load, 'ecash')
    const run = actions.of(reader.id)!
    expect(run).toMatchObject({ phase: 'running', owner: 'ecash', action: load, startedAt: 1000 })
    bridge.emit('action.progress', { job: 'job-1', progress: step('select', 0) })
    bridge.emit('action.progress', { job: 'job-1', progress: step('write', 40) })
    bridge.emit('action.progress', { job: 'job-1', progress: { ...step('write', 90), fraction: 0.5 } })
    expect(run.steps).toEqual([step('select', 0), { ...step('write', 40), fraction: 0.5 }])
    expect(run.mayCancel).toBe(true)
    bridge.emit('action.committed', { job: 'job-1' })
    expect(run).toMatchObject({ phase: 'committed', mayCancel: false, busy: true })
    bridge.emit('action.done', { job: 'job-1', result: loadDone })
    expect(run).toMatchObject({ phase: 'idle', result: loadDone, job: undefined })
    expect(ended).toHaveBeenCalledExactlyOnceWith(reader.id, loadDone)
  })

  it('does nothing twice on a double click, nor while it runs', async () => {
    await Promise.all([actions.start(reader, load, 'ecash'), actions.start(reader, load, 'ecash')])
    await actions.start(reader, { kind: 'unblock-pin' }, 'pay')
    expect(called('action.start')).toHaveLength(1)
    expect(actions.of(reader.id)).toMatchObject({ owner: 'ecash', action: load })
  })

  it('takes all events that come before the answer that names the job', async () => {
    const early = createMockBridge({
      answers: {
        'action.start': () => {
          early.emit('action.progress', { job: 'fast', progress: step('select', 0) })
          early.emit('action.committed', { job: 'fast' })
          early.emit('action.done', { job: 'fast', result: loadDone })
          return { job: 'fast' }
        }
      }
    })
    const state = new CardActions(createClient(early), ended)
    await state.start(reader, load, 'ecash')
    expect(state.of(reader.id)).toMatchObject({ phase: 'idle', result: loadDone })
    expect(ended).toHaveBeenCalledOnce()
  })

  it('takes a question that comes before the answer that names the job', async () => {
    const early = createMockBridge({
      answers: {
        'action.start': () => {
          early.emit('action.asks', { job: 'fast', id: 1, question: { kind: 'pin', purpose: 'new' } })
          return { job: 'fast' }
        }
      }
    })
    const state = new CardActions(createClient(early), ended)
    await state.start(reader, { kind: 'change-pin' }, 'ecash')
    expect(state.asking?.question).toEqual({ kind: 'pin', purpose: 'new' })
  })

  it('keeps the readers apart', async () => {
    await actions.start(reader, load, 'ecash')
    await actions.start({ id: 'virtual:Tap' }, load, 'pay')
    bridge.emit('action.done', { job: 'job-2', result: loadDone })
    expect(actions.isBusy('virtual:Desk')).toBe(true)
    expect(actions.isBusy('virtual:Tap')).toBe(false)
    expect(actions.isBusy(undefined)).toBe(false)
  })

  it('says why it could not begin, and begins anew without what was said before', async () => {
    const refusing = createMockBridge({
      answers: {
        'action.start': () => {
          throw new Refusal(error)
        }
      }
    })
    const state = new CardActions(createClient(refusing), ended)
    await state.start(reader, load, 'ecash')
    expect(state.of(reader.id)).toMatchObject({ phase: 'idle', error })
    expect(ended).not.toHaveBeenCalled()
    state.dismiss(reader.id)
    expect(state.of(reader.id)?.error).toBeUndefined()
  })

  it('tells that it ended also where it has no result', async () => {
    await actions.start(reader, load, 'ecash')
    bridge.emit('action.failed', { job: 'job-1', error })
    expect(actions.of(reader.id)).toMatchObject({ phase: 'idle', error, result: undefined })
    expect(ended).toHaveBeenCalledExactlyOnceWith(reader.id, undefined)
  })

  it('keeps its result until that is put away, which cannot be done while one runs', async () => {
    await actions.start(reader, load, 'ecash')
    actions.dismiss(reader.id)
    expect(actions.isBusy(reader.id)).toBe(true)
    bridge.emit('action.done', { job: 'job-1', result: loadDone })
    actions.dismiss(reader.id)
    expect(actions.of(reader.id)?.result).toBeUndefined()
  })
})

describe('stopping', () => {
  it('asks once, and hears no more questions', async () => {
    await actions.start(reader, { kind: 'change-pin' }, 'ecash')
    bridge.emit('action.asks', { job: 'job-1', id: 1, question: { kind: 'pin', purpose: 'new' } })
    await Promise.all([actions.cancel(reader.id), actions.cancel(reader.id)])
    expect(called('action.cancel')).toEqual([{ name: 'action.cancel', input: { job: 'job-1' } }])
    expect(actions.of(reader.id)?.phase).toBe('cancelling')
    bridge.emit('action.asks', { job: 'job-1', id: 1, question: { kind: 'pin', purpose: 'new' } })
    expect(actions.asking).toBeUndefined()
  })

  it('is not asked for after the first step that cannot be undone', async () => {
    await actions.start(reader, load, 'ecash')
    bridge.emit('action.committed', { job: 'job-1' })
    await actions.cancel(reader.id)
    expect(called('action.cancel')).toEqual([])
  })
})

describe('questions', () => {
  const question = { kind: 'pin', purpose: 'online', amount: 100, currency: 156 } as const

  beforeEach(async () => {
    await actions.start(reader, load, 'ecash')
    bridge.emit('action.asks', { job: 'job-1', id: 7, question })
  })

  it('are answered once', async () => {
    expect(actions.asking).toMatchObject({ question, run: { reader: reader.id } })
    const reply = { kind: 'pin', pin: '123456' } as const
    await Promise.all([actions.answer(reader.id, reply), actions.answer(reader.id, reply)])
    expect(called('action.answer')).toEqual([
      { name: 'action.answer', input: { job: 'job-1', id: 7, reply } }
    ])
    expect(actions.asking).toBeUndefined()
  })

  it('stay where the answer did not arrive', async () => {
    const deaf = createMockBridge({
      answers: {
        'action.start': () => ({ job: 'job-1' }),
        'action.answer': () => {
          throw new Refusal(error)
        }
      }
    })
    const state = new CardActions(createClient(deaf), ended)
    await state.start(reader, load, 'ecash')
    deaf.emit('action.asks', { job: 'job-1', id: 7, question })
    await state.answer(reader.id, { kind: 'cancelled' })
    expect(state.asking?.question).toEqual(question)
    expect(state.of(reader.id)?.error).toEqual(error)
  })

  it('end with the action', () => {
    bridge.emit('action.failed', { job: 'job-1', error })
    expect(actions.asking).toBeUndefined()
  })
})
