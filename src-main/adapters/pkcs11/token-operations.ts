import { concat } from '../../engine/bytes/bytes'
import { secretKey, type HeldKey, type KeyRef, type SecretKey } from '../../engine/crypto/key-ref'
import { adjustParity } from '../../engine/crypto/parity'
import type { Derivation, Operation, OperationResult } from '../../engine/key-operations/operation'
import { performInMemory } from '../../engine/key-operations/perform-in-memory'
import { challengeInput } from '../../engine/key-operations/scp03-input'
import { TokenFailure } from '../../services/vault/token-port'
import { type DerivedKeys, lastCmacBlock } from './derived-keys'
import type { TokenObject, TokenPrimitives } from './token-primitives'

type SymmetricOperation = Exclude<Operation, { kind: 'sign' }>
type Derive = Extract<Operation, { kind: 'derive' }>
type Mac = Extract<Operation, { kind: 'mac' }>

/** The left half of a double-length key twice over: single DES, as tokens that have none do it. */
export const LEFT_HALF = 'L'

/** Performs operations of compositions with what a token can do. Rejects with `TokenFailure`. */
export class TokenOperations {
  constructor(
    private readonly token: TokenPrimitives,
    private readonly derived: DerivedKeys,
    private readonly exposed: (handle: string, what: string) => void
  ) {}

  async perform(operation: Operation): Promise<OperationResult> {
    if (operation.kind === 'sign') {
      if (!('handle' in operation.key)) return performInMemory(operation)
      if (operation.key.algorithm !== 'rsa') throw new TokenFailure('unsupported')
      return this.token.signRaw({ handle: operation.key.handle, algorithm: 'rsa' }, operation.data)
    }
    const { key } = operation
    if (!('handle' in key)) return performInMemory(await this.withOtherOutside(operation))
    const isGone = this.derived.isDerived(key) && !this.derived.isInside(key)
    const result = isGone ? undefined : await this.inside(key, operation)
    return result ?? this.outside(key, operation)
  }

  async checkValue(key: HeldKey): Promise<Uint8Array> {
    const block = new Uint8Array(key.algorithm === '3des' ? 8 : 16).fill(key.algorithm === 'aes' ? 1 : 0)
    const result = await this.perform({ kind: 'encipher', key, mode: 'ecb', data: block })
    if (!(result instanceof Uint8Array)) throw new TokenFailure('device')
    return result.slice(0, 3)
  }

  /** Undefined where the token cannot do it with a key that stays inside. */
  private async inside(key: HeldKey, operation: SymmetricOperation): Promise<OperationResult | undefined> {
    switch (operation.kind) {
      case 'encipher':
        return this.token.cipher('encrypt', key, operation.mode, operation.data, operation.iv)
      case 'decipher':
        return this.token.cipher('decrypt', key, operation.mode, operation.data, operation.iv)
      case 'mac':
        return this.mac(key, operation)
      case 'card-challenge': {
        const mac = await this.token.cmac(key, challengeInput(operation))
        return mac.slice(0, operation.length)
      }
      case 'derive':
        return this.derive(key, operation)
      case 'mask':
        return undefined
    }
  }

  /** A key that was derived is made again in memory; of one that stays on the token nobody has the bytes. */
  private async outside(key: HeldKey, operation: SymmetricOperation): Promise<OperationResult> {
    if (!this.derived.isDerived(key)) throw new TokenFailure('unsupported')
    const inMemory = await this.derived.outside(key)
    try {
      return performInMemory(await this.withOtherOutside({ ...operation, key: inMemory }))
    } finally {
      inMemory.secret.wipe()
    }
  }

  private async mac(key: HeldKey, { method, data, iv }: Mac): Promise<Uint8Array | undefined> {
    switch (method) {
      case 'cmac':
        return data.length > 0
          ? this.token.cmac(key, data)
          : this.token.cipher('encrypt', key, 'ecb', await lastCmacBlock(this.token, key, data))
      case 'cbc': {
        const size = key.algorithm === '3des' ? 8 : 16
        return (await this.token.cipher('encrypt', key, 'cbc', data, iv)).slice(-size)
      }
      case 'retail':
        return this.derived.isDerived(key) ? undefined : this.retailMac(key, data, iv)
    }
  }

