import type { Computation } from '../../../contract/personalization'
import { concat } from '../../bytes/bytes'
import { hex } from '../../bytes/hex'
import type { KeyRef } from '../../crypto/key-ref'
import type { KeySet } from '../../cryptogram/key-set'
import { type Composition, encipher } from '../../key-operations/operation'
import { referencePin } from '../values/pin'
import type { Certified } from './certified'
import type { Preparation } from './preparation'
import type { DgiContent } from './prepared-card'

/** Algorithm byte at the end of issuer application data: triple DES (JR/T 0025.5). */
const ALGORITHM_3DES = '01'

/** Certificates and signatures over what the AFL of the DGI marks, made when they are first wanted. */
export type Certifier = () => Composition<Certified>

/** A computed value that may be seen; undefined where the card has none. Secrets are a fault here. */
export function* computedValue(
  preparation: Preparation,
  computation: Computation,
  certify: Certifier
): Composition<Uint8Array | undefined> {
  const { keys, profile } = preparation
  switch (computation) {
    case 'ca-index':
      return keys.rsa.caIndex
    case 'issuer-certificate':
      return keys.rsa.certificate
    case 'issuer-remainder':
      return keys.rsa.remainder
    case 'issuer-exponent':
      return keys.rsa.exponent
    case 'icc-certificate':
      return (yield* certify()).certificate.certificate
    case 'icc-remainder':
      return (yield* certify()).certificate.remainder
    case 'icc-exponent':
      return preparation.icc.exponent
    case 'static-signature':
      return (yield* certify()).staticSignature
    case 'issuer-data-contact':
      return issuerData(profile.issuer.keyIndex, profile.issuer.cryptogramVersion.contact)
    case 'issuer-data-flash':
      return issuerData(profile.issuer.keyIndex, profile.issuer.cryptogramVersion.flash)
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
  const { parts } = preparation.icc
  switch (computation) {
    case 'application-keys':
      return yield* keysContent(preparation.cardKeys)
    case 'sm4-keys':
      return preparation.sm4Keys === undefined ? 'absent' : yield* keysContent(preparation.sm4Keys)
    case 'reference-pin': {
      const { pin } = preparation.applicant
      return pin === undefined ? 'absent' : { kind: 'secret', secret: referencePin(pin) }
    }
    case 'rsa-q-inverse':
      return { kind: 'secret', secret: parts.qInv }
    case 'rsa-d-mod-q':
      return { kind: 'secret', secret: parts.dQ }
    case 'rsa-d-mod-p':
      return { kind: 'secret', secret: parts.dP }
    case 'rsa-q':
      return { kind: 'secret', secret: parts.q }
    case 'rsa-p':
      return { kind: 'secret', secret: parts.p }
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
function issuerData(keyIndex: string, version: string): Uint8Array {
  return hex(`07${keyIndex}${version}03000000${ALGORITHM_3DES}`)
}
