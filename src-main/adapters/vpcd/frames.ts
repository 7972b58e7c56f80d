import { concat, uintBytes } from '../../engine/bytes/bytes'

/** One-byte messages of vpcd, the reader driver of vsmartcard (its README, "protocol"). */
export const CONTROL = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, getAtr: 0x04 } as const

const LENGTH_BYTES = 2

/** A message behind its length: 2 bytes, big-endian. Throws a fault beyond 65535 bytes. */
export function frame(message: Uint8Array): Uint8Array {
  return concat(uintBytes(message.length, LENGTH_BYTES), message)
}

/** Cuts a byte stream into messages, however it arrives. */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0)

  /** The messages that are complete with this chunk. */
  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = concat(this.#rest, chunk)
    const messages: Uint8Array[] = []
    let at = 0
    for (;;) {
      const [high, low] = bytes.subarray(at, at + LENGTH_BYTES)
      if (high === undefined || low === undefined) break
      const end = at + LENGTH_BYTES + high * 256 + low
      if (end > bytes.length) break
      messages.push(bytes.slice(at + LENGTH_BYTES, end))
      at = end
    }
    this.#rest = bytes.slice(at)
    return messages
  }
}
