import { encodeCommandApdu, type CommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import type { ChannelRequest } from '../../../src-main/engine/globalplatform/open-outcome'
import { openSecureChannel } from '../../../src-main/engine/globalplatform/open-secure-channel'
import type { SecureChannel } from '../../../src-main/engine/globalplatform/secure-channel'
import type { StaticKeys } from '../../../src-main/engine/secure-channel/session'
import type { JournalWrite } from '../../../src-main/engine/workflow/journal'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { runWorkflow } from '../../../src-main/engine/workflow/run'
import type { ProgressStep, Workflow } from '../../../src-main/engine/workflow/workflow'

export const FACTORY = hex('404142434445464748494A4B4C4D4E4F')

export function sameKeys(algorithm: '3des' | 'aes', key: Uint8Array = FACTORY): StaticKeys {
  const ref = secretKey(algorithm, key)
  return { enc: ref, mac: ref, dek: ref }
}

export const NO_FAILURES = { failedAttempts: 0, confirmed: false } as const

export function request(more: Partial<ChannelRequest> = {}): ChannelRequest {
  return { keys: sameKeys('3des'), diversification: 'none', level: 1, guard: NO_FAILURES, ...more }
}

/** What ran over a bench: everything that was sent, told and written. */
export interface Bench {
  readonly sent: string[]
  readonly steps: ProgressStep[]
  readonly journal: JournalWrite[]
  /** Times that a workflow said that there is no way back. */
  committed: number
  run<T>(workflow: Workflow<T>): Promise<T>
}

/** A runner for workflows over whatever answers: hex to hex. `tearAt`: the card is pulled at that command. */
export function bench(
  answer: (command: string) => string,
  options: { readonly hostChallenge?: Uint8Array; readonly tearAt?: number } = {}
): Bench {
  const { hostChallenge, tearAt } = options
  const own: Bench = {
    ...{ sent: [], steps: [], journal: [], committed: 0 },
    run: (workflow) =>
      runWorkflow(workflow, {
        channel: {
          transceive: (command) => {
            own.sent.push(toHex(command))
            if (own.sent.length === tearAt) return Promise.reject(new Interruption('card-removed'))
            return Promise.resolve(hex(answer(toHex(command))))
          }
        },
        progress: (step) => own.steps.push(step),
        now: () => 0,
        random: (length) => hostChallenge ?? new Uint8Array(length).fill(0x42),
        online: () => Promise.reject(new Error('no issuer here')),
        journal: (write) => {
          own.journal.push(write)
          return Promise.resolve()
        },
        ask: () => Promise.reject(new Error('nobody here')),
        pinPad: () => Promise.resolve(undefined),
        committed: () => {
          own.committed += 1
        }
      })
  }
  return own
}

/** An open channel; a fault where it does not open. */
export async function opened(own: Bench, more: Partial<ChannelRequest> = {}): Promise<SecureChannel> {
  const outcome = await own.run(openSecureChannel(request(more)))
  if (outcome.kind !== 'open') throw new Error(outcome.kind)
  return outcome.channel
}

/** A command's bytes as hex. */
export function wire(apdu: CommandApdu): string {
  return toHex(encodeCommandApdu(apdu))
}
