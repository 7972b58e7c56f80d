import published from '../../../../resources/test-issuer/test-issuer.json'
import { hex } from '../../bytes/hex'
import { rsaPrivateKey } from '../../crypto/rsa'
import { rsaSigner, type RsaSigner } from '../../key-operations/signer'

/** The TEST certification authority: everyone knows its key, and what it certifies is worth nothing. */
export function testCa(): { readonly signer: RsaSigner; readonly rid: Uint8Array; readonly caIndex: number } {
  const { rid, rsa } = published.ca
  const { modulus, exponent, p, q, dP, dQ, qInv } = rsa
  const key = rsaPrivateKey({
    ...{ modulus: hex(modulus), exponent: hex(exponent) },
    ...{ p: hex(p), q: hex(q), dP: hex(dP), dQ: hex(dQ), qInv: hex(qInv) }
  })
  return { signer: rsaSigner(key), rid: hex(rid), caIndex: Number.parseInt(rsa.index, 16) }
}
