import { parseHex, toHex } from '../engine/bytes/hex'
import { gpTexts as say } from '../texts/cli/gp'
import { usageFailure } from './usage-failure'

/** An AID as the contract has it: upper-case hex, 5 to 16 bytes. Throws `AppFailure`. */
export function aidOf(text: string): string {
  const read = parseHex(text)
  if (read.kind !== 'ok' || read.bytes.length < 5 || read.bytes.length > 16) {
    throw usageFailure(say.badAid(text))
  }
  return toHex(read.bytes)
}

/** A key version, in decimal or as `0x20`: 0 to 255. Throws `AppFailure`. */
export function keyVersionOf(text: string): number {
  const isNumber = /^(?:\d{1,3}|0x[0-9a-f]{1,2})$/i.test(text)
  if (!isNumber || Number(text) > 255) throw usageFailure(say.badKeyVersion(text))
  return Number(text)
}

/** Identifier of a key, in decimal or as `0x01`: 1 to 127. Throws `AppFailure`. */
export function keyIdOf(option: string, text: string): number {
  const isNumber = /^(?:\d{1,3}|0x[0-9a-f]{1,2})$/i.test(text)
  const value = Number(text)
  if (!isNumber || value < 1 || value > 127) throw usageFailure(say.badKeyId(option, text))
  return value
}

/** One byte in hex. Throws `AppFailure`. */
export function byteOf(option: string, text: string): number {
  if (!/^[0-9a-f]{1,2}$/i.test(text)) throw usageFailure(say.badByte(option, text))
  return Number.parseInt(text, 16)
}

/** One of the words that an option takes. Throws `AppFailure`. */
export function wordOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text.toLowerCase())
  if (found === undefined) throw usageFailure(say.notOneOf(option, text, words))
  return found
}

/** Bytes as the contract has them: upper-case hex. Throws `AppFailure`. */
export function hexOf(option: string, text: string): string {
  const read = parseHex(text)
  if (read.kind !== 'ok') throw usageFailure(say.badHex(option))
  return toHex(read.bytes)
}

/** Words with commas between them; `none` is none. */
export function listOf(text: string | undefined): string[] {
  if (text === undefined || text === 'none') return []
  return text.split(',').map((word) => word.trim())
}