  /** With the companion that was put there when the key came in; a key that the token made has none. */
  private async retailMac(key: HeldKey, data: Uint8Array, iv?: Uint8Array): Promise<Uint8Array> {
    const companion: TokenObject = { handle: key.handle + LEFT_HALF, algorithm: '3des' }
    const before = data.slice(0, -8)
    const chained =
      before.length === 0 ? iv : (await this.token.cipher('encrypt', companion, 'cbc', before, iv)).slice(-8)
    const last = data.slice(-8).map((byte, index) => byte ^ (chained?.[index] ?? 0))
    return this.token.cipher('encrypt', key, 'ecb', last)
  }

  private async derive(
    key: HeldKey,
    { derivation, oddParity }: Derive
  ): Promise<OperationResult | undefined> {
    const block = await this.chainedData(key, derivation)
    if (block !== undefined) return this.derived.derive(key, block, oddParity)
    const bytes = await this.derivedBytes(key, derivation)
    if (bytes === undefined) return undefined
    if (oddParity) adjustParity(bytes)
    const result = secretKey(key.algorithm, bytes)
    bytes.fill(0)
    return result
  }

  /** What CBC makes of it is the new key, so that it never leaves; undefined where that is not so. */
  private async chainedData(key: HeldKey, derivation: Derivation): Promise<Uint8Array | undefined> {
    const { algorithm } = key
    if (derivation.by === 'enciphering') {
      const { data, chained } = derivation
      const isOneBlock = data.length === 16 && algorithm === 'aes'
      const lengths = algorithm === '3des' ? [16, 24] : [16, 32]
      return lengths.includes(data.length) && (chained === true || isOneBlock) ? data : undefined
    }
    const [input, ...others] = derivation.by === 'cmac' ? derivation.inputs : []
    const isSingle = algorithm === 'aes' && derivation.by === 'cmac' && derivation.length === 16
    if (!isSingle || input === undefined || others.length > 0) return undefined
    return lastCmacBlock(this.token, key, input)
  }

  private async derivedBytes(key: HeldKey, derivation: Derivation): Promise<Uint8Array | undefined> {
    switch (derivation.by) {
      case 'enciphering':
        this.exposed(key.handle, 'derived key')
        return this.token.cipher('encrypt', key, derivation.chained === true ? 'cbc' : 'ecb', derivation.data)
      case 'cmac': {
        this.exposed(key.handle, 'derived key')
        const made: Uint8Array[] = []
        for (const input of derivation.inputs) made.push(await this.token.cmac(key, input))
        const bytes = concat(...made).slice(0, derivation.length)
        for (const one of made) one.fill(0)
        return bytes
      }
      case 'enciphering-key': {
        const other = await this.inMemory(derivation.other)
        const plain = other.secret.use((bytes) =>
          bytes.map((byte, index) => byte ^ (derivation.mask[index] ?? 0))
        )
        const bytes = await this.token.cipher('encrypt', key, 'ecb', plain)
        plain.fill(0)
        return bytes
      }
      case 'cutting':
      case 'mixing':
      case 'mixing-key':
        return undefined
    }
  }

  private async withOtherOutside(operation: SymmetricOperation): Promise<Operation> {
    if (operation.kind !== 'derive' || !('other' in operation.derivation)) return operation
    const { derivation } = operation
    return { ...operation, derivation: { ...derivation, other: await this.inMemory(derivation.other) } }
  }

  private inMemory(key: KeyRef): Promise<SecretKey> {
    if (!('handle' in key)) return Promise.resolve(key)
    if (!this.derived.isDerived(key)) throw new TokenFailure('unsupported')
    return this.derived.outside(key)
  }
}
