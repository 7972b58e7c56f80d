import type { AuditEntry, KeyRecord } from '../../contract/vault'
import type { HeldKey } from '../../engine/crypto/key-ref'
import type { Secret } from '../../engine/crypto/secret'
import type { KeyHolder } from '../../engine/key-operations/run-composition'
import type { HeldSigner } from '../../engine/key-operations/signer'
import { AuditLog, type AuditVerdict } from './audit-log'
import { ComponentSession, type ComponentWish } from './component-session'
import { heldKey, heldSigner, KeyDirectory } from './key-directory'
import { KeyChanges } from './key-changes'
import { KeyExchange, type BlockExport, type BlockImport, type CryptogramImport } from './key-exchange'
import type { GenerateWish } from './new-key'
import { mayHoldRealKeys } from './real-keys'
import { TokenDesk, type TokenState } from './token-desk'
import type { Capability, TokenInfo, TokenPlace } from './token-port'
import { VaultHolder } from './vault-holder'
import { VaultSafe, type SafeState } from './vault-safe'
import type { VaultWorld } from './vault-world'

export interface VaultStatus {
  readonly state: SafeState
  /** Wrong passphrases since the last right one. */
  readonly failures: number
  /** Milliseconds until the next passphrase may be tried. */
  readonly wait: number
  readonly idleMinutes: number
  readonly token?: TokenPlace
}

/** Keys, each with one purpose: made, brought in, used without being seen, and everything on record. */
export class VaultService {
  /** Performs what compositions ask for, on keys of the vault. */
  readonly holder: KeyHolder
  private readonly log: AuditLog
  private readonly safe: VaultSafe
  private readonly directory: KeyDirectory
  private readonly changes: KeyChanges
  private readonly exchange: KeyExchange
  private readonly tokens: TokenDesk
  /** Keys that were taken up since the vault was unlocked. */
  private readonly takenUp = new Set<string>()
  /** Components that are being entered: in one session at a time, and only while the vault is unlocked. */
  private entering: ComponentSession | undefined

  constructor(private readonly world: VaultWorld) {
    this.log = new AuditLog(world.audit, world.now, world.user)
    this.tokens = new TokenDesk(world.openToken, () => this.safe, this.log)
    this.safe = new VaultSafe(world, this.log, () => {
      holder.forget()
      this.takenUp.clear()
      this.entering?.cancel()
      void this.tokens.lock()
    })
    this.directory = new KeyDirectory(this.safe, world.versions)
    this.changes = new KeyChanges(world, this.safe, this.directory, this.tokens, this.log)
    const holder = new VaultHolder(this.directory, this.tokens)
    this.exchange = new KeyExchange(world, this.directory, holder, this.changes, this.log)
    this.holder = holder
  }

  status(): VaultStatus {
    const { token } = this.safe.settings()
    return {
      state: this.safe.state(),
      ...this.safe.tries(),
      idleMinutes: this.safe.idleMinutes(),
      ...(token && { token })
    }
  }

  /** Makes an empty vault, unlocked. `anew`: also where the earlier one is lost. Rejects with `AppFailure`. */
  create(passphrase: Secret, anew = false): Promise<void> {
    return this.safe.create(passphrase, anew)
  }

  /** Tells how many tries had failed before. Rejects with `AppFailure`. */
  unlock(passphrase: Secret): Promise<{ readonly failuresBefore: number }> {
    return this.safe.unlock(passphrase)
  }

  lock(): void {
    this.safe.lock()
  }

  /** Throws `AppFailure` unless it is unlocked. */
  requireOpen(): void {
    this.safe.content()
  }

  /** It locks itself after so many minutes without use. */
  setIdleMinutes(minutes: number): void {
    this.safe.changeSettings({ idleMinutes: minutes })
  }

  /** Says where the token is, and lets PINs be tried again. */
  setToken(token: TokenPlace): void {
    this.safe.changeSettings({ token, wrongPins: 0 })
    this.log.add({ event: 'token-set', detail: token.module })
  }

