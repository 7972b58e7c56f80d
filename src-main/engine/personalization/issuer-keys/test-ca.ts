import published from '../../../../resources/test-issuer/test-issuer.json'
import { hex } from '../../bytes/hex'
import { rsaPrivateKey } from '../../crypto/rsa'
import { Secret } from '../../crypto/secret'
import { rsaSigner, sm2Signer, type Signer } from '../../key-operations/signer'

export interface TestCa {
  readonly signer: Signer
  readonly rid: Uint8Array
  readonly caIndex: number
}

/** The TEST certification authority: everyone knows its keys, and what it certifies is worth nothing. */
export function testCa(algorithm: Signer['algorithm'] = 'rsa'): TestCa {
  const { rid, rsa, sm2 } = published.ca
  if (algorithm === 'sm2') {
    const signer = sm2Signer(new Secret(hex(sm2.privateKey)))
    return { signer, rid: hex(rid), caIndex: Number.parseInt(sm2.index, 16) }
  }
  const { modulus, exponent, p, q, dP, dQ, qInv } = rsa
  const key = rsaPrivateKey({
    ...{ modulus: hex(modulus), exponent: hex(exponent) },
    ...{ p: hex(p), q: hex(q), dP: hex(dP), dQ: hex(dQ), qInv: hex(qInv) }
  })
  return { signer: rsaSigner(key), rid: hex(rid), caIndex: Number.parseInt(rsa.index, 16) }
}
