import type { KeyRecord } from '../../contract/vault'
import { toHex } from '../../engine/bytes/hex'
import { checkValueBy, type CheckValueMethod } from '../../engine/crypto/kcv'
import { isKeyLength, secretKey, type KeyAlgorithm, type SecretKey } from '../../engine/crypto/key-ref'
import { sameDesKey, withOddParity } from '../../engine/crypto/parity'
import type { Secret } from '../../engine/crypto/secret'
import { combineComponents } from '../../engine/key-blocks/components'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import type { AuditLog } from './audit-log'
import type { KeyChanges } from './key-changes'
import { symmetricMaterial } from './key-material'
import type { GenerateWish, KeyWish } from './new-key'

/** What is to come of the components. */
export interface ComponentWish extends KeyWish {
  readonly algorithm: KeyAlgorithm
  /** Length of the key; where it is absent the first component says it. */
  readonly bits?: number | undefined
  readonly components: 2 | 3
  readonly backend: GenerateWish['backend']
  /** How the custodians' check values were made; by default as the vault makes its own. */
  readonly method?: CheckValueMethod | undefined
}

interface Component {
  readonly custodian: string
  readonly bytes: Secret
}

/**
 * A key that two or three custodians bring, each with a component that the others never see: they are entered one after
 * the other, each confirmed by its check value, and the key is kept when its own check value was confirmed. Nothing is
 * kept of an entry that was given up.
 */
export class ComponentSession {
  private entered: Component[] = []
  private combined: SecretKey | undefined
  private isOver = false

  constructor(
    readonly wish: ComponentWish,
    private readonly changes: KeyChanges,
    private readonly audit: AuditLog
  ) {
    changes.mayArrive(wish)
  }

  /** How many components are there, and from whom. */
  progress(): { readonly custodians: readonly string[]; readonly of: number } {
    return { custodians: this.entered.map(({ custodian }) => custodian), of: this.wish.components }
  }

  /**
   * Takes a component; `kcv` is what the custodian's sheet says (6 hex digits). Throws `AppFailure` where it is another
   * one, and the component was not taken.
   */
  addComponent(custodian: string, bytes: Secret, kcv: string): void {
    if (this.isOver) throw refused('over')
    const problem = this.problemWith(custodian, bytes, kcv)
    if (problem !== undefined) {
      this.audit.add({ event: 'component-refused', custodian, detail: problem })
      throw new AppFailure('component-refused', { detail: vaultProblems.component(problem) })
    }
    this.entered.push({ custodian, bytes: bytes.use((lent) => this.copy(lent)) })
    this.audit.add({
      ...{ event: 'component-entered', custodian },
      detail: `${this.entered.length} of ${this.wish.components}, ${this.wish.label}`
    })
    if (this.entered.length === this.wish.components) this.combine()
  }

  /** The check value of the whole key, for the custodians to confirm. Throws `AppFailure` while components are missing. */
  checkValue(): string {
    if (this.combined === undefined) throw refused(this.isOver ? 'over' : 'incomplete')
    return this.checkValueOf(this.combined)
  }

  /** Keeps the key if this is its check value. Rejects with `AppFailure`. */
  async confirm(kcv: string): Promise<KeyRecord> {
    const { combined, wish } = this
    if (this.checkValue() !== kcv.toUpperCase() || combined === undefined) {
      this.audit.add({ event: 'import-refused', detail: 'combined-check-value' })
      throw refused('combined-check-value')
    }
    const custodian = this.progress().custodians.join(', ')
    const material = symmetricMaterial(combined)
    const record = await this.changes.arrive({ wish: { ...wish, custodian }, material, origin: 'components' })
    // Its bytes belong to the vault now.
    this.combined = undefined
    this.cancel()
    return record
  }

  /** Forgets all that was entered, and takes no more. */
  cancel(): void {
    this.isOver = true
    this.forget()
  }

  /** The same because somebody wishes it, which is put on record. */
  abandon(): void {
    if (this.entered.length > 0) {
      this.audit.add({
        event: 'components-abandoned',
        detail: `${this.entered.length} of ${this.wish.components}, ${this.wish.label}`
      })
    }
    this.cancel()
  }

  private forget(): void {
    for (const { bytes } of this.entered) bytes.wipe()
    this.entered = []
    this.combined?.secret.wipe()
    this.combined = undefined
  }

  private combine(): void {
    const { algorithm } = this.wish
    const mixed = combineComponents(
      algorithm,
      this.entered.map(({ bytes }) => bytes)
    )
    const isWeak = mixed.secret.use(
      (bytes) => bytes.every((byte) => byte === 0) || (algorithm === '3des' && repeats(bytes))
    )
    if (isWeak) {
      mixed.secret.wipe()
      this.forget()
      throw refused('all-same')
    }
    this.combined =
      algorithm === '3des' ? mixed.secret.use((bytes) => secretKey('3des', withOddParity(bytes))) : mixed
    if (this.combined !== mixed) mixed.secret.wipe()
  }

  private problemWith(custodian: string, bytes: Secret, kcv: string): string | undefined {
    const { algorithm, bits, components } = this.wish
    const others = this.entered.map((component) => component.custodian)
    if (custodian.trim() === '' || others.some((other) => isSamePerson(other, custodian))) return 'custodian'
    if (others.length >= components) return 'custodian'
    const [first] = this.entered
    const isKey = isKeyLength(algorithm, bytes.length) && !(algorithm === '3des' && bytes.length === 8)
    const suits = isKey && (bits === undefined || bits === bytes.length * 8)
    if (!suits || (first !== undefined && first.bytes.length !== bytes.length)) return 'length'
    return this.checkValueOf(secretKey(algorithm, bytes)) === kcv.toUpperCase() ? undefined : 'check-value'
  }

  private checkValueOf(key: SecretKey): string {
    return toHex(checkValueBy(key, this.wish.method ?? (key.algorithm === 'aes' ? 'ones' : 'zeros')))
  }

  private copy(bytes: Uint8Array): Secret {
    return secretKey(this.wish.algorithm, bytes).secret
  }
}

function refused(problem: string): AppFailure {
  return new AppFailure('component-refused', { detail: vaultProblems.component(problem) })
}

function isSamePerson(left: string, right: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
  return plain(left) === plain(right)
}

/** Whether neighbouring halves of a triple-DES key are one key, which makes it single DES. */
function repeats(bytes: Uint8Array): boolean {
  const part = (index: number): Uint8Array => bytes.subarray(index * 8, index * 8 + 8)
  return sameDesKey(part(0), part(1)) || (bytes.length === 24 && sameDesKey(part(1), part(2)))
}
