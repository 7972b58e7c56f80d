import { randomBytes } from '../../../src-main/engine/crypto/random'
import { openChannel } from '../../../src-main/engine/channel/open-channel'
import { flashPayTransaction } from '../../../src-main/engine/emv/flash-pay-transaction'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import { type MoneyHandlers, runWorkflow } from '../../../src-main/engine/workflow/run'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { TEST_NOW } from '../../support/issuer-world'
import type { MatrixWorld } from './matrix-world'

/** A purchase by flash pay at a terminal that has nothing to do with this installation, and uploads it at once. */
export async function payElsewhere({ card, issuer }: MatrixWorld, amount: number): Promise<void> {
  const terminal = terminalPreset('offline-only-pos')
  card.powerUp('contactless')
  const transmitted = { transceive: (command: Uint8Array) => Promise.resolve(card.transmit(command)) }
  const { outcome, transaction } = await runWorkflow(
    flashPayTransaction({
      terminal,
      interface: 'contactless',
      caKeys: () => testCaKeys(),
      request: { type: 'purchase', amount }
    }),
    { ...NOBODY, channel: openChannel(transmitted, 'T=1', undefined) }
  )
  card.powerDown()
  if (outcome !== 'approved-offline') throw new Error(`a purchase elsewhere ended ${outcome}`)
  const { terminalId, merchantId: merchant, currency } = terminal
  const origin = { terminal: terminalId, merchant, drawer: 'elsewhere', at: TEST_NOW }
  const id = `elsewhere-${transaction.atc ?? 0}`
  const chip = transaction.chipData()
  const reply = await issuer.host.exchange({ kind: 'advice', id, origin, amount, currency, chip })
  if (reply.kind !== 'answer' || reply.answer.arc !== '00')
    throw new Error('a purchase elsewhere was not taken by the issuer')
}

const NOBODY: Omit<MoneyHandlers, 'channel'> = {
  progress: () => undefined,
  now: () => TEST_NOW,
  random: randomBytes,
  online: () => Promise.resolve({ kind: 'no-answer', reason: 'unreachable' }),
  journal: () => Promise.resolve(),
  ask: () => Promise.resolve({ kind: 'cancelled' }),
  pinPad: () => Promise.resolve(undefined)
}
