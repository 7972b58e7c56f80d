import { concat } from '../../engine/bytes/bytes'
import type { HeldKey, KeyRef, SecretKey } from '../../engine/crypto/key-ref'
import { keyCheckValue } from '../../engine/crypto/kcv'
import type { KeyToken, OpenToken, TokenKeyFacts, TokenWish } from '../../services/vault/token-port'
import { capabilitiesOf } from './capabilities'
import { DerivedKeys } from './derived-keys'
import { LEFT_HALF, TokenOperations } from './token-operations'
import type { TokenPrimitives } from './token-primitives'
import { TokenThread } from './token-thread'

/** Opens tokens, each in a thread that runs `workerFile` (the built `token-worker`). */
export function tokenOpener(workerFile: string): OpenToken {
  return async (place, pin, exposed) => {
    const thread = new TokenThread(workerFile)
    try {
      return keyToken(await thread.open(place, pin), exposed)
    } catch (error) {
      await thread.end()
      throw error
    }
  }
}

/** A token as the vault sees it, over what it can do at once. */
export function keyToken(token: TokenPrimitives, exposed: (handle: string, what: string) => void): KeyToken {
  const operations = new TokenOperations(token, new DerivedKeys(token, exposed), exposed)
  return {
    info: token.info,
    perform: (operation) => operations.perform(operation),
    checkValue: (key: KeyRef) =>
      'handle' in key ? operations.checkValue(key) : Promise.resolve(keyCheckValue(key)),
    generate: async (wish: TokenWish): Promise<TokenKeyFacts> => {
      const publicKey = await token.generate(wish)
      if (wish.algorithm === 'rsa') return publicKey === undefined ? {} : { publicKey }
      const key: HeldKey = { algorithm: wish.algorithm, handle: wish.id, length: wish.bits / 8 }
      return { kcv: await operations.checkValue(key) }
    },
    create: (id, label, key) => create(token, id, label, key),
    destroy: async (id) => {
      await token.destroy(id)
      await token.destroy(id + LEFT_HALF).catch(() => undefined)
    },
    capabilities: async () => capabilitiesOf(await token.mechanisms()),
    close: () => token.close()
  }
}

async function create(token: TokenPrimitives, id: string, label: string, key: SecretKey): Promise<void> {
  const { algorithm, secret } = key
  const whole = secret.use((bytes) => bytes.slice())
  const left = whole.slice(0, 8)
  const twice = concat(left, left)
  try {
    await token.create({ handle: id, algorithm }, label, whole)
    if (algorithm !== '3des' || whole.length !== 16) return
    await token.create({ handle: id + LEFT_HALF, algorithm }, label, twice)
  } finally {
    for (const bytes of [whole, left, twice]) bytes.fill(0)
  }
}
