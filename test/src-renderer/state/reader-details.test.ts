import { describe, expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { ReaderDetailsState } from '../../../src-renderer/state/reader-details.svelte'
import { acr122u, readerDetails } from '../../support/fixtures/window'
import { createMockBridge, Refusal } from '../../support/mock-bridge'

const refused = {
  code: 'reader-refused',
  message: { en: 'The reader did not do it.', zh: '读卡器未执行该操作。' },
  retrySafe: true
}

describe('the details of a reader', () => {
  it('are asked for, and an error beside them goes with the next answer', async () => {
    let fails = true
    const bridge = createMockBridge({
      answers: {
        'readers.details': () => {
          if (fails) throw new Refusal(refused)
          return readerDetails
        }
      }
    })
    const state = new ReaderDetailsState(createClient(bridge))
    const asking = state.ask(acr122u.id)
    expect(state.asking).toBe(true)
    await asking
    expect([state.asking, state.error?.code, state.details]).toEqual([false, 'reader-refused', undefined])
    fails = false
    await state.ask(acr122u.id)
    expect([state.error, state.details]).toEqual([undefined, readerDetails])
  })

  it('are those of the last question, whichever is answered first', async () => {
    const answers: (() => void)[] = []
    const bridge = createMockBridge({
      answers: {
        'readers.details': ({ reader }) =>
          new Promise((resolve) =>
            answers.push(() => resolve({ ...readerDetails, reader, name: `answer ${answers.length}` }))
          )
      }
    })
    const state = new ReaderDetailsState(createClient(bridge))
    const both = [state.ask('pcsc:A'), state.ask('pcsc:B')]
    answers[1]?.()
    await both[1]
    answers[0]?.()
    await both[0]
    expect([state.details?.reader, state.asking]).toEqual(['pcsc:B', false])
  })

  it('tell whether it blinked', async () => {
    let fails = false
    const bridge = createMockBridge({
      answers: {
        'readers.signal': () => {
          if (fails) throw new Refusal(refused)
        }
      }
    })
    const state = new ReaderDetailsState(createClient(bridge))
    await state.signal(acr122u.id)
    expect([state.signalled, state.signalError]).toEqual([true, undefined])
    fails = true
    await state.signal(acr122u.id)
    expect([state.signalled, state.signalError?.code]).toEqual([false, 'reader-refused'])
  })
})
