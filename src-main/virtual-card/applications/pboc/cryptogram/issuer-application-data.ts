import { bcdBytes } from '../../../../engine/bytes/bcd'
import { concat } from '../../../../engine/bytes/bytes'
import { issuerDataMac, type SecretKeySet } from '../../../../engine/cryptogram/in-memory'

/** Bytes of key index, version, results and algorithm together. */
const FIXED_LENGTH = 0x07
const RESULTS_LENGTH = 0x03
/** Key index and version. */
const VERSION_LENGTH = 2
const TRIPLE_DES = 0x01
/** Issuer discretionary data: e-cash balance, its low 10 digits. */
const BALANCE_ID = 0x01
const BALANCE_BYTES = 5

/**
 * Issuer application data (9F10): 8 bytes, and for a card with e-cash 11 more that prove its balance (JR/T 0025.5 and
 * 0025.13). `version`: key index, cryptogram version and, but for triple DES, algorithm. `results`: 3 bytes. `balance`: minor units.
 */
export function issuerApplicationData(
  keys: SecretKeySet,
  facts: {
    readonly version: Uint8Array
    readonly results: Uint8Array
    readonly atc: Uint8Array
    readonly balance: number | undefined
  }
): Uint8Array {
  const { results, atc, balance } = facts
  const version = facts.version.subarray(0, VERSION_LENGTH)
  const algorithm = facts.version[VERSION_LENGTH] ?? TRIPLE_DES
  const fixed = concat(
    Uint8Array.of(FIXED_LENGTH),
    version,
    Uint8Array.of(RESULTS_LENGTH),
    results,
    Uint8Array.of(algorithm)
  )
  if (balance === undefined) return fixed
  const shown = bcdBytes(balance % 10 ** (2 * BALANCE_BYTES), BALANCE_BYTES)
  // The MAC covers the balance filled to a block with the counter (JR/T 0025.13).
  const mac = issuerDataMac(keys.mac, { atc, data: concat(shown, Uint8Array.of(0x00)) })
  const data = concat(Uint8Array.of(BALANCE_ID), shown, mac)
  return concat(fixed, Uint8Array.of(data.length), data)
}
