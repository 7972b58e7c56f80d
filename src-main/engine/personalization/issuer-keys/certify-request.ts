import type { Composition } from '../../key-operations/operation'
import type { SigningKey } from '../../key-operations/signer'
import { certifyIssuer } from '../../offline-auth/build/certificates'
import type { CertificateRequest } from './certificate-request'
import type { ReturnedCertificate } from './import-certificate'

/**
 * What a certification authority does with a request whose signature is right: an issuer certificate under its own key
 * (EMV Book 2, 5.1; PBOC 3.0 for SM2). `serial`: 3 bytes, unique for the key. A fault where the issuer's key is longer than the
 * authority's, or of another algorithm.
 */
export function* certifyRequest(
  ca: SigningKey,
  { identifier, expiry, rid, caIndex, publicKey }: CertificateRequest,
  serial: Uint8Array
): Composition<ReturnedCertificate> {
  const built = yield* certifyIssuer(ca, { identifier, expiry, serial, publicKey })
  return {
    ...{ rid, caIndex, certificate: built.certificate },
    ...(built.exponent && { exponent: built.exponent }),
    ...(built.remainder && { remainder: built.remainder })
  }
}
