import type { VirtualCard } from '../../../virtual-card/virtual-card'

/** What the firmware of a reader works with. */
export interface ReaderHardware {
  /** The card in the field, if there is one. */
  readonly card: VirtualCard | undefined
  /** Antenna on or off. */
  setField(on: boolean): void
  /** Sends to the card; rejects with `ReaderError`. */
  exchange(command: Uint8Array): Promise<Uint8Array>
}

/** What a reader answers itself. */
export interface ReaderFirmware {
  /** Id of the profile of the family that it stands in for; none where it is a plain virtual reader. */
  readonly family?: string
  /** Longest command that the reader passes on, in bytes. */
  readonly maxCommand: number
  /** A command of class FF, which never reaches the card. */
  pseudoApdu(command: Uint8Array, reader: ReaderHardware): Promise<Uint8Array>
  /** SCardControl; undefined for a code that the reader does not know. */
  control(code: number, input: Uint8Array, reader: ReaderHardware): Promise<Uint8Array | undefined>
}
