import { deriveCardKeys, type SecretKeySet } from '../../engine/cryptogram/in-memory'
import type { CardNumber } from '../../engine/cryptogram/key-set'
import type { CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { secretKey } from '../../engine/crypto/key-ref'
import { testIssuer, type TestMasterKeys } from '../../engine/offline-auth/test-issuer'

type Algorithm = CryptogramProfile['algorithm']

/** Cards whose keys are remembered; the one that was met longest ago goes first. */
const MOST_CARDS = 64

/** The keys of the TEST issuer, which everyone knows, and those of its cards, which are derived from them. */
export class IssuerKeys {
  private readonly master: Readonly<Record<Algorithm, SecretKeySet>>
  private readonly cards = new Map<string, SecretKeySet>()

  constructor() {
    const { tripleDes, sm4 } = testIssuer().masterKeys
    this.master = { '3des': keySet('3des', tripleDes), sm4: keySet('sm4', sm4) }
  }

  ofCard(algorithm: Algorithm, { pan, psn }: CardNumber): SecretKeySet {
    const name = `${algorithm}/${pan}/${psn}`
    const known = this.cards.get(name)
    if (known !== undefined) return known
    const keys = deriveCardKeys(this.master[algorithm], { pan, psn })
    const [oldest] = this.cards.keys()
    if (this.cards.size >= MOST_CARDS && oldest !== undefined) this.cards.delete(oldest)
    this.cards.set(name, keys)
    return keys
  }
}

function keySet(algorithm: Algorithm, { ac, mac, enc }: TestMasterKeys): SecretKeySet {
  return { ac: secretKey(algorithm, ac), mac: secretKey(algorithm, mac), enc: secretKey(algorithm, enc) }
}
