import { expect, it } from 'vitest'
import { authenticateCard } from '../../../src-main/engine/emv/authenticate-card'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import { runWorkflow } from '../../../src-main/engine/workflow/run'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { lookupIn } from '../offline-auth/support'
import { cardUnderTest } from '../../virtual-card/card-under-test'

const never = (): Promise<never> => Promise.reject(new Error('must not be asked'))

it.each([
  ['ecash', 'contact', ['SDA', 'DDA', 'CDA']],
  ['debit-ecash', 'contact', ['SDA', 'DDA', 'CDA']],
  ['credit-ecash', 'contact', ['SDA', 'DDA', 'CDA']],
  ['ecash', 'contactless', ['fDDA']],
  ['debit-ecash', 'contactless', ['fDDA']],
  ['credit-ecash', 'contactless', ['fDDA']]
] as const)('the ready-made card %s is genuine (%s)', async (kind, side, methods) => {
  const { card } = cardUnderTest(kind, side)
  const result = await runWorkflow(
    authenticateCard({ terminal: terminalPreset(), interface: side, caKeys: lookupIn(testCaKeys()) }),
    {
      channel: { transceive: (command) => Promise.resolve(card.transmit(command)) },
      progress: () => undefined,
      now: () => Date.UTC(2026, 10, 24),
      random: (length) => new Uint8Array(length).fill(7),
      ...{ online: never, journal: never, ask: never, pinPad: never }
    }
  )
  expect(result.methods.map(({ method, authentication }) => [method, authentication.outcome])).toEqual(
    methods.map((method) => [method, { kind: 'authenticated' }])
  )
})
