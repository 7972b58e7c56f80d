import type { Problem } from './authentication'
import type { FieldReader } from './field-reader'
import type { Body } from './signature'

const DAC_LENGTH = 2
const CRYPTOGRAM_LENGTH = 8
/** Tag 9F4C (EMV Book 2, 6.5.1). */
const SHORTEST_NUMBER = 2
const LONGEST_NUMBER = 8

/** Reads the data authentication code (9F45) of a static signature; `room` bytes are there. */
export function readStaticBody(reader: FieldReader, room: number): Body<Uint8Array> {
  const value = reader.take('dac', Math.min(DAC_LENGTH, room))
  return value.length < DAC_LENGTH ? { value, problem: { kind: 'signed-data', length: room } } : { value }
}

/**
 * Reads the ICC dynamic data of a dynamic signature (EMV Book 2, 6.5.1): its length, then the length of the dynamic
 * number and the number. A number that is none (its length is not 2 to 8) is left undefined, which the specification
 * does not forbid.
 */
export function readDynamicBody(reader: FieldReader, room: number): Body<Uint8Array | undefined> {
  const { length, problem } = readLength(reader, room)
  const { number, rest } = readNumber(reader, length)
  reader.take('dynamic-rest', rest)
  return { value: number, ...(problem !== undefined && { problem }) }
}

export interface CombinedBody {
  readonly number: Uint8Array
  readonly cid: number
  readonly cryptogram: Uint8Array
  readonly transactionHash: Uint8Array
}

/**
 * Reads the ICC dynamic data of a combined signature (EMV Book 2, 6.6.1): dynamic number, cryptogram information data,
 * application cryptogram 8, hash of the transaction data (`hashLength` 20 with SHA-1, 32 with SM3).
 */
export function readCombinedBody(
  hashLength: number
): (reader: FieldReader, room: number) => Body<CombinedBody> {
  return (reader, room) => {
    const { length, problem } = readLength(reader, room)
    const { number, rest } = readNumber(reader, length)
    const needed = 1 + CRYPTOGRAM_LENGTH + hashLength
    if (number === undefined || rest < needed) {
      reader.take('dynamic-rest', rest)
      const nothing = new Uint8Array(0)
      return {
        value: { number: nothing, cid: 0, cryptogram: nothing, transactionHash: nothing },
        problem: problem ?? { kind: 'signed-data', length }
      }
    }
    const cid = reader.byte('cid')
    const cryptogram = reader.take('cryptogram', CRYPTOGRAM_LENGTH)
    const transactionHash = reader.take('transaction-hash', hashLength)
    reader.take('dynamic-rest', rest - needed)
    return {
      value: { number, cid, cryptogram, transactionHash },
      ...(problem !== undefined && { problem })
    }
  }
}

/** The dynamic data's length: what it says, or what there is where it says more. */
function readLength(reader: FieldReader, room: number): { length: number; problem?: Problem } {
  if (room < 1) return { length: 0, problem: { kind: 'signed-data', length: room } }
  const said = reader.byte('dynamic-length')
  if (said <= room - 1) return { length: said }
  return { length: room - 1, problem: { kind: 'signed-data', length: said } }
}

/** The dynamic number at the front of `length` bytes, and how many bytes are behind it. */
function readNumber(reader: FieldReader, length: number): { number?: Uint8Array; rest: number } {
  if (length < 1) return { rest: 0 }
  const numberLength = reader.byte('dynamic-number-length')
  const rest = length - 1
  if (numberLength < SHORTEST_NUMBER || numberLength > LONGEST_NUMBER || numberLength > rest) return { rest }
  return { number: reader.take('dynamic-number', numberLength), rest: rest - numberLength }
}
