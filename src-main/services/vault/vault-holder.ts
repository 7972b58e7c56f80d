import { keyCheckValue } from '../../engine/crypto/kcv'
import type { HeldKey, KeyRef, SecretKey } from '../../engine/crypto/key-ref'
import type { Operation, OperationResult } from '../../engine/key-operations/operation'
import { performInMemory } from '../../engine/key-operations/perform-in-memory'
import type { KeyHolder } from '../../engine/key-operations/run-composition'
import type { Signer } from '../../engine/key-operations/signer'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import type { KeyDirectory } from './key-directory'
import { signerOf, symmetricKey } from './key-material'
import { allows, type KindOfUse } from './key-usage'
import type { TokenDesk } from './token-desk'
import type { VaultEntry } from './vault-content'

/**
 * Performs operations on keys of the vault and of its token, each for its one purpose. Keys in memory are worked with
 * as they are; what is derived from a key of the vault is in memory, too. Rejects with `AppFailure`.
 */
export class VaultHolder implements KeyHolder {
  /** A key pair takes milliseconds to prepare; wiped when the vault is locked. */
  private readonly signers = new Map<string, Signer>()

  constructor(
    private readonly directory: KeyDirectory,
    private readonly tokens: TokenDesk
  ) {}

  async perform(operation: Operation): Promise<OperationResult> {
    if (operation.kind === 'sign') return this.sign(operation)
    const key = this.resolve(operation.key, useOf(operation))
    const resolved = this.withOther({ ...operation, key })
    return isHeld(key) || hasHeldOther(resolved) ? this.tokens.perform(resolved) : performInMemory(resolved)
  }

  async checkValue(key: KeyRef): Promise<Uint8Array> {
    const resolved = this.resolve(key)
    return isHeld(resolved) ? this.tokens.checkValue(resolved) : keyCheckValue(resolved)
  }

  /** Forgets prepared keys. */
  forget(): void {
    this.signers.clear()
  }

  private async sign(operation: Extract<Operation, { kind: 'sign' }>): Promise<OperationResult> {
    const { key, data } = operation
    if (!('handle' in key)) return performInMemory(operation)
    const entry = this.entry(key.handle, 'sign')
    if (entry.record.backend === 'token') return this.tokens.perform(operation)
    return performInMemory({ kind: 'sign', key: this.signer(entry), data })
  }

  private signer({ record, secret }: VaultEntry): Signer {
    const known = this.signers.get(record.id)
    if (known !== undefined) return known
    if (secret === undefined) throw new Error('a software key has bytes')
    const signer = signerOf(record, secret)
    // What signs with SM2 keeps the secret, which a change of the vault replaces.
    if (signer.algorithm === 'rsa') this.signers.set(record.id, signer)
    return signer
  }

  private withOther(operation: Exclude<Operation, { kind: 'sign' }>): Operation {
    if (operation.kind !== 'derive' || !('other' in operation.derivation)) return operation
    const { derivation } = operation
    const other = this.resolve(derivation.other, 'as-other')
    return { ...operation, derivation: { ...derivation, other } }
  }

  /** The key in memory, or as the token knows it. */
  private resolve(key: KeyRef, use?: KindOfUse): SecretKey | HeldKey {
    if (!isHeld(key) || this.tokens.isDerived(key.handle)) return key
    const { record, secret } = this.entry(key.handle, use)
    if (record.backend === 'token') return key
    if (secret === undefined) throw new Error('a software key has bytes')
    return symmetricKey(record, secret)
  }

  private entry(handle: string, use?: KindOfUse): VaultEntry {
    const entry = this.directory.usable(handle)
    const { usage, label } = entry.record
    if (use !== undefined && !allows(usage, use)) {
      throw new AppFailure('key-use-refused', { detail: vaultProblems.useRefused(label, usage, use) })
    }
    return entry
  }
}

function useOf(operation: Exclude<Operation, { kind: 'sign' }>): KindOfUse {
  return operation.kind === 'derive' ? `derive-by-${operation.derivation.by}` : operation.kind
}

function isHeld(key: KeyRef): key is HeldKey {
  return 'handle' in key
}

function hasHeldOther(operation: Operation): boolean {
  if (operation.kind !== 'derive' || !('other' in operation.derivation)) return false
  return isHeld(operation.derivation.other)
}
