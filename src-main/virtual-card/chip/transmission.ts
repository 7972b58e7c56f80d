import { parseCommandApdu, type CommandApdu } from '../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../engine/apdu/response-apdu'
import { concat, equalBytes, uintBytes } from '../../engine/bytes/bytes'
import { SW, answer, status } from '../os/status-words'

const GET_RESPONSE = 0xc0
/** Class byte without its channel bits. */
const CHANNEL = 0x03

type Process = (command: CommandApdu) => ResponseApdu

/**
 * How the chip hands out what a command produced (ISO/IEC 7816-3, 12.2; 7816-4, 5.3.4). With T=0 the answer to a command
 * that also carries data waits for GET RESPONSE (61xx), and a wrong Le is corrected by 6Cxx, upon which the same
 * command with the right Le fetches the answer without being performed again. With T=1 the answer goes out directly;
 * one that does not fit Le is corrected by 6Cxx, one that was not asked for waits for GET RESPONSE.
 */
export class Transmission {
  #waiting: { readonly response: ResponseApdu; readonly repeatedBy?: Uint8Array } | undefined

  constructor(private readonly protocol: 'T=0' | 'T=1') {}

  /** Command bytes to response bytes. Extended lengths and malformed commands are answered 6700. */
  exchange(bytes: Uint8Array, process: Process): Uint8Array {
    const parsed = parseCommandApdu(bytes)
    if (parsed.kind !== 'ok' || parsed.extended) {
      this.#waiting = undefined
      return encode(status(SW.wrongLength))
    }
    return encode(this.#answer(parsed.apdu, process))
  }

  #answer(command: CommandApdu, process: Process): ResponseApdu {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (command.ins === GET_RESPONSE && (command.cla & ~CHANNEL) === 0)
      return this.#getResponse(command, waiting)
    const repeated = waiting?.repeatedBy && equalBytes(waiting.repeatedBy, headerOf(command))
    const response = repeated ? waiting.response : process(command)
    return this.#handOut(command, response)
  }

  #handOut(command: CommandApdu, response: ResponseApdu): ResponseApdu {
    const length = response.data.length
    if (length === 0) return response
    const noLe = command.ne === 0
    const wrongLe = this.protocol === 'T=0' ? command.ne !== length : command.ne < length
    if (this.protocol === 'T=0' ? command.data.length > 0 : noLe) {
      this.#waiting = { response }
      return status(0x6100 | (length & 0xff))
    }
    if (wrongLe) {
      this.#waiting = { response, repeatedBy: headerOf(command) }
      return status(0x6c00 | (length & 0xff))
    }
    return response
  }

  #getResponse(command: CommandApdu, waiting: { readonly response: ResponseApdu } | undefined): ResponseApdu {
    if (waiting === undefined) return status(SW.conditionsNotSatisfied)
    const { data, sw } = waiting.response
    const enough = this.protocol === 'T=1' && command.ne >= data.length
    if (command.ne === data.length || enough) return waiting.response
    if (command.ne > data.length || command.ne === 0) {
      this.#waiting = waiting
      return status(0x6c00 | (data.length & 0xff))
    }
    const rest = data.subarray(command.ne)
    this.#waiting = { response: { data: rest, sw } }
    return answer(data.subarray(0, command.ne), 0x6100 | (rest.length & 0xff))
  }
}

function headerOf({ cla, ins, p1, p2 }: CommandApdu): Uint8Array {
  return Uint8Array.of(cla, ins, p1, p2)
}

function encode({ data, sw }: ResponseApdu): Uint8Array {
  return concat(data, uintBytes(sw, 2))
}
