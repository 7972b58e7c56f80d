import { equalBytes } from '../../bytes/bytes'
import { hex, toHex } from '../../bytes/hex'
import type { Authentication } from '../../offline-auth/authentication'
import { AuthenticationRun } from '../../offline-auth/authentication-run'
import type { CaKeyLookup } from '../../offline-auth/ca-key'
import type { CardData } from '../../offline-auth/card-data'
import { recoverIssuerKey } from '../../offline-auth/key-chain'
import type { OdaPublicKey } from '../../offline-auth/public-key'
import type { IssuerRsa, IssuerSm2 } from '../keys'

/** What the certification authority gave back: as it goes onto cards. */
export interface ReturnedCertificate {
  readonly rid: Uint8Array
  /** Tag 8F. */
  readonly caIndex: number
  /** Tags 90, 92 and 9F32. */
  readonly certificate: Uint8Array
  readonly remainder?: Uint8Array
  /** None with SM2. */
  readonly exponent?: Uint8Array
}

export type ImportedCertificate =
  /** Everything about the issuer's key but the key itself. */
  | { readonly kind: 'ok'; readonly issuer: Omit<IssuerRsa, 'signer'> }
  | { readonly kind: 'ok-sm2'; readonly issuer: Omit<IssuerSm2, 'signer'> }
  /** The certificate is not right, has expired, or is under a key that is not known: the steps say why. */
  | { readonly kind: 'not-verified'; readonly authentication: Authentication }
  /** A right certificate, but of somebody else's key or for another identifier. */
  | { readonly kind: 'other-key' }
  | { readonly kind: 'other-identifier' }

/**
 * Checks a returned certificate against the payment system's key and against what it was asked for: `publicKey` and
 * `identifier` (4 bytes, filled with F) are the issuer's own. `date`: YYMMDD. Never throws on what came back.
 */
export function importCertificate(
  returned: ReturnedCertificate,
  own: { readonly publicKey: OdaPublicKey; readonly identifier: Uint8Array },
  { caKeys, date }: { readonly caKeys: CaKeyLookup; readonly date: string }
): ImportedCertificate {
  const run = new AuthenticationRun()
  const key = recoverIssuerKey(run, cardWith(returned, own.identifier, caKeys, date))
  const authentication = run.end()
  const step = authentication.steps.find(({ name }) => name === 'issuer-certificate')
  const field = (name: 'issuer-identifier' | 'expiry'): Uint8Array | undefined =>
    step?.fields.find((candidate) => candidate.name === name)?.bytes
  const [identifier, expiry] = [field('issuer-identifier'), field('expiry')]
  if (step?.problem?.kind === 'issuer-identifier') return { kind: 'other-identifier' }
  if (key === undefined || identifier === undefined || expiry === undefined) {
    return { kind: 'not-verified', authentication }
  }
  if (!equalBytes(identifier, own.identifier)) return { kind: 'other-identifier' }
  if (!isSameKey(key, own.publicKey)) return { kind: 'other-key' }
  const mmyy = toHex(expiry)
  const { certificate, remainder } = returned
  const issuer = {
    ...{ caIndex: Uint8Array.of(returned.caIndex), certificate },
    expiry: `20${mmyy.slice(2)}-${mmyy.slice(0, 2)}`
  }
  if (key.algorithm === 'sm2') return { kind: 'ok-sm2', issuer }
  const { exponent } = key
  return { kind: 'ok', issuer: { ...issuer, publicKey: key, exponent, ...(remainder && { remainder }) } }
}

function isSameKey(left: OdaPublicKey, right: OdaPublicKey): boolean {
  if (left.algorithm === 'sm2') {
    return right.algorithm === 'sm2' && equalBytes(left.publicKey, right.publicKey)
  }
  return right.algorithm === 'rsa' && equalBytes(left.modulus, right.modulus)
}

/** A card of this issuer with nothing but the certificate on it. */
function cardWith(
  { rid, caIndex, certificate, remainder, exponent }: ReturnedCertificate,
  identifier: Uint8Array,
  caKeys: CaKeyLookup,
  date: string
): CardData {
  const pan = hex(toHex(identifier).replace(/F+$/, '').padEnd(16, '0'))
  const objects = new Map<number, Uint8Array>([
    [0x8f, Uint8Array.of(caIndex)],
    [0x90, certificate],
    [0x5a, pan]
  ])
  if (exponent !== undefined) objects.set(0x9f32, exponent)
  if (remainder !== undefined) objects.set(0x92, remainder)
  return {
    ...{ aid: rid, caKeys, date },
    objects: (tag) => objects.get(tag),
    staticData: { kind: 'ok', bytes: new Uint8Array(0) }
  }
}
