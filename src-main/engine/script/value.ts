import type { LocalText } from '../../texts/local-text'
import { scriptFaults, scriptKinds } from '../../texts/phrases/script'
import type { Place } from './token'

/** What a script computes with. Numbers are whole. */
export type Value =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'truth'; readonly truth: boolean }

/** Bytes of a value, and characters of a text, at most: an answer in full, with room around it. */
const MOST_SIZE = 0x20000

/** The script cannot go on at this place. */
export class ScriptFault extends Error {
  override readonly name = 'ScriptFault'
  constructor(
    readonly text: LocalText,
    readonly place: Place
  ) {
    super(text.en)
  }
}

export function bytesValue(bytes: Uint8Array): Value {
  return { kind: 'bytes', bytes }
}

export function numberValue(number: number): Value {
  return { kind: 'number', number }
}

export function textValue(text: string): Value {
  return { kind: 'text', text }
}

export function truthValue(truth: boolean): Value {
  return { kind: 'truth', truth }
}

export function asBytes(value: Value | undefined, place: Place): Uint8Array {
  if (value?.kind !== 'bytes') throw wrongKind('bytes', place)
  return value.bytes
}

/** A whole number within the limits; throws `ScriptFault` for another, NaN included. */
export function asNumber(value: Value | undefined, place: Place, least = -Infinity, most = Infinity): number {
  if (value?.kind !== 'number') throw wrongKind('number', place)
  const { number } = value
  if (!Number.isSafeInteger(number) || number < least || number > most) {
    const [low, high] = [Math.max(least, Number.MIN_SAFE_INTEGER), Math.min(most, Number.MAX_SAFE_INTEGER)]
    throw new ScriptFault(scriptFaults.range(low, high), place)
  }
  return number
}

export function asText(value: Value | undefined, place: Place): string {
  if (value?.kind !== 'text') throw wrongKind('text', place)
  return value.text
}

export function asTruth(value: Value | undefined, place: Place): boolean {
  if (value?.kind !== 'truth') throw wrongKind('truth', place)
  return value.truth
}

/** Throws `ScriptFault` where a value has become too large to go on with. */
export function withinSize(value: Value, place: Place): Value {
  const size = value.kind === 'bytes' ? value.bytes.length : value.kind === 'text' ? value.text.length : 0
  if (size > MOST_SIZE) throw new ScriptFault(scriptFaults.tooLarge(), place)
  return value
}

function wrongKind(kind: keyof typeof scriptKinds, place: Place): ScriptFault {
  const { en, zh } = scriptKinds[kind]
  return new ScriptFault({ en: scriptFaults.kind(en).en, zh: scriptFaults.kind(zh).zh }, place)
}
