import { concat, uint, uintBytes } from '../bytes/bytes'
import { parseHex, toHex } from '../bytes/hex'
import { equalInConstantTime } from '../crypto/constant-time'
import { type KeyRef, keyLength } from '../crypto/key-ref'
import { Secret } from '../crypto/secret'
import { type Composition, decipher, encipher, macBy } from '../key-operations/operation'
import { type KeyBlockHeader, type KeyBlockVersion, readHeader, writeHeader } from './key-block-header'
import { type ProtectingKeys, protectingKeys } from './protecting-keys'

/** How a version is built: bytes of its MAC and of a block, and whether the MAC covers the key before encipherment. */
const FORMS = {
  A: { mac: 4, block: 8, overPlain: false },
  B: { mac: 8, block: 8, overPlain: true },
  C: { mac: 4, block: 8, overPlain: false },
  D: { mac: 16, block: 16, overPlain: true }
} as const satisfies Record<KeyBlockVersion, unknown>

/** Why a key block is not taken. */
export type KeyBlockProblem =
  /** The characters are no key block. */
  | 'malformed'
  /** The protecting key is not one for this version: triple DES of 16 or 24 bytes, AES for version D. */
  | 'protecting-key-unfit'
  /** Altered, or protected by another key. */
  | 'not-authentic'

export type KeyBlockOutcome =
  | { readonly kind: 'ok'; readonly header: KeyBlockHeader; readonly key: Secret }
  | { readonly kind: 'refused'; readonly problem: KeyBlockProblem }

/** The key in a key block (ANSI X9.143, TR-31:2018; versions A, B, C and D) under the key block protection key. */
export function* unwrapKeyBlock(protection: KeyRef, block: string): Composition<KeyBlockOutcome> {
  const read = readHeader(block)
  if (read?.blockLength !== block.length) return refused('malformed')
  const { header, headerLength } = read
  const { version } = header
  const form = FORMS[version]
  if (headerLength % form.block !== 0) return refused('malformed')
  const body = parseHex(block.slice(headerLength))
  if (body.kind !== 'ok' || body.bytes.length < form.block + form.mac) return refused('malformed')
  if ((body.bytes.length - form.mac) % form.block !== 0) return refused('malformed')
  if (!fits(version, protection)) return refused('protecting-key-unfit')
  const ciphered = body.bytes.slice(0, -form.mac)
  const mac = body.bytes.slice(-form.mac)
  const text = ascii(block.slice(0, headerLength))
  const keys = yield* protectingKeys(version, protection)
  if (!form.overPlain) {
    const expected = yield* macOver(version, keys, concat(text, ciphered))
    if (!equalInConstantTime(mac, expected)) return refused('not-authentic')
  }
  const iv = form.overPlain ? mac : text.slice(0, form.block)
  const plain = yield* decipher(keys.enciphering, 'cbc', ciphered, iv)
  try {
    if (form.overPlain) {
      const expected = yield* macOver(version, keys, concat(text, plain))
      if (!equalInConstantTime(mac, expected)) return refused('not-authentic')
    }
    const bits = uint(plain.subarray(0, 2))
    if (bits % 8 !== 0 || bits === 0 || bits / 8 > plain.length - 2) return refused('malformed')
    return { kind: 'ok', header, key: new Secret(plain.subarray(2, 2 + bits / 8)) }
  } finally {
    plain.fill(0)
  }
}

/**
 * The key in a key block. `random` gives what fills the last block; `padTo` hides how long the key is: that many bytes
 * of key at least. A fault where the protecting key does not fit the version.
 */
export function* wrapKeyBlock(
  protection: KeyRef,
  header: KeyBlockHeader,
  key: Secret,
  random: (length: number) => Uint8Array,
  padTo = 0
): Composition<string> {
  const { version } = header
  if (!fits(version, protection)) throw new Error('protection: not a key for this version')
  const form = FORMS[version]
  const length = Math.ceil((2 + Math.max(key.length, padTo)) / form.block) * form.block
  const padding = random(length - 2 - key.length)
  const plain = key.use((bytes) => concat(uintBytes(key.length * 8, 2), bytes, padding))
  const headerLength = writeHeader(header, 0).length
  const text = writeHeader(header, headerLength + 2 * (length + form.mac))
  if (text.length % form.block !== 0) throw new Error('header: not whole blocks')
  const keys = yield* protectingKeys(version, protection)
  try {
    if (form.overPlain) {
      const mac = yield* macOver(version, keys, concat(ascii(text), plain))
      const ciphered = yield* encipher(keys.enciphering, 'cbc', plain, mac)
      return text + toHex(ciphered) + toHex(mac)
    }
    const ciphered = yield* encipher(keys.enciphering, 'cbc', plain, ascii(text).slice(0, form.block))
    return text + toHex(ciphered) + toHex(yield* macOver(version, keys, concat(ascii(text), ciphered)))
  } finally {
    plain.fill(0)
  }
}

/** Whether the key can protect blocks of the version. */
export function fits(version: KeyBlockVersion, protection: KeyRef): boolean {
  return version === 'D'
    ? protection.algorithm === 'aes'
    : protection.algorithm === '3des' && keyLength(protection) >= 16
}

function* macOver(
  version: KeyBlockVersion,
  { authenticating }: ProtectingKeys,
  data: Uint8Array
): Composition<Uint8Array> {
  const { mac, overPlain } = FORMS[version]
  return (yield* macBy(overPlain ? 'cmac' : 'cbc', authenticating, data)).slice(0, mac)
}

function refused(problem: KeyBlockProblem): KeyBlockOutcome {
  return { kind: 'refused', problem }
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
