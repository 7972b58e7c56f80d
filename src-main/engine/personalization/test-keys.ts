import published from '../../../resources/test-issuer/test-issuer.json'
import verification from '../../../resources/test-issuer/verification-keys.json'
import { hex } from '../bytes/hex'
import { secretKey } from '../crypto/key-ref'
import type { KeySet } from '../cryptogram/key-set'
import { testIssuer, type TestMasterKeys } from '../offline-auth/test-issuer'
import type { PersonalizationKeys } from './keys'

/** Everything that the TEST issuer makes cards with, in memory; all of it is published. */
export function testPersonalizationKeys(): PersonalizationKeys {
  const { rsa, sm2, masterKeys } = testIssuer()
  if (rsa.publicKey.algorithm !== 'rsa') throw new Error('testPersonalizationKeys: no RSA key')
  return {
    issuerMaster: masterSet('3des', masterKeys.tripleDes),
    sm4: masterSet('sm4', masterKeys.sm4),
    rsa: { ...rsa, publicKey: rsa.publicKey, expiry: lastMonth(published.issuer.expiry) },
    sm2: { ...sm2, expiry: lastMonth(published.issuer.expiry) },
    cvv: secretKey('3des', hex(verification.cvv)),
    pvv: secretKey('3des', hex(verification.pvv))
  }
}

function masterSet(algorithm: '3des' | 'sm4', { ac, mac, enc }: TestMasterKeys): KeySet {
  return {
    ac: secretKey(algorithm, ac),
    mac: secretKey(algorithm, mac),
    enc: secretKey(algorithm, enc)
  }
}

/** `YYYY-MM` of MMYY in this century. */
function lastMonth(mmyy: string): string {
  return `20${mmyy.slice(2)}-${mmyy.slice(0, 2)}`
}
