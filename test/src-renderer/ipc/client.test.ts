import { describe, expect, it } from 'vitest'
import { CallError, createClient, errorOf } from '../../../src-renderer/ipc/client'
import { notATraceError, readers } from '../../support/fixtures/window'
import { createMockBridge } from '../../support/mock-bridge'

describe('calls', () => {
  it('hand the input to the bridge and resolve to the value', async () => {
    const bridge = createMockBridge()
    const list = await createClient(bridge).call('shelf.create', { kind: 'blank' })
    expect(list.at(-1)).toMatchObject({ kind: 'blank' })
    expect(bridge.called).toEqual([{ name: 'shelf.create', input: { kind: 'blank' } }])
  })

  it('reject with the error that main answered', async () => {
    const client = createClient(createMockBridge())
    const failure = await client
      .call('trace.replay', { name: 'x', text: 'no trace' })
      .catch((e: unknown) => e)
    expect(failure).toBeInstanceOf(CallError)
    expect(errorOf(failure)).toEqual(notATraceError)
  })

  it('explain what should never happen', () => {
    const error = errorOf(new Error('the bridge broke'))
    expect(error).toMatchObject({ code: 'window.unexpected', cause: { en: 'the bridge broke' } })
    expect(error.remedy?.zh).not.toBe('')
  })
})

describe('events', () => {
  it('arrive until the subscription ends', () => {
    const bridge = createMockBridge()
    const seen: unknown[] = []
    const end = createClient(bridge).on('readers.changed', (view) => seen.push(view))
    bridge.emit('readers.changed', readers)
    end()
    bridge.emit('readers.changed', readers)
    expect(seen).toEqual([readers])
  })
})
