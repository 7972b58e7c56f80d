import { uint } from '../../bytes/bytes'
import { type RsaPublicKey, rsaPublicOperation } from '../../crypto/rsa'
import type { Field, Problem } from '../authentication'

export type Recovered =
  | { readonly kind: 'ok'; readonly block: Uint8Array }
  | { readonly kind: 'bad'; readonly problem: Problem; readonly fields: readonly Field[] }

/** Public exponents of EMV (Book 2, Annex B2.1). */
const EXPONENTS: ReadonlySet<number> = new Set([3, 65_537])
const LONGEST_EXPONENT = 3

/**
 * Applies the public key to a certificate or signature (EMV Book 2, A2.1.3): first its length, which is the modulus's
 * and at least that of the fields it must hold, then the block.
 */
export function recover(under: RsaPublicKey, tag: number, signed: Uint8Array, least: number): Recovered {
  const bad = (problem: Problem): Recovered => ({
    kind: 'bad',
    problem,
    fields: signed.length === 0 ? [] : [{ name: 'unreadable', offset: 0, bytes: signed }]
  })
  const expected = under.modulus.length
  if (signed.length !== expected) return bad({ kind: 'length', tag, expected, found: signed.length })
  if (expected < least) return bad({ kind: 'too-short', tag, least, found: expected })
  const block = isUsableRsaKey(under) ? rsaPublicOperation(under, signed) : undefined
  return block === undefined ? bad({ kind: 'unusable-key' }) : { kind: 'ok', block }
}

/** Whether a key has one of EMV's exponents and an odd modulus without leading zeros. */
export function isUsableRsaKey({ modulus, exponent }: RsaPublicKey): boolean {
  return (
    exponent.length <= LONGEST_EXPONENT &&
    EXPONENTS.has(uint(exponent)) &&
    (modulus[0] ?? 0) !== 0 &&
    ((modulus.at(-1) ?? 0) & 1) === 1
  )
}
