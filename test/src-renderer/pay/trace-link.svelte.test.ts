import { describe, expect, it } from 'vitest'
import { showInTrace, showPaymentInTrace } from '../../../src-renderer/features/pay/trace-link'
import { createClient } from '../../../src-renderer/ipc/client'
import { createWorkspace, loadWorkspace } from '../../../src-renderer/state/workspace'
import { paymentResult } from '../../support/fixtures/payment'
import { createMockBridge } from '../../support/mock-bridge'

describe('from a payment to its bytes', () => {
  const memory = { getItem: () => null, setItem: () => undefined }
  const { story } = paymentResult({ amount: 1250, mode: 'flash' }, 11900, 'entry-1', '2026-11-22T09:41:00Z')

  async function workspace() {
    const made = createWorkspace(createClient(createMockBridge()), memory)
    await loadWorkspace(made)
    return made
  }

  it('opens the trace on its first command', async () => {
    const made = await workspace()
    if (story) await showPaymentInTrace(made, story)
    expect(made.settings.value.traceDrawer).toBe('bottom')
    expect(made.trace.selected).toBe(made.trace.shown[0]?.id)
  })

  it('opens the trace on the newest command that carried these bytes', async () => {
    const made = await workspace()
    await showInTrace(made, 'A000000333010101')
    expect(made.trace.query).toBe('A000000333010101')
    const { current } = made.trace
    expect(`${current?.command}${current?.response}`).toContain('A000000333010101')
  })
})
