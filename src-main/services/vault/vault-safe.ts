import { vaultSettings, type VaultFile, type VaultSettings } from '../../contract/vault'
import type { Secret } from '../../engine/crypto/secret'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import type { AuditLog } from './audit-log'
import { checkPassphrase } from './passphrase-policy'
import { UnlockThrottle } from './unlock-throttle'
import {
  decodeContent,
  encodeContent,
  wipeContent,
  type VaultContent,
  type VaultEntry
} from './vault-content'
import { areKeysOf, newKdf, openBody, readVaultFile, sealBody, vaultKeys, type VaultKeys } from './vault-file'
import type { VaultWorld } from './vault-world'

const DOCUMENT = 'vault'
const SETTINGS = 'vault-settings'
const IDLE_MINUTES = 15
/** How long a change waits for another process to be done with its own. */
const PATIENCE_MS = 5_000
const PAUSE_MS = 50

interface Open {
  readonly keys: VaultKeys
  /** Of the file that `content` was read from. */
  nonce: string
  content: VaultContent
  usedAt: number
}

export type SafeState = 'absent' | 'locked' | 'unlocked' | 'damaged' | 'newer'

/**
 * The encrypted document with the keys: made, unlocked, locked, changed. Locks itself when nobody used it for a while.
 * Window and command line may work on one at the same time: a change reads what lies there before it writes.
 */
export class VaultSafe {
  private open: Open | undefined
  private stopIdling: (() => void) | undefined
  private readonly throttle: UnlockThrottle

  constructor(
    private readonly world: VaultWorld,
    private readonly audit: AuditLog,
    /** Told when the secrets were wiped. */
    private readonly locked: () => void
  ) {
    this.throttle = new UnlockThrottle(world.documents, world.now)
  }

  state(): SafeState {
    const read = readVaultFile(this.world.documents.read(DOCUMENT))
    if (read.kind === 'absent') return this.audit.knowsVault() ? 'damaged' : 'absent'
    if (read.kind !== 'file') return read.kind
    return this.isOpen() ? 'unlocked' : 'locked'
  }

  /** Wrong passphrases since the last right one, and the milliseconds until another may be tried. */
  tries(): { readonly failures: number; readonly wait: number } {
    return { failures: this.throttle.failures(), wait: this.throttle.wait() }
  }

  settings(): VaultSettings {
    const parsed = vaultSettings.safeParse(this.world.documents.read(SETTINGS) ?? {})
    return parsed.success ? parsed.data : {}
  }

  /** After so long without use it locks itself. */
  idleMinutes(): number {
    return this.settings().idleMinutes ?? IDLE_MINUTES
  }

  changeSettings(changes: VaultSettings): void {
    this.world.documents.write(SETTINGS, { ...this.settings(), ...changes })
  }

  /** Makes an empty vault and leaves it unlocked. `anew`: also where an earlier one is lost. Rejects with `AppFailure`. */
  async create(passphrase: Secret, anew: boolean): Promise<void> {
    checkPassphrase(passphrase)
    await this.alone(async () => {
      const state = this.state()
      if (state === 'damaged' && !anew) throw new AppFailure('vault-damaged')
      if (state !== 'absent' && state !== 'damaged') throw new AppFailure('vault-exists')
      this.world.documents.setAside(DOCUMENT)
      const keys = await vaultKeys(newKdf(this.world.random, this.world.scryptCost), passphrase)
      const content = { entries: new Map<string, VaultEntry>() }
      const { nonce } = this.store(keys, content)
      this.audit.add({ event: 'vault-created' })
      this.throttle.succeeded()
      this.use({ keys, nonce, content, usedAt: this.world.now() })
    })
  }

  /** Opens it; tells how many tries had failed before. Rejects with `AppFailure`. */
  async unlock(passphrase: Secret): Promise<{ readonly failuresBefore: number }> {
    return this.alone(async () => {
      const file = this.file()
      const failuresBefore = this.throttle.failures()
      const keys = await this.keysFor(file, passphrase)
      this.lock()
      const content = this.contentOf(keys, file)
      this.use({ keys, nonce: file.nonce, content, usedAt: this.world.now() })
      this.audit.add({ event: 'vault-unlocked', detail: `${failuresBefore} failed before` })
      return { failuresBefore }
    })
  }

  /** Wipes every secret. */
  lock(): void {
    this.stopIdling?.()
    this.stopIdling = undefined
    if (this.open === undefined) return
    wipeContent(this.open.content)
    this.open.keys.body.wipe()
    this.open = undefined
    this.locked()
  }

