import type { Computation } from '../../../contract/personalization'
import { concat } from '../../bytes/bytes'
import { hex } from '../../bytes/hex'
import type { KeyRef } from '../../crypto/key-ref'
import type { Secret } from '../../crypto/secret'
import type { KeySet } from '../../cryptogram/key-set'
import { type Composition, encipher } from '../../key-operations/operation'
import { referencePin } from '../values/pin'
import type { Certified } from './certified'
import type { Preparation } from './preparation'
import type { DgiContent } from './prepared-card'

/** Algorithm byte at the end of issuer application data (JR/T 0025.5). */
const ALGORITHM = { rsa: '01', sm2: '04' } as const

/** Certificates and signatures over what the AFL of the DGI marks, made when they are first wanted. */
export type Certifier = (algorithm: 'rsa' | 'sm2') => Composition<Certified>

/** A computed value that may be seen; undefined where the card has none. Secrets are a fault here. */
export function* computedValue(
  preparation: Preparation,
  computation: Computation,
  certify: Certifier
): Composition<Uint8Array | undefined> {
  const { keys, profile, icc } = preparation
  const { keyIndex, cryptogramVersion, algorithms } = profile.issuer
  const first = algorithms === 'sm2' ? 'sm2' : 'rsa'
  switch (computation) {
    case 'ca-index':
      return keys[first]?.caIndex
    case 'issuer-certificate':
      return keys[first]?.certificate
    case 'issuer-remainder':
      return first === 'rsa' ? keys.rsa.remainder : undefined
    case 'issuer-exponent':
      return first === 'rsa' ? keys.rsa.exponent : undefined
    case 'icc-certificate':
      return (yield* certify(first)).certificate.certificate
    case 'icc-remainder':
      return (yield* certify(first)).certificate.remainder
    case 'icc-exponent':
      return first === 'rsa' ? icc?.exponent : undefined
    case 'static-signature':
      return (yield* certify(first)).staticSignature
    case 'issuer-data-contact':
      return issuerData(keyIndex, cryptogramVersion.contact, first)
    case 'issuer-data-flash':
      return issuerData(keyIndex, cryptogramVersion.flash, first)
    case 'sm2-ca-index':
      return keys.sm2?.caIndex
    case 'sm2-issuer-certificate':
      return keys.sm2?.certificate
    case 'sm2-icc-certificate':
      return (yield* certify('sm2')).certificate.certificate
    case 'sm2-static-signature':
      return (yield* certify('sm2')).staticSignature
    case 'sm2-issuer-data-contact':
      return issuerData(keyIndex, cryptogramVersion.contact, 'sm2')
    case 'sm2-issuer-data-flash':
      return issuerData(keyIndex, cryptogramVersion.flash, 'sm2')
    case 'application-key-checks':
      return yield* checkValues(preparation.cardKeys)
    case 'sm4-key-checks':
      return preparation.sm4Keys && (yield* checkValues(preparation.sm4Keys))
    default:
      throw new Error(`computedValue: ${computation} is a secret and stands alone in its DGI`)
  }
}

/** A computed value that must not be seen; undefined for a computation whose value may be, `absent` where there is none. */
export function* secretValue(
  preparation: Preparation,
  computation: Computation
): Composition<DgiContent | 'absent' | undefined> {
  const parts = preparation.icc?.parts
  const part = (secret: Secret | undefined): DgiContent | 'absent' =>
    secret === undefined ? 'absent' : { kind: 'secret', secret }
  switch (computation) {
    case 'application-keys':
      return yield* keysContent(preparation.cardKeys)
    case 'sm4-keys':
      return preparation.sm4Keys === undefined ? 'absent' : yield* keysContent(preparation.sm4Keys)
    case 'reference-pin': {
      const { pin } = preparation.applicant
      return pin === undefined ? 'absent' : { kind: 'secret', secret: referencePin(pin) }
    }
    case 'sm2-private-key':
      return part(preparation.sm2?.privateKey)
    case 'rsa-q-inverse':
      return part(parts?.qInv)
    case 'rsa-d-mod-q':
      return part(parts?.dQ)
    case 'rsa-d-mod-p':
      return part(parts?.dP)
    case 'rsa-q':
      return part(parts?.q)
    case 'rsa-p':
      return part(parts?.p)
    default:
      return undefined
  }
}

function* keysContent(set: KeySet): Composition<DgiContent> {
  return { kind: 'keys', keys: [set.ac, set.mac, set.enc], checks: yield* checkValues(set) }
}

function* checkValues({ ac, mac, enc }: KeySet): Composition<Uint8Array> {
  return concat(yield* checkValue(ac), yield* checkValue(mac), yield* checkValue(enc))
}

/** First 3 bytes of enciphered zeros. */
function* checkValue(key: KeyRef): Composition<Uint8Array> {
  const block = new Uint8Array(key.algorithm === '3des' ? 8 : 16)
  return (yield* encipher(key, 'ecb', block)).slice(0, 3)
}

/** 9F10 as a new card holds it: length, key index, version, verification results of nothing yet, algorithm. */
function issuerData(keyIndex: string, version: string, algorithm: keyof typeof ALGORITHM): Uint8Array {
  return hex(`07${keyIndex}${version}03000000${ALGORITHM[algorithm]}`)
}
