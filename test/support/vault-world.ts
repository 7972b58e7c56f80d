import { type Secret } from '../../src-main/engine/crypto/secret'
import { randomBytes } from '../../src-main/engine/crypto/random'
import type { AuditFile } from '../../src-main/services/vault/audit-file-port'
import { passphraseOf } from '../../src-main/services/vault/passphrase-policy'
import { TokenFailure } from '../../src-main/services/vault/token-port'
import { VaultService } from '../../src-main/services/vault/vault-service'
import type { VaultWorld } from '../../src-main/services/vault/vault-world'
import { MemoryDocuments } from './memory-documents'

export const PASSPHRASE = 'correct horse battery'

/** A passphrase as a person types it; each is wiped by nobody. */
export function passphrase(text = PASSPHRASE): Secret {
  return passphraseOf(text)
}

/** Lines in memory, which a test may alter. */
export class MemoryLines implements AuditFile {
  all: string[] = []

  lines(): readonly string[] {
    return this.all
  }

  append(make: (last: string | undefined) => string): string {
    const line = make(this.all.at(-1))
    this.all.push(line)
    return line
  }
}

/** A world with a clock that stands still until it is moved, and that calls what is due then. */
export class FakeVaultWorld implements VaultWorld {
  readonly documents = new MemoryDocuments()
  readonly audit = new MemoryLines()
  time = 1_800_000_000_000
  versions: VaultWorld['versions'] = {}
  openToken: VaultWorld['openToken'] = () => Promise.reject(new TokenFailure('no-binding'))
  readonly user = 'tester'
  /** So low that the tests do not wait for it. */
  readonly scryptCost = 2 ** 10
  readonly random = randomBytes
  private readonly timers = new Set<{ readonly at: number; readonly work: () => void }>()

  readonly now = (): number => this.time
  readonly pause = async (ms: number): Promise<void> => {
    this.move(ms)
    await Promise.resolve()
  }

  readonly later = (work: () => void, ms: number): (() => void) => {
    const timer = { at: this.time + ms, work }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  move(ms: number): void {
    this.time += ms
    for (const timer of [...this.timers]) {
      if (timer.at > this.time) continue
      this.timers.delete(timer)
      timer.work()
    }
  }
}

/** A vault that was just made, and its world. */
export async function openVault(
  world = new FakeVaultWorld()
): Promise<{ readonly world: FakeVaultWorld; readonly vault: VaultService }> {
  const vault = new VaultService(world)
  await vault.create(passphrase())
  return { world, vault }
}

/** The code of the `AppFailure` that the work ends with. */
export async function failureOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
  return 'none'
}
