import type { DocumentStore } from '../storage/document-store'
import type { AuditFile } from './audit-file-port'
import type { RuntimeVersions } from './real-keys'
import type { OpenToken } from './token-port'

/** What the vault needs of the world. */
export interface VaultWorld {
  readonly documents: DocumentStore
  readonly audit: AuditFile
  readonly openToken: OpenToken
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** That many unpredictable bytes. */
  readonly random: (length: number) => Uint8Array
  /** Calls `work` once after so many milliseconds; the timer keeps no process alive. Returns what calls it off. */
  readonly later: (work: () => void, ms: number) => () => void
  /** Waits without doing anything. */
  readonly pause: (ms: number) => Promise<void>
  readonly versions: RuntimeVersions
  /** The user of the operating system, for the audit log. */
  readonly user: string
  /** scrypt's N for new passphrases. */
  readonly scryptCost: number
}
