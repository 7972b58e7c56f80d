import type { VirtualReader } from '../virtual-reader'

/** What a reader answers itself. */
export interface ReaderFirmware {
  /** Longest command that the reader passes on, in bytes. */
  readonly maxCommand: number
  /** A command of class FF, which never reaches the card. */
  pseudoApdu(command: Uint8Array, reader: VirtualReader): Uint8Array | Promise<Uint8Array>
  /** SCardControl; undefined for a code that the reader does not know. */
  control(code: number, input: Uint8Array, reader: VirtualReader): Uint8Array | undefined
}
