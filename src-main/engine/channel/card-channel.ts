import type { ExchangeContext } from '../trace/tapped-exchange'

/**
 * The port between engine and card: command bytes in, response bytes with status word out. Rejects with an
 * `Interruption` when no answer can be had, with `NotRecorded` where a replayed trace does not hold the command.
 * Behaviour (GET RESPONSE, traces) is added by decorators.
 */
export interface CardChannel {
  transceive(command: Uint8Array, context?: ExchangeContext): Promise<Uint8Array>
}
