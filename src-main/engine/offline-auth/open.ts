import type { CertificateCheck, CertificateKind, OpenedCertificate } from './certificate'
import type { OdaPublicKey } from './public-key'
import { openRsaCertificate } from './rsa/open-certificate'
import { openRsaSignature } from './rsa/open-signature'
import type { OpenedSignature, SignatureCheck, SignatureKind } from './signature'
import { openSm2Certificate } from './sm2/open-certificate'
import { openSm2Signature } from './sm2/open-signature'

/** Opens a certificate as the key that it is under asks for. */
export function openCertificate(
  under: OdaPublicKey,
  kind: CertificateKind,
  check: CertificateCheck
): OpenedCertificate {
  return under.algorithm === 'rsa'
    ? openRsaCertificate(under, kind, check)
    : openSm2Certificate(under.publicKey, kind, check)
}

/** Opens a signature as the key that it is under asks for. */
export function openSignature<T>(
  under: OdaPublicKey,
  kind: SignatureKind,
  check: SignatureCheck<T>
): OpenedSignature<T> {
  return under.algorithm === 'rsa'
    ? openRsaSignature(under, kind, check)
    : openSm2Signature(under.publicKey, kind, check)
}
