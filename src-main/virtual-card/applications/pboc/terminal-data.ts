import { decodeDol } from '../../../engine/tlv/dol'

/** What the terminal sent for a data object list. */
export interface TerminalData {
  /** The values one after the other, as they came. */
  readonly bytes: Uint8Array
  /** The value of one data object; undefined where the list does not ask for it. */
  value(tag: number): Uint8Array | undefined
}

/** Splits command data by the card's own list; undefined where the length is not what the list asks for. */
export function terminalData(dol: Uint8Array, bytes: Uint8Array): TerminalData | undefined {
  const { entries } = decodeDol(dol)
  if (bytes.length !== entries.reduce((sum, { length }) => sum + length, 0)) return undefined
  const values = new Map<number, Uint8Array>()
  let at = 0
  for (const { tag, length } of entries) {
    values.set(tag, bytes.slice(at, at + length))
    at += length
  }
  return { bytes, value: (tag) => values.get(tag) }
}
