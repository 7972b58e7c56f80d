/** A packet of a capture file. */
export interface CapturedPacket {
  /** Microseconds since 1970. */
  readonly time: number
  readonly link: number
  readonly data: Uint8Array
  readonly comment?: string
}

/** What a capture file holds as far as it is whole. */
export interface Capture {
  readonly packets: readonly CapturedPacket[]
  /** The interface's name and what is said of it, where the format has these. */
  readonly name?: string
  readonly description?: string
  /** The file ends in the middle of a packet or block. */
  readonly cut: boolean
}
