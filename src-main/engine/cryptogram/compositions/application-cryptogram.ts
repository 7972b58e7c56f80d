import { concat } from '../../bytes/bytes'
import { type KeyRef } from '../../crypto/key-ref'
import { type Transaction } from '../key-set'
import { type Composition, macOf, note } from '../../key-operations/operation'
import { type CryptogramProfile, type InputField } from '../profiles/profile'
import { paddedFor } from './pad'
import { sessionKey } from './session-key'

/** The value of a data object, without tag and length; undefined where there is none. */
export type TagLookup = (tag: number) => Uint8Array | undefined

/** The bytes that a cryptogram covers, or why they cannot be put together. */
export type CryptogramInput =
  | { readonly kind: 'ok'; readonly block: Uint8Array }
  | { readonly kind: 'missing'; readonly tag: number }
  /** `expected` is the least that the value must have where only a part of it is used. */
  | { readonly kind: 'length'; readonly tag: number; readonly expected: number; readonly actual: number }

/** Puts together what the version covers, in its order. Never throws: the values come from cards and terminals. */
export function* cryptogramInput(
  profile: CryptogramProfile,
  lookup: TagLookup
): Composition<CryptogramInput> {
  const fields: { readonly tag: number; readonly bytes: Uint8Array }[] = []
  for (const field of profile.fields) {
    const value = lookup(field.tag)
    if (value === undefined) return { kind: 'missing', tag: field.tag }
    const bytes = partOf(field, value)
    if (bytes === undefined) {
      const expected = field.length ?? (field.part?.offset ?? 0) + (field.part?.length ?? 0)
      return { kind: 'length', tag: field.tag, expected, actual: value.length }
    }
    fields.push({ tag: field.tag, bytes })
  }
  const block = concat(...fields.map(({ bytes }) => bytes))
  yield note(() => ({
    name: 'cryptogram-input',
    section: profile.section,
    inputs: fields,
    result: { name: 'input', bytes: block }
  }))
  return { kind: 'ok', block }
}

function partOf({ length, part }: InputField, value: Uint8Array): Uint8Array | undefined {
  if (length !== undefined && value.length !== length) return undefined
  if (part === undefined) return value
  const end = part.offset + part.length
  return value.length < end ? undefined : value.subarray(part.offset, end)
}

/**
 * The application cryptogram (ARQC, TC or AAC, 9F26) of 8 bytes over `input` (what `cryptogramInput` put together),
 * out of the card's AC key. Faults as `sessionKey`.
 */
export function* applicationCryptogram(
  profile: CryptogramProfile,
  cardKey: KeyRef,
  input: Uint8Array,
  transaction: Transaction
): Composition<Uint8Array> {
  const key = yield* sessionKey(profile.session, cardKey, transaction)
  return yield* cryptogramOver(profile, key, input)
}

/** The same with the key of the transaction itself. */
export function* cryptogramOver(
  { padding, section }: Pick<CryptogramProfile, 'padding' | 'section'>,
  key: KeyRef,
  input: Uint8Array
): Composition<Uint8Array> {
  const padded = paddedFor(key, padding, input)
  const mac = yield* macOf(key, padded)
  const ac = mac.slice(0, 8)
  yield note(() => ({
    name: 'application-cryptogram',
    section,
    inputs: [{ name: 'session-key', key }],
    block: input,
    padded,
    result: { name: 'ac', bytes: ac }
  }))
  return ac
}