  /** What the unlocked token does with its keys, and where. Rejects with `AppFailure`. */
  capabilities(): Promise<readonly Capability[]> {
    return this.tokens.with((token) => token.capabilities())
  }

  isTokenUnlocked(): boolean {
    return this.tokens.isUnlocked()
  }

  /** What the unlocked token says of itself, and the wrong PINs in a row. */
  tokenState(): TokenState {
    return this.tokens.state()
  }

  /** Whether this runtime may have keys that protect something. */
  mayHoldRealKeys(): boolean {
    return mayHoldRealKeys(this.world.versions)
  }

  /** Rejects with `AppFailure`. */
  async unlockToken(pin: Secret): Promise<TokenInfo> {
    return (await this.tokens.unlock(pin)).info
  }

  /** Rejects with `AppFailure`. */
  changePassphrase(passphrase: Secret, next: Secret): Promise<void> {
    return this.safe.changePassphrase(passphrase, next)
  }

  /** The built-in TEST keys, and while it is unlocked those of the vault. */
  list(): readonly KeyRecord[] {
    return this.directory.list()
  }

  /** What is known of a key, by its label or id. Throws `AppFailure`. */
  record(name: string): KeyRecord {
    return this.directory.find(name).record
  }

  /** A symmetric key, to be used through `holder`. Throws `AppFailure`: unknown, retired, locked, a key pair. */
  key(name: string): HeldKey {
    return heldKey(this.takeUp(name))
  }

  /** A key pair, to sign through `holder`. Throws `AppFailure`. */
  signingKey(name: string): HeldSigner {
    return heldSigner(this.takeUp(name))
  }

  /** Rejects with `AppFailure`. */
  generate(wish: GenerateWish): Promise<KeyRecord> {
    return this.changes.generate(wish)
  }

  /**
   * Begins a key that custodians bring in components. Of one that was begun before, or is under way when the vault is
   * locked, nothing is kept. Throws `AppFailure`.
   */
  startComponents(wish: ComponentWish): ComponentSession {
    this.entering?.cancel()
    this.entering = new ComponentSession(wish, this.changes, this.log)
    return this.entering
  }

  /** Takes in the key of a key block (TR-31). Rejects with `AppFailure`. */
  importBlock(wish: BlockImport): Promise<KeyRecord> {
    return this.exchange.importBlock(wish)
  }

  /** Takes in a key that is enciphered under a key-encrypting key. Rejects with `AppFailure`. */
  importCryptogram(wish: CryptogramImport): Promise<KeyRecord> {
    return this.exchange.importCryptogram(wish)
  }

  /** A key as a key block (TR-31): the one way out. Rejects with `AppFailure`. */
  exportBlock(wish: BlockExport): Promise<string> {
    return this.exchange.exportBlock(wish)
  }

  /** The key is kept, but used no more. Rejects with `AppFailure`. */
  retire(name: string, custodian?: string): Promise<KeyRecord> {
    return this.changes.retire(name, custodian)
  }

  /** The key is gone for good, on its token, too. Rejects with `AppFailure`. */
  delete(name: string, custodian?: string): Promise<KeyRecord> {
    return this.changes.delete(name, custodian)
  }

  auditEntries(): readonly AuditEntry[] {
    return this.log.entries()
  }

  /** Whether the log is whole; while the vault is unlocked, also against what it remembers of the log. */
  verifyAudit(): AuditVerdict {
    return this.log.verify(this.safe.isOpen() ? this.safe.content().audit : undefined)
  }

  /** Lets go of everything. */
  async stop(): Promise<void> {
    this.safe.lock()
    await this.tokens.lock()
  }

  private takeUp(name: string): KeyRecord {
    const { record } = this.directory.usable(name)
    if (record.origin !== 'built-in' && !this.takenUp.has(record.id)) {
      this.takenUp.add(record.id)
      this.log.add({ event: 'key-taken-up', key: record })
    }
    return record
  }
}
