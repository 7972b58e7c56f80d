import { equalInConstantTime } from '../crypto/constant-time'
import { type SecretKey } from '../crypto/key-ref'
import {
  cryptogramInput as inputOf,
  cryptogramOver,
  type TagLookup
} from './compositions/application-cryptogram'
import { type DerivationOption } from './compositions/card-key'
import { deriveCardKey, sessionKey } from './in-memory'
import { type CardNumber } from './key-set'
import { CRYPTOGRAM_PROFILES } from './profiles/all-profiles'
import { type CryptogramProfile, type ProfileId } from './profiles/profile'
import { runComposition } from '../key-operations/run-composition'

/** Which key was given: the issuer's, the card's, or that of the transaction. */
export type KeyKind = 'issuer' | 'card' | 'session'

/** A cryptogram and everything that it is said to come from. */
export interface Claim {
  readonly profile: CryptogramProfile
  readonly key: SecretKey
  readonly keyKind: KeyKind
  /** Needed with an issuer's key. */
  readonly card?: CardNumber
  readonly option: DerivationOption
  /** The data objects, 9F36 (ATC) and 9F37 (unpredictable number) among them. */
  readonly objects: TagLookup
  readonly ac: Uint8Array
}

/** The one change that makes the cryptogram right. `index` counts the bytes of a value from 1. */
export type Difference =
  | { readonly kind: 'psn'; readonly psn: string }
  | { readonly kind: 'option'; readonly option: DerivationOption }
  | { readonly kind: 'key'; readonly keyKind: KeyKind }
  | { readonly kind: 'profile'; readonly id: ProfileId }
  | { readonly kind: 'zeros'; readonly tag: number }
  | {
      readonly kind: 'byte'
      readonly tag: number
      readonly index: number
      readonly given: number
      readonly fits: number
    }

const ATC = 0x9f36
const UNPREDICTABLE_NUMBER = 0x9f37

/** Whether the cryptogram is right. False where data objects are missing or too short for the version. */
export function isRight(claim: Claim): boolean {
  const input = runComposition(inputOf(claim.profile, claim.objects))
  const key = transactionKey(claim)
  if (input.kind !== 'ok' || key === undefined) return false
  return equalInConstantTime(runComposition(cryptogramOver(claim.profile, key, input.block)), claim.ac)
}

/** The key of the transaction; undefined where something is missing that it comes from. */
function transactionKey({ profile, key, keyKind, card, option, objects }: Claim): SecretKey | undefined {
  if (keyKind === 'session') return key
  const atc = objects(ATC)
  const unpredictableNumber = objects(UNPREDICTABLE_NUMBER)
  if (atc?.length !== 2) return undefined
  if (profile.session === 'mchip-skd' && unpredictableNumber?.length !== 4) return undefined
  if (keyKind === 'issuer' && card === undefined) return undefined
  const cardKey = keyKind === 'issuer' && card !== undefined ? deriveCardKey(key, card, option) : key
  const transaction = { atc, ...(unpredictableNumber !== undefined && { unpredictableNumber }) }
  return sessionKey(profile.session, cardKey, transaction)
}

/**
 * The first single change with which the cryptogram would be right: of the PAN sequence number, the derivation, the
 * kind of key, the version, a value that was zeros, or one byte of a value. Undefined where there is none. The chance
 * of a wrong hint is less than one in 10^14. Takes some
 * hundred milliseconds where there is none.
 */
export function findDifference(claim: Claim): Difference | undefined {
  for (const { claim: changed, difference } of wholeChanges(claim)) {
    if (isRight(changed)) return difference
  }
  const key = transactionKey(claim)
  for (const field of claim.profile.fields) {
    const value = claim.objects(field.tag)
    if (value === undefined || key === undefined) continue
    // Most values do not change the key, and deriving it is the larger part of a trial.
    const tried: Claim = isKeyed(field.tag) ? claim : { ...claim, key, keyKind: 'session' }
    const from = field.part?.offset ?? 0
    const end = Math.min(value.length, from + (field.part?.length ?? value.length))
    for (let at = from; at < end; at += 1) {
      const difference = byteDifference(tried, field.tag, value, at)
      if (difference !== undefined) return difference
    }
  }
  return undefined
}

/** Whether keys of transactions come from the value. */
function isKeyed(tag: number): boolean {
  return tag === ATC || tag === UNPREDICTABLE_NUMBER
}

function* wholeChanges(claim: Claim): Generator<{ readonly claim: Claim; readonly difference: Difference }> {
  const { card } = claim
  if (claim.keyKind === 'issuer' && card !== undefined) {
    for (let number = 0; number <= 99; number += 1) {
      const psn = String(number).padStart(2, '0')
      if (psn !== card.psn) {
        yield { claim: { ...claim, card: { ...card, psn } }, difference: { kind: 'psn', psn } }
      }
    }
    const option = claim.option === 'A' ? 'B' : 'A'
    yield { claim: { ...claim, option }, difference: { kind: 'option', option } }
  }
  for (const keyKind of ['issuer', 'card', 'session'] as const) {
    if (keyKind !== claim.keyKind)
      yield { claim: { ...claim, keyKind }, difference: { kind: 'key', keyKind } }
  }
  for (const profile of CRYPTOGRAM_PROFILES) {
    if (profile.id !== claim.profile.id && profile.algorithm === claim.profile.algorithm) {
      yield { claim: { ...claim, profile }, difference: { kind: 'profile', id: profile.id } }
    }
  }
  for (const { tag, part } of claim.profile.fields) {
    const value = claim.objects(tag)
    if (value !== undefined && part === undefined) {
      const zeros = new Uint8Array(value.length)
      yield { claim: replaced(claim, tag, zeros), difference: { kind: 'zeros', tag } }
    }
  }
}

function byteDifference(claim: Claim, tag: number, value: Uint8Array, at: number): Difference | undefined {
  const given = value[at] ?? 0
  for (let fits = 0; fits <= 0xff; fits += 1) {
    if (fits === given) continue
    const changed = value.slice()
    changed[at] = fits
    if (isRight(replaced(claim, tag, changed))) return { kind: 'byte', tag, index: at + 1, given, fits }
  }
  return undefined
}

function replaced(claim: Claim, tag: number, value: Uint8Array): Claim {
  return { ...claim, objects: (wanted) => (wanted === tag ? value : claim.objects(wanted)) }
}
