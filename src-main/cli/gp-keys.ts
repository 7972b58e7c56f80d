import type { KeySource } from '../contract/chip'
import { parseHex } from '../engine/bytes/hex'
import { isKeyLength, secretKey, type SecretKey } from '../engine/crypto/key-ref'
import type { StaticKeys } from '../engine/secure-channel/session'
import { gpTexts as say } from '../texts/cli/gp'
import { PinLines } from './pin-lines'
import { usageFailure } from './usage-failure'

/** Keys as options name them: one or three of the vault, or lines of a descriptor. */
export interface KeyNames {
  readonly one?: string | undefined
  readonly enc?: string | undefined
  readonly mac?: string | undefined
  readonly dek?: string | undefined
  /** File descriptor with keys in hex. */
  readonly fd?: string | undefined
}

/** What keys of secure channels are for. */
export type KeyCipher = '3des' | 'aes'

/** Undefined where no option names any. Throws `AppFailure` where they name keys in several ways or not all three. */
export function keysOf(
  { one, enc, mac, dek, fd }: KeyNames,
  algorithm: KeyCipher,
  options: string
): KeySource | StaticKeys | undefined {
  const some = [enc, mac, dek].some((name) => name !== undefined)
  const ways = [one !== undefined, some, fd !== undefined].filter(Boolean).length
  if (ways === 0) return undefined
  if (ways > 1) throw usageFailure(say.oneWay(options))
  if (fd !== undefined) return keysFromLines(new PinLines(fd), algorithm)
  if (one !== undefined) return { kind: 'one', key: one }
  if (enc === undefined || mac === undefined || dek === undefined) throw usageFailure(say.oneWay(options))
  return { kind: 'three', enc, mac, dek }
}

/** Names of vault keys; none where they came from a descriptor. */
export function namesIn(keys: KeySource | StaticKeys): readonly string[] {
  if (!('kind' in keys)) return []
  return keys.kind === 'one' ? [keys.key] : [keys.enc, keys.mac, keys.dek]
}

/** One key that stands for all three, or ENC, MAC and DEK. Throws `AppFailure`. */
function keysFromLines(lines: PinLines, algorithm: KeyCipher): StaticKeys {
  const keys: SecretKey[] = []
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line.trim() !== '') keys.push(keyInLine(line, algorithm))
  }
  const [enc, mac, dek, tooMany] = keys
  if (enc !== undefined && mac === undefined) return { enc, mac: enc, dek: enc }
  if (enc === undefined || mac === undefined || dek === undefined || tooMany !== undefined) {
    throw usageFailure(say.badKeyLines)
  }
  return { enc, mac, dek }
}

function keyInLine(line: string, algorithm: KeyCipher): SecretKey {
  const read = parseHex(line)
  if (read.kind !== 'ok') throw usageFailure(say.badKeyLines)
  const { bytes } = read
  // Nobody else keeps 32 bytes under triple DES, and 8 bytes are no key of a secure channel.
  const fits = bytes.length >= 16 && isKeyLength(algorithm, bytes.length)
  try {
    if (!fits) throw usageFailure(say.badKeyLines)
    return secretKey(algorithm, bytes)
  } finally {
    bytes.fill(0)
  }
}
