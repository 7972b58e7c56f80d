import { concat } from '../bytes/bytes'
import type { ExchangeContext } from '../trace/tapped-exchange'
import type { CardProtocol } from '../trace/trace'
import { Interruption } from '../workflow/interruption'
import type { CardChannel } from './card-channel'

/** An extended response is 65,536 bytes at most; more than this is a card that never ends. */
const MAX_RESPONSE_BYTES = 0x10000 + 2
/** A card that hands out single bytes would need this many GET RESPONSEs for one short response. */
const MAX_ROUNDS = 300

/**
 * Completes answers below the secure channel: `61xx` is fetched with GET RESPONSE and joined, `6Cxx` is asked again
 * once with the length that the card names (ISO/IEC 7816-4, 5.1.3 and 5.3.4; T=0: ISO/IEC 7816-3, 12.2), unless the
 * answer is wanted raw.
 * A card that keeps answering `61xx` ends in an `Interruption`, never in an endless loop.
 */
export function completingResponses(inner: CardChannel, protocol: CardProtocol): CardChannel {
  return {
    async transceive(command, context) {
      let answer = await inner.transceive(protocol === 'T=0' ? t0Form(command) : command, context)
      if (context?.raw === true) return answer
      if (sw1(answer) === 0x6c) {
        answer = await inner.transceive(withLe(command, sw2(answer)), context)
      }
      return sw1(answer) === 0x61 ? fetchRest(inner, command, answer, context) : answer
    }
  }
}

async function fetchRest(
  inner: CardChannel,
  command: Uint8Array,
  first: Uint8Array,
  context: ExchangeContext | undefined
): Promise<Uint8Array> {
  let collected = first.subarray(0, -2)
  let last = first
  for (let round = 0; sw1(last) === 0x61; round += 1) {
    if (round >= MAX_ROUNDS || collected.length > MAX_RESPONSE_BYTES) {
      throw new Interruption('endless-response', `no end after ${collected.length} bytes`)
    }
    const getResponse = Uint8Array.of(getResponseClass(command[0] ?? 0), 0xc0, 0x00, 0x00, sw2(last))
    last = await inner.transceive(getResponse, context)
    if (sw1(last) === 0x6c && last.length === 2) {
      last = await inner.transceive(withLe(getResponse, sw2(last)), context)
    }
    collected = concat(collected, last.subarray(0, -2))
  }
  return concat(collected, last.subarray(-2))
}

/** The logical channel of the command, without secure messaging, chaining or a proprietary class. */
function getResponseClass(cla: number): number {
  return (cla & 0x40) !== 0 && (cla & 0x80) === 0 ? 0x40 | (cla & 0x0f) : cla & 0x03
}

/** T=0 carries one length only: a case 1 command gets P3 = 00, a case 4 command goes without its Le. */
function t0Form(command: Uint8Array): Uint8Array {
  if (command.length === 4) return concat(command, Uint8Array.of(0))
  const lc = command[4] ?? 0
  return lc !== 0 && command.length === 6 + lc ? command.subarray(0, -1) : command
}

/** The same short command with another Le. */
function withLe(command: Uint8Array, le: number): Uint8Array {
  const lc = command[4] ?? 0
  if (command.length <= 5) return concat(command.subarray(0, 4), Uint8Array.of(le))
  return concat(command.subarray(0, 5 + lc), Uint8Array.of(le))
}

function sw1(answer: Uint8Array): number {
  return answer.at(-2) ?? 0
}

function sw2(answer: Uint8Array): number {
  return answer.at(-1) ?? 0
}