  /** Enciphers everything under another passphrase. Whoever else has it open is locked out. Rejects with `AppFailure`. */
  async changePassphrase(passphrase: Secret, next: Secret): Promise<void> {
    checkPassphrase(next)
    await this.alone(async () => {
      const file = this.file()
      const old = await this.keysFor(file, passphrase)
      const keys = await vaultKeys(newKdf(this.world.random, this.world.scryptCost), next)
      this.lock()
      const { entries } = this.contentOf(old, file)
      old.body.wipe()
      const content = { entries, audit: this.audit.add({ event: 'passphrase-changed' }) }
      const { nonce } = this.store(keys, content)
      this.use({ keys, nonce, content, usedAt: this.world.now() })
    })
  }

  /** What lies in it now, another process's changes included. Throws `AppFailure` where it is locked. */
  content(): VaultContent {
    const file = this.file()
    const open = this.opened()
    if (file.nonce !== open.nonce) {
      if (!areKeysOf(open.keys, file)) {
        this.lock()
        throw new AppFailure('vault-locked', { detail: vaultProblems.passphraseChanged })
      }
      const content = this.contentOf(open.keys, file)
      wipeContent(open.content)
      open.content = content
      open.nonce = file.nonce
    }
    open.usedAt = this.world.now()
    return open.content
  }

  /** Whether it can be used without a passphrase now. */
  isOpen(): boolean {
    if (this.open !== undefined && this.world.now() - this.open.usedAt > this.idleMs()) this.lock()
    return this.open !== undefined
  }

  /**
   * Changes what lies there: `work` returns all that is to lie there then. Another process's changes are read before,
   * and wait until this one is written. Rejects with `AppFailure`, or with what `work` threw, and nothing is changed.
   */
  async change(work: (content: VaultContent) => VaultContent): Promise<void> {
    await this.alone(() => {
      const content = work(this.content())
      const open = this.opened()
      open.nonce = this.store(open.keys, content).nonce
      open.content = content
      return Promise.resolve()
    })
  }

  private async keysFor(file: VaultFile, passphrase: Secret): Promise<VaultKeys> {
    const wait = this.throttle.wait()
    if (wait > 0)
      throw new AppFailure('vault-throttled', { detail: vaultProblems.wait(Math.ceil(wait / 1000)) })
    this.throttle.tried()
    const keys = await vaultKeys(file.kdf, passphrase)
    if (!areKeysOf(keys, file)) {
      keys.body.wipe()
      const { failures } = this.tries()
      this.audit.add({ event: 'unlock-refused', detail: `${failures} in a row` })
      throw new AppFailure('vault-passphrase-wrong', { detail: vaultProblems.failures(failures) })
    }
    this.throttle.succeeded()
    return keys
  }

  private contentOf(keys: VaultKeys, file: VaultFile): VaultContent {
    const plain = openBody(keys, file)
    const content = plain && decodeContent(plain)
    if (content === undefined) throw new AppFailure('vault-damaged')
    return content
  }

  private file(): VaultFile {
    const read = readVaultFile(this.world.documents.read(DOCUMENT))
    switch (read.kind) {
      case 'file':
        return read.file
      case 'absent':
        throw new AppFailure(this.audit.knowsVault() ? 'vault-damaged' : 'vault-absent')
      case 'damaged':
        throw new AppFailure('vault-damaged')
      case 'newer':
        throw new AppFailure('vault-newer')
    }
  }

  private store(keys: VaultKeys, content: VaultContent): VaultFile {
    const plain = encodeContent(content)
    try {
      const file = sealBody(keys, this.world.random, plain)
      this.world.documents.write(DOCUMENT, file)
      return file
    } finally {
      plain.fill(0)
    }
  }

  private opened(): Open {
    if (!this.isOpen() || this.open === undefined) throw new AppFailure('vault-locked')
    return this.open
  }

  private use(open: Open): void {
    this.open = open
    this.watchIdle(this.idleMs())
  }

  private watchIdle(ms: number): void {
    this.stopIdling?.()
    this.stopIdling = this.world.later(() => {
      if (this.isOpen() && this.open !== undefined) {
        this.watchIdle(this.open.usedAt + this.idleMs() - this.world.now() + 1)
      }
    }, ms + 1)
  }

  private idleMs(): number {
    return this.idleMinutes() * 60_000
  }

  private async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let waited = 0; ; waited += PAUSE_MS) {
      const hold = this.world.documents.hold(DOCUMENT)
      if (hold.kind === 'held') {
        try {
          return await work()
        } finally {
          hold.release()
        }
      }
      if (waited >= PATIENCE_MS) throw new AppFailure('vault-busy')
      await this.world.pause(PAUSE_MS)
    }
  }
}
