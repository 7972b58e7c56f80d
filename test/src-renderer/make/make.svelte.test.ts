import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { MakeRequest } from '../../../src-main/contract/production'
import { createClient } from '../../../src-renderer/ipc/client'
import { MakeState } from '../../../src-renderer/state/make.svelte'
import { noApplicationError } from '../../support/fixtures/ecash'
import { madeCard, order } from '../../support/fixtures/production'
import { createMockBridge, Refusal, type MockBridge } from '../../support/mock-bridge'

const DESK = 'virtual:Desk'
const progress = { step: 'writing-pboc', text: { en: 'Writing', zh: '写入' }, fraction: 0.5, at: 10 }
let bridge: MockBridge
let make: MakeState
const ended = vi.fn()

function open(answers: Parameters<typeof createMockBridge>[0] = {}): void {
  bridge = createMockBridge(answers)
  make = new MakeState(createClient(bridge), ended)
}

const called = (name: string) => bridge.called.filter((call) => call.name === name)

beforeEach(() => {
  ended.mockReset()
  open()
})

describe('making a card', () => {
  it('begins once, follows the steps, and keeps what came of it', async () => {
    await Promise.all([make.start(DESK, order), make.start(DESK, order)])
    expect(called('make.start')).toHaveLength(1)
    bridge.emit('make.progress', { job: 'make-1', progress })
    bridge.emit('make.progress', { job: 'make-1', progress: { ...progress, fraction: 0.6, at: 20 } })
    expect(make.of(DESK)).toMatchObject({ phase: 'running', steps: [{ fraction: 0.6, at: 10 }] })
    bridge.emit('make.committed', { job: 'make-1' })
    bridge.emit('make.done', { job: 'make-1', result: madeCard })
    expect(make.of(DESK)).toMatchObject({ phase: 'idle', result: { outcome: 'made' } })
    expect(ended).toHaveBeenCalledExactlyOnceWith(DESK)
  })

  it('does not keep the PIN that it was made with', async () => {
    const secret: MakeRequest = { ...order, applicant: { ...order.applicant, pin: '246810' } }
    await make.start(DESK, secret)
    expect(called('make.start')[0]?.input).toMatchObject({ order: { applicant: { pin: '246810' } } })
    expect(JSON.stringify(make.of(DESK)?.order)).not.toContain('246810')
  })

  it('hears events that come before the name of the job', async () => {
    open({
      answers: {
        'make.start': () => {
          bridge.emit('make.done', { job: 'fast', result: madeCard })
          return { job: 'fast' }
        }
      }
    })
    await make.start(DESK, order)
    expect(make.of(DESK)).toMatchObject({ phase: 'idle', result: { outcome: 'made' } })
  })

  it('says why it did not begin, and puts that away when asked', async () => {
    open({
      answers: {
        'make.start': () => {
          throw new Refusal(noApplicationError)
        }
      }
    })
    await make.start(DESK, order)
    expect(make.of(DESK)).toMatchObject({ phase: 'idle', error: noApplicationError })
    expect(ended).not.toHaveBeenCalled()
    make.dismiss(DESK)
    expect(make.of(DESK)?.error).toBeUndefined()
  })

  it('tells that it ended also where it has no result', async () => {
    await make.start(DESK, order)
    bridge.emit('make.failed', { job: 'make-1', error: noApplicationError })
    expect(make.of(DESK)).toMatchObject({ phase: 'idle', error: noApplicationError, result: undefined })
    expect(ended).toHaveBeenCalledOnce()
  })

  it('is stopped once, and not at all after the first change of the chip', async () => {
    await make.start(DESK, order)
    await Promise.all([make.cancel(DESK), make.cancel(DESK)])
    expect(called('make.cancel')).toEqual([{ name: 'make.cancel', input: { job: 'make-1' } }])
    bridge.emit('make.failed', { job: 'make-1', error: noApplicationError })
    await make.start(DESK, order)
    bridge.emit('make.committed', { job: 'make-2' })
    await make.cancel(DESK)
    expect(called('make.cancel')).toHaveLength(1)
  })
})
