import { expect, it } from 'vitest'
import type { InspectionReport } from '../../../src-main/contract/report'
import type { InterruptionReason } from '../../../src-main/engine/workflow/interruption'
import { ScriptedChannel } from '../../support/scripted-channel'
import { debitCard, inspect } from './support'

/** How much a report holds; it may only grow with every command more. */
function learned(report: InspectionReport): number {
  const parts = report.applications.flatMap(({ parts: own }) => own).length
  const directories = (report.directories ?? []).flatMap(({ parts: own }) => own).length
  return parts + directories + (report.securityDomain?.parts.length ?? 0)
}

it('pulled at any command, the card gets no further one and the report holds what was learned', async () => {
  const whole = new ScriptedChannel(debitCard())
  const complete = await inspect(whole)
  let before = 0
  for (let tearAt = 1; tearAt <= whole.sent.length; tearAt += 1) {
    const channel = new ScriptedChannel(debitCard(), { tearAt })
    const report = await inspect(channel)
    expect(channel.sent).toHaveLength(tearAt)
    expect(report.outcome).toBe('interrupted')
    expect(report.interruption?.en).toBe('The card was taken away while it was being read.')
    expect(report.exchanges).toHaveLength(tearAt)
    expect(report.exchanges.at(-1)).toMatchObject({ response: '', failure: 'card-removed' })
    expect(learned(report)).toBeGreaterThanOrEqual(before)
    before = learned(report)
  }
  expect(before).toBeGreaterThanOrEqual(learned(complete) - 1)
})

const reasons: readonly InterruptionReason[] = [
  'card-removed',
  'card-mute',
  'card-reset',
  'reader-removed',
  'service-lost',
  'sharing-violation',
  'malformed-response',
  'endless-response',
  'cancelled',
  'transport-error'
]

it.each(reasons)('says why in both languages: %s', async (reason) => {
  const { interruption } = await inspect(new ScriptedChannel(debitCard(), { tearAt: 3, reason }))
  expect(interruption?.en).toMatch(/^The |^Another |^Reading /)
  expect(interruption?.zh).toMatch(/。$/)
})
