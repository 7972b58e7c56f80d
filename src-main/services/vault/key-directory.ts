import type { KeyRecord } from '../../contract/vault'
import type { HeldKey } from '../../engine/crypto/key-ref'
import type { HeldSigner } from '../../engine/key-operations/signer'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import { isSymmetric } from './key-material'
import { mayHoldRealKeys, type RuntimeVersions } from './real-keys'
import { isTestName, testKeys } from './test-keys'
import type { VaultEntry } from './vault-content'
import type { VaultSafe } from './vault-safe'

/** Keys by their names: the built-in TEST keys always, those of the vault while it is unlocked. */
export class KeyDirectory {
  constructor(
    private readonly safe: VaultSafe,
    private readonly versions: RuntimeVersions
  ) {}

  /** The built-in keys, then those of the vault in the order in which they came, if it is unlocked. */
  list(): readonly KeyRecord[] {
    const own = this.safe.isOpen() ? [...this.safe.content().entries.values()] : []
    return [...testKeys().values(), ...own].map(({ record }) => record)
  }

  /** By label, in any case, or id. Throws `AppFailure` where there is none, or the vault is locked. */
  find(name: string): VaultEntry {
    const entry = isTestName(name) ? testKeys().get(name) : this.ofVault(name)
    if (entry === undefined) throw new AppFailure('key-unknown', { detail: vaultProblems.noKey(name) })
    return entry
  }

  /** The same, if it may be used: not retired, and not real where the runtime is unfit for that. */
  usable(name: string): VaultEntry {
    const entry = this.find(name)
    const { record } = entry
    if (record.retiredAt !== undefined) {
      throw new AppFailure('key-retired', { detail: vaultProblems.named(record.label, record.kcv) })
    }
    if (record.kind === 'real') this.refuseReal()
    return entry
  }

  /** Throws `AppFailure` where keys that protect something have no place in this runtime. */
  refuseReal(): void {
    if (!mayHoldRealKeys(this.versions)) throw new AppFailure('real-keys-refused')
  }

  /** Throws `AppFailure` where a key of the vault is called so already. */
  refuseTaken(label: string): void {
    const isTaken = [...this.safe.content().entries.values()].some(({ record }) => isCalled(record, label))
    if (isTaken) throw new AppFailure('key-name-taken', { detail: vaultProblems.noKey(label) })
  }

  private ofVault(name: string): VaultEntry | undefined {
    const { entries } = this.safe.content()
    return (
      entries.get(name.toUpperCase()) ?? [...entries.values()].find(({ record }) => isCalled(record, name))
    )
  }
}

function isCalled({ label }: KeyRecord, name: string): boolean {
  return label.toLowerCase() === name.toLowerCase()
}

/** What compositions work with. Throws `AppFailure` where it is a key pair. */
export function heldKey({ id, algorithm, bits, label, kcv }: KeyRecord): HeldKey {
  if (!isSymmetric(algorithm)) {
    throw new AppFailure('key-use-refused', { detail: vaultProblems.named(label, kcv) })
  }
  return { algorithm, handle: id, length: bits / 8 }
}

/** The same of a key pair. Throws `AppFailure` where it is none. */
export function heldSigner({ id, algorithm, bits, label, kcv }: KeyRecord): HeldSigner {
  if (isSymmetric(algorithm)) {
    throw new AppFailure('key-use-refused', { detail: vaultProblems.named(label, kcv) })
  }
  return { algorithm, handle: id, length: bits / 8 }
}
