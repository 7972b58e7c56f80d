import { hex } from '../../bytes/hex'
import type { Composition } from '../../key-operations/operation'
import type { SigningKey } from '../../key-operations/signer'
import { certifyIcc, type BuiltCertificate } from '../../offline-auth/build/certificates'
import { signStaticData } from '../../offline-auth/build/signatures'
import type { OdaPublicKey } from '../../offline-auth/public-key'
import type { Preparation } from './preparation'

/** What the issuer's key says of a card. */
export interface Certified {
  readonly certificate: BuiltCertificate
  readonly staticSignature: Uint8Array
}

type Algorithm = OdaPublicKey['algorithm']

/**
 * The card's certificate and the signature over its static data, under the issuer's key of that algorithm (EMV Book 2, 5.1 and
 * 6.1; PBOC 3.0 for SM2, whose form of the static signature one source has). A fault where issuer or card have no such key.
 */
export function* certified(
  preparation: Preparation,
  staticData: Uint8Array,
  algorithm: Algorithm
): Composition<Certified> {
  const { profile, applicant, serial } = preparation
  const { signer, expiry } = issuerOf(preparation, algorithm)
  const certificate = yield* certifyIcc(signer, {
    pan: applicant.pan,
    expiry: certificateExpiry(preparation, expiry),
    serial,
    publicKey: cardKeyOf(preparation, algorithm),
    staticData
  })
  const staticSignature = yield* signStaticData(signer, {
    dataAuthenticationCode: hex(profile.issuer.dataAuthenticationCode),
    staticData
  })
  return { certificate, staticSignature }
}

function issuerOf(
  { keys }: Preparation,
  algorithm: Algorithm
): { readonly signer: SigningKey; readonly expiry: string } {
  const issuer = algorithm === 'rsa' ? keys.rsa : keys.sm2
  if (issuer === undefined) throw new Error('certified: the issuer has no SM2 key')
  return issuer
}

function cardKeyOf({ icc, sm2 }: Preparation, algorithm: Algorithm): OdaPublicKey {
  if (algorithm === 'rsa' && icc !== undefined) {
    return { algorithm, modulus: icc.modulus, exponent: icc.exponent }
  }
  if (algorithm === 'sm2' && sm2 !== undefined) return { algorithm, publicKey: sm2.publicKey }
  throw new Error(`certified: the card has no key for ${algorithm}`)
}

/** MMYY: the card's own last month, or the issuer certificate's where that ends before or the profile says so. */
function certificateExpiry({ profile, applicant }: Preparation, issuers: string): Uint8Array {
  const card = applicant.expiry.slice(0, 7)
  const last = profile.issuer.certificateExpiry === 'issuer' || issuers < card ? issuers : card
  return hex(last.slice(5, 7) + last.slice(2, 4))
}
