import type { ExchangeContext, RawExchange, TappedExchange } from '../trace/tapped-exchange'
import type { CardProtocol } from '../trace/trace'
import type { CardChannel } from './card-channel'
import { completingResponses } from './get-response'

export interface ChannelTaps {
  /** Monotonic microseconds. */
  readonly clock: () => number
  readonly onExchange: (exchange: TappedExchange) => void
}

/**
 * The whole channel in its one fixed order: logical tap -> 61xx/6Cxx -> wire tap -> reader. Without taps nothing is
 * recorded. One command at a time, as a card has it.
 */
export function openChannel(reader: CardChannel, protocol: CardProtocol, taps?: ChannelTaps): CardChannel {
  if (taps === undefined) return completingResponses(reader, protocol)
  const { clock, onExchange } = taps
  let wire: RawExchange[] = []
  const inner = completingResponses(
    tapped(reader, clock, (exchange) => wire.push(exchange)),
    protocol
  )
  return tapped(inner, clock, (exchange, context) => {
    const carried = wire
    wire = []
    onExchange(
      context === undefined ? { ...exchange, wire: carried } : { ...exchange, context, wire: carried }
    )
  })
}

function tapped(
  inner: CardChannel,
  clock: () => number,
  record: (exchange: RawExchange, context: ExchangeContext | undefined) => void
): CardChannel {
  return {
    async transceive(command, context) {
      const at = clock()
      try {
        const response = await inner.transceive(command, context)
        record({ command, response, at, duration: clock() - at }, context)
        return response
      } catch (failure) {
        record({ command, failure, at, duration: clock() - at }, context)
        throw failure
      }
    }
  }
}
