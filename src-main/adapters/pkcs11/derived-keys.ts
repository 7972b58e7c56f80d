import { concat } from '../../engine/bytes/bytes'
import { secretKey, type HeldKey, type SecretKey } from '../../engine/crypto/key-ref'
import { adjustParity } from '../../engine/crypto/parity'
import { TokenFailure } from '../../services/vault/token-port'
import type { TokenObject, TokenPrimitives } from './token-primitives'

/** How a derived key came to be, so that it can be made again outside where the token cannot do what is asked. */
interface Recipe {
  readonly parent: TokenObject
  /** What was enciphered in CBC from zeros. */
  readonly data: Uint8Array
  readonly oddParity: boolean
  readonly key: HeldKey
  /** Whether the token still has it. */
  isInside: boolean
}

/** Derived keys that a token holds at a time; of more than that the oldest are made again outside when they are used. */
const MOST_INSIDE = 64
const MOST_KNOWN = 4_096

/** Keys that were derived inside the token and stay there while they can. */
export class DerivedKeys {
  private readonly recipes = new Map<string, Recipe>()
  private count = 0

  constructor(
    private readonly token: TokenPrimitives,
    private readonly exposed: (handle: string, what: string) => void
  ) {}

  /** Derives a key inside. The lengths are those of keys: 16 or 24 bytes of triple DES, 16 or 32 of AES. */
  async derive(parent: TokenObject, data: Uint8Array, oddParity: boolean): Promise<HeldKey> {
    if (parent.algorithm === 'rsa') throw new TokenFailure('unsupported')
    const handle = `token:${(this.count += 1)}`
    const key = { algorithm: parent.algorithm, handle, length: data.length }
    await this.token.deriveChained(parent, handle, data)
    this.recipes.set(handle, { parent, data, oddParity, key, isInside: true })
    await this.makeRoom()
    return key
  }

  isDerived({ handle }: HeldKey): boolean {
    return this.recipes.has(handle)
  }

  isInside({ handle }: HeldKey): boolean {
    return this.recipes.get(handle)?.isInside === true
  }

  /** The same key in this program's memory: enciphered once more by its parent. Told as an exposure. */
  async outside({ handle }: HeldKey): Promise<SecretKey> {
    const recipe = this.recipes.get(handle)
    if (recipe === undefined) throw new TokenFailure('no-such-key')
    const { parent, data, oddParity, key } = recipe
    const bytes = await this.token.cipher('encrypt', parent, 'cbc', data)
    this.exposed(parent.handle, 'derived key')
    if (oddParity) adjustParity(bytes)
    const secret = secretKey(key.algorithm, bytes)
    bytes.fill(0)
    return secret
  }

  private async makeRoom(): Promise<void> {
    const inside = [...this.recipes].filter(([, { isInside }]) => isInside)
    const [oldest] = inside
    if (inside.length > MOST_INSIDE && oldest !== undefined) {
      oldest[1].isInside = false
      await this.token.release(oldest[0])
    }
    const [first] = this.recipes.keys()
    if (this.recipes.size > MOST_KNOWN && first !== undefined) this.recipes.delete(first)
  }
}

/**
 * What a token must encipher, so that the result is the CMAC of `data` (RFC 4493): all blocks before the last are chained
 * by the token, the last is mixed with that and with the subkey outside. One block.
 */
export async function lastCmacBlock(
  token: TokenPrimitives,
  key: TokenObject,
  data: Uint8Array
): Promise<Uint8Array> {
  const size = key.algorithm === '3des' ? 8 : 16
  const constant = size === 8 ? 0x1b : 0x87
  const first = doubled(await token.cipher('encrypt', key, 'ecb', new Uint8Array(size)), constant)
  const isWhole = data.length > 0 && data.length % size === 0
  const padded = isWhole
    ? data
    : concat(data, Uint8Array.of(0x80), new Uint8Array(size - 1 - (data.length % size)))
  const before = padded.slice(0, -size)
  const chained =
    before.length === 0 ? undefined : (await token.cipher('encrypt', key, 'cbc', before)).slice(-size)
  const mask = isWhole ? first : doubled(first, constant)
  return padded.slice(-size).map((byte, index) => byte ^ (mask[index] ?? 0) ^ (chained?.[index] ?? 0))
}

function doubled(block: Uint8Array, constant: number): Uint8Array {
  const carry = (block[0] ?? 0) >> 7
  const shifted = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7))
  const last = shifted.length - 1
  shifted[last] = (shifted[last] ?? 0) ^ (carry * constant)
  return shifted
}
