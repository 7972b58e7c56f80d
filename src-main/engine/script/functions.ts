import { concat } from '../bytes/bytes'
import { uint, uintBytes } from '../bytes/bytes'
import { bcdDigits } from '../bytes/bcd'
import { toHex } from '../bytes/hex'
import { decodeCardText } from '../bytes/text'
import { sha1, sha256, sm3 } from '../crypto/hash'
import { tlv } from '../tlv/tlv'
import { asBytes, asNumber, asText, bytesValue, numberValue, textValue, type Value } from './value'
import type { Place } from './token'

interface ScriptFunction {
  readonly least: number
  readonly most: number
  readonly call: (args: readonly Value[], place: Place) => Value
}

const MOST_NUMBER_BYTES = 6

const of = (
  least: number,
  most: number,
  call: (args: readonly Value[], place: Place) => Value
): ScriptFunction => ({ least, most, call })

const bytesAt = (args: readonly Value[], at: number, place: Place): Uint8Array => asBytes(args[at], place)
const numberAt = (args: readonly Value[], at: number, place: Place, most: number): number =>
  asNumber(args[at], place, 0, most)

/** What scripts can compute. None needs a secret, and none reaches outside. */
export const FUNCTIONS: Readonly<Record<string, ScriptFunction>> = {
  length: of(1, 1, ([value], place) =>
    numberValue(value?.kind === 'text' ? value.text.length : asBytes(value, place).length)
  ),
  /** `slice(bytes, from)` or `slice(bytes, from, to)`: from 0, without the byte at `to`. */
  slice: of(2, 3, (args, place) => {
    const bytes = bytesAt(args, 0, place)
    const to = args.length > 2 ? numberAt(args, 2, place, bytes.length) : bytes.length
    return bytesValue(bytes.slice(numberAt(args, 1, place, to), to))
  }),
  hex: of(1, 1, (args, place) => textValue(toHex(bytesAt(args, 0, place)))),
  /** The number that bytes are, most significant first. */
  number: of(1, 1, (args, place) => {
    const bytes = bytesAt(args, 0, place)
    asNumber(numberValue(bytes.length), place, 0, MOST_NUMBER_BYTES)
    return numberValue(uint(bytes))
  }),
  /** The number that packed decimal digits are. */
  bcd: of(1, 1, (args, place) => {
    const bytes = bytesAt(args, 0, place)
    asNumber(numberValue(bytes.length), place, 0, MOST_NUMBER_BYTES)
    return numberValue(asNumber(numberValue(Number(bcdDigits(bytes) ?? Number.NaN)), place, 0, 1e12))
  }),
  /** `bytes(number, length)`: most significant first. */
  bytes: of(2, 2, (args, place) => {
    const length = numberAt(args, 1, place, MOST_NUMBER_BYTES)
    return bytesValue(uintBytes(numberAt(args, 0, place, 256 ** length - 1), length))
  }),
  ascii: of(1, 1, (args, place) => bytesValue(new TextEncoder().encode(asText(args[0], place)))),
  text: of(1, 1, (args, place) => textValue(decodeCardText(bytesAt(args, 0, place)).text)),
  tlv: of(2, 2, (args, place) =>
    bytesValue(tlv(asNumber(args[0], place, 1, 0xffffffff), bytesAt(args, 1, place)))
  ),
  sha1: of(1, 1, (args, place) => bytesValue(sha1(bytesAt(args, 0, place)))),
  sha256: of(1, 1, (args, place) => bytesValue(sha256(bytesAt(args, 0, place)))),
  sm3: of(1, 1, (args, place) => bytesValue(sm3(bytesAt(args, 0, place)))),
  xor: of(2, 2, (args, place) => {
    const [left, right] = [bytesAt(args, 0, place), bytesAt(args, 1, place)]
    asNumber(numberValue(right.length), place, left.length, left.length)
    return bytesValue(concat(left).map((byte, index) => byte ^ (right[index] ?? 0)))
  })
}
