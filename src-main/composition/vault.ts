import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LinesFile } from '../adapters/data-folder/audit-file'
import type { DataFolder } from '../adapters/data-folder/data-folder'
import { tokenOpener } from '../adapters/pkcs11/open-token'
import { randomBytes } from '../engine/crypto/random'
import { VaultService } from '../services/vault/vault-service'

const AUDIT_FILE = 'audit.jsonl'
/** About half a second, and 128 MiB of memory. */
const SCRYPT_COST = 2 ** 17

/** The vault of the data folder. Nothing is opened before it is used. */
export function createVault(store: DataFolder): VaultService {
  return new VaultService({
    documents: store,
    audit: new LinesFile(join(store.path, AUDIT_FILE)),
    openToken: tokenOpener(workerFile()),
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

/** The thread's file lies beside the program's; a part of the window's program lies a folder deeper. */
function workerFile(): string {
  const places = ['./token-worker.mjs', './token-worker.cjs', '../token-worker.cjs']
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return files.find((file) => existsSync(file)) ?? files[0] ?? ''
}

/** A system without an entry for its user gives none. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
