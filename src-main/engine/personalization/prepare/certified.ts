import { hex } from '../../bytes/hex'
import type { Composition } from '../../key-operations/operation'
import { certifyIcc, type BuiltCertificate } from '../../offline-auth/build/certificates'
import { signStaticData } from '../../offline-auth/build/signatures'
import type { Preparation } from './preparation'

/** What the issuer's key says of a card. */
export interface Certified {
  readonly certificate: BuiltCertificate
  readonly staticSignature: Uint8Array
}

/** The card's certificate and the signature over its static data. */
export function* certified(preparation: Preparation, staticData: Uint8Array): Composition<Certified> {
  const { profile, applicant, keys, icc, serial } = preparation
  const certificate = yield* certifyIcc(keys.rsa.signer, {
    pan: applicant.pan,
    expiry: certificateExpiry(preparation),
    serial,
    publicKey: { algorithm: 'rsa', modulus: icc.modulus, exponent: icc.exponent },
    staticData
  })
  const staticSignature = yield* signStaticData(keys.rsa.signer, {
    dataAuthenticationCode: hex(profile.issuer.dataAuthenticationCode),
    staticData
  })
  return { certificate, staticSignature }
}

/** MMYY: the card's own last month, or the issuer certificate's where that ends before or the profile says so. */
function certificateExpiry({ profile, applicant, keys }: Preparation): Uint8Array {
  const card = applicant.expiry.slice(0, 7)
  const last =
    profile.issuer.certificateExpiry === 'issuer' || keys.rsa.expiry < card ? keys.rsa.expiry : card
  return hex(last.slice(5, 7) + last.slice(2, 4))
}
