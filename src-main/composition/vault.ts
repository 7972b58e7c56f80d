import { userInfo } from 'node:os'
import { join } from 'node:path'
import { LinesFile } from '../adapters/data-folder/audit-file'
import type { DataFolder } from '../adapters/data-folder/data-folder'
import { randomBytes } from '../engine/crypto/random'
import { TokenFailure } from '../services/vault/token-port'
import { VaultService } from '../services/vault/vault-service'

const AUDIT_FILE = 'audit.jsonl'
/** About half a second, and 128 MiB of memory. */
const SCRYPT_COST = 2 ** 17

/** The vault of the data folder. Nothing is opened before it is used. */
export function createVault(store: DataFolder): VaultService {
  return new VaultService({
    documents: store,
    audit: new LinesFile(join(store.path, AUDIT_FILE)),
    openToken: () => Promise.reject(new TokenFailure('no-binding')),
    now: Date.now,
    random: randomBytes,
    later: (work, ms) => {
      const timer = setTimeout(work, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    versions: process.versions,
    user: userName(),
    scryptCost: SCRYPT_COST
  })
}

/** A system without an entry for its user gives none. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
