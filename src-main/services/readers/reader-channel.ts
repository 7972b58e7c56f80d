import type { CardChannel } from '../../engine/channel/card-channel'
import { Interruption, NotRecorded, type InterruptionReason } from '../../engine/workflow/interruption'
import { ReaderError, type ReaderErrorCode } from './reader-driver'

const reasons: Record<Exclude<ReaderErrorCode, 'not-recorded'>, InterruptionReason> = {
  'no-service': 'service-lost',
  'no-reader': 'reader-removed',
  'no-card': 'card-removed',
  'card-removed': 'card-removed',
  'card-reset': 'card-reset',
  'card-mute': 'card-mute',
  'sharing-violation': 'sharing-violation',
  'protocol-mismatch': 'transport-error',
  'no-permission': 'service-lost',
  unsupported: 'transport-error',
  timeout: 'card-mute',
  transport: 'transport-error'
}

/** An error of the reader as what a workflow sees; anything else is a fault and is thrown on. */
export function channelFailure(error: unknown): Interruption | NotRecorded {
  if (error instanceof Interruption || error instanceof NotRecorded) return error
  if (!(error instanceof ReaderError)) throw error
  if (error.code === 'not-recorded') return new NotRecorded(error.message, { cause: error })
  return new Interruption(reasons[error.code], error.message, { cause: error })
}

// After these the card that was there is not there any more, or not in the state it was in.
const final: ReadonlySet<InterruptionReason> = new Set([
  'card-removed',
  'reader-removed',
  'service-lost',
  'card-reset',
  'card-mute'
])

/**
 * The channel next to the reader. Errors become interruptions; a card or reader that is gone stays gone: nothing
 * more is sent. A command that is not answered within `answerLimitMs` ends as `card-mute`.
 */
export class ReaderChannel implements CardChannel {
  readonly #transmit: (command: Uint8Array) => Promise<Uint8Array>
  readonly #answerLimitMs: number
  #ended: Interruption | undefined
  #hanging = false

  constructor(transmit: (command: Uint8Array) => Promise<Uint8Array>, answerLimitMs: number) {
    this.#transmit = transmit
    this.#answerLimitMs = answerLimitMs
  }

  /** Whether a command is on its way that nobody waits for any more. */
  get hanging(): boolean {
    return this.#hanging
  }

  /** Sends nothing more; every call from now on rejects with this, unless an earlier end was final. */
  end(interruption: Interruption): void {
    this.#ended ??= interruption
  }

  /** The card was reset on purpose, and can be spoken to again. */
  revive(): void {
    if (!this.#hanging) this.#ended = undefined
  }

  transceive(command: Uint8Array): Promise<Uint8Array> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      const fail = (failure: Interruption | NotRecorded): void => {
        if (failure instanceof Interruption && final.has(failure.reason)) this.end(failure)
        reject(failure)
      }
      const timer = setTimeout(() => {
        this.#hanging = true
        fail(new Interruption('card-mute', `no answer within ${this.#answerLimitMs} ms`))
      }, this.#answerLimitMs)
      this.#transmit(command).then(
        (response) => {
          clearTimeout(timer)
          this.#hanging = false
          resolve(response)
        },
        (error: unknown) => {
          clearTimeout(timer)
          this.#hanging = false
          try {
            fail(channelFailure(error))
          } catch (fault) {
            reject(fault instanceof Error ? fault : new Error(String(fault)))
          }
        }
      )
    })
  }
}
