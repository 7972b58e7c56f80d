import type { AuditEvent, KeyRecord } from '../../contract/vault'
import { toHex } from '../../engine/bytes/hex'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import type { AuditLog } from './audit-log'
import type { KeyDirectory } from './key-directory'
import { isSymmetric, rsaFacts, symmetricKey, type KeyFacts, type KeyMaterial } from './key-material'
import { bitsOf, checkLabel, generateKey, newId, newRecord, type GenerateWish, type KeyWish } from './new-key'
import type { TokenDesk } from './token-desk'
import type { VaultEntry } from './vault-content'
import type { VaultSafe } from './vault-safe'
import type { VaultWorld } from './vault-world'

/** How a key came in. */
export interface Arrival {
  readonly wish: KeyWish & Pick<GenerateWish, 'backend'>
  readonly material: KeyMaterial
  readonly origin: KeyRecord['origin']
}

/** Keys come into the vault and leave it; each time it is put on record first. All methods reject with `AppFailure`. */
export class KeyChanges {
  constructor(
    private readonly world: VaultWorld,
    private readonly safe: VaultSafe,
    private readonly directory: KeyDirectory,
    private readonly tokens: TokenDesk,
    private readonly audit: AuditLog
  ) {}

  async generate(wish: GenerateWish): Promise<KeyRecord> {
    this.mayArrive(wish)
    if (wish.backend === 'token') return this.generateOnToken(wish)
    const { facts, secret } = await generateKey(wish, this.world.random)
    const record = this.recordOf(wish, facts, 'generated')
    await this.add({ record, secret }, 'key-generated', wish.custodian)
    return record
  }

  /** Takes in a key that is in memory, into the file or onto the token. Its bytes belong to the vault from now on. */
  async arrive({ wish, material, origin }: Arrival): Promise<KeyRecord> {
    this.mayArrive(wish)
    const record = this.recordOf(wish, material.facts, origin)
    if (wish.backend === 'software') {
      await this.add({ record, secret: material.secret }, 'key-imported', wish.custodian)
      return record
    }
    const key = symmetricKey(record, material.secret)
    await this.tokens.with((token) => token.create(record.id, record.label, key))
    material.secret.wipe()
    this.audit.add({ event: 'software-exposure', key: record, detail: 'import' })
    await this.addOrDestroy(record, 'key-imported', wish.custodian)
    return record
  }

  async retire(name: string, custodian?: string): Promise<KeyRecord> {
    const { record, secret } = this.changeable(name)
    const retired = { ...record, retiredAt: this.world.now() }
    await this.put({ record: retired, ...(secret && { secret }) }, 'key-retired', custodian)
    return retired
  }

  async delete(name: string, custodian?: string): Promise<KeyRecord> {
    const { record, secret } = this.changeable(name)
    if (record.backend === 'token') await this.tokens.with((token) => token.destroy(record.id))
    await this.safe.change((content) => {
      const entries = new Map(content.entries)
      entries.delete(record.id)
      return { entries, audit: this.record('key-deleted', record, custodian) }
    })
    secret?.wipe()
    return record
  }

  /** Throws `AppFailure` where a key cannot come in under this wish. */
  mayArrive({ label, kind }: KeyWish): void {
    checkLabel(label)
    if (kind === 'real') this.directory.refuseReal()
    this.directory.refuseTaken(label)
  }

  private async generateOnToken(wish: GenerateWish): Promise<KeyRecord> {
    const { algorithm, label, exponent = 3 } = wish
    const bits = bitsOf(wish)
    if (algorithm === 'sm2') throw new AppFailure('key-operation-unsupported')
    const id = newId(this.world.random)
    const made = await this.tokens.with((token) => token.generate({ id, label, algorithm, bits, exponent }))
    const { kcv, publicKey } = made
    const facts: KeyFacts = isSymmetric(algorithm)
      ? {
          algorithm,
          bits,
          kcv: toHex(kcv ?? new Uint8Array(3)),
          kcvMethod: algorithm === 'aes' ? 'ones' : 'zeros'
        }
      : rsaFacts(publicKey?.modulus ?? new Uint8Array(), publicKey?.exponent ?? new Uint8Array())
    const record = newRecord(wish, facts, { id, origin: 'generated', createdAt: this.world.now() })
    await this.addOrDestroy(record, 'key-generated', wish.custodian)
    return record
  }

  private recordOf(wish: Arrival['wish'], facts: KeyFacts, origin: KeyRecord['origin']): KeyRecord {
    const id = newId(this.world.random)
    return newRecord(wish, facts, { id, origin, createdAt: this.world.now() })
  }

  /** A key on the token of which the vault knows nothing would stay there for ever. */
  private async addOrDestroy(record: KeyRecord, event: AuditEvent, custodian?: string): Promise<void> {
    try {
      await this.add({ record }, event, custodian)
    } catch (error) {
      await this.tokens.with((token) => token.destroy(record.id)).catch(() => undefined)
      throw error
    }
  }

  private async add(entry: VaultEntry, event: AuditEvent, custodian?: string): Promise<void> {
    await this.put(entry, event, custodian, true)
  }

  private async put(entry: VaultEntry, event: AuditEvent, custodian?: string, isNew = false): Promise<void> {
    const { record } = entry
    await this.safe.change(({ entries }) => {
      if (isNew) this.directory.refuseTaken(record.label)
      const changed = new Map(entries).set(record.id, entry)
      return { entries: changed, audit: this.record(event, record, custodian) }
    })
  }

  private record(
    event: AuditEvent,
    key: KeyRecord,
    custodian: string | undefined
  ): ReturnType<AuditLog['add']> {
    return this.audit.add({ event, key, ...(custodian !== undefined && { custodian }) })
  }

  private changeable(name: string): VaultEntry {
    const entry = this.directory.find(name)
    if (entry.record.origin === 'built-in') {
      throw new AppFailure('key-built-in', {
        detail: vaultProblems.named(entry.record.label, entry.record.kcv)
      })
    }
    return entry
  }
}
