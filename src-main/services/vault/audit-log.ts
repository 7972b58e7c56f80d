import { auditEntry, type AuditEntry, type AuditEvent, type KeyRecord } from '../../contract/vault'
import { toHex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import type { AuditFile } from './audit-file-port'
import type { AuditHead } from './vault-content'

/** What is put on record. */
export interface AuditFacts {
  readonly event: AuditEvent
  readonly key?: Pick<KeyRecord, 'id' | 'label' | 'kcv'>
  readonly custodian?: string
  readonly detail?: string
}

export type AuditVerdict =
  | { readonly kind: 'sound'; readonly entries: number }
  /** The entry, counted from 1, is not what was written there; `missing`: what the vault remembers is gone. */
  | { readonly kind: 'broken'; readonly at: number; readonly problem: 'altered' | 'missing' }

const NO_ENTRY = '0'.repeat(64)

/** Who did what with which key: a chain of entries, each bound to the one before by its hash. */
export class AuditLog {
  constructor(
    private readonly file: AuditFile,
    private readonly now: () => number,
    private readonly user: string
  ) {}

  /** Puts it on record, durably, before it returns. Throws `StorageFailure`. */
  add({ event, key, custodian, detail }: AuditFacts): AuditHead {
    const line = this.file.append((last) => {
      const before = last === undefined ? undefined : parse(last)
      return JSON.stringify(
        hashed({
          seq: (before?.seq ?? 0) + 1,
          at: new Date(this.now()).toISOString(),
          user: this.user,
          ...(custodian !== undefined && { custodian }),
          event,
          ...(key && { key: { id: key.id, label: key.label, kcv: key.kcv } }),
          ...(detail !== undefined && { detail }),
          // What follows a line that is none begins anew, and does not hide it.
          prev: before?.hash ?? NO_ENTRY
        })
      )
    })
    const { seq, hash } = parse(line) ?? { seq: 0, hash: NO_ENTRY }
    return { seq, hash }
  }

  /** All entries that can be read, oldest first. */
  entries(): readonly AuditEntry[] {
    return this.file.lines().flatMap((line) => parse(line) ?? [])
  }

  /** Whether a vault was ever made here. */
  knowsVault(): boolean {
    return this.entries().some(({ event }) => event === 'vault-created')
  }

  /** Whether every entry is as it was written; with `head`, also that what a vault has seen is still there. */
  verify(head?: AuditHead): AuditVerdict {
    let prev = NO_ENTRY
    const lines = this.file.lines()
    for (const [index, line] of lines.entries()) {
      const entry = parse(line)
      if (entry?.seq !== index + 1 || entry.prev !== prev || hashOf(entry) !== entry.hash) {
        return { kind: 'broken', at: index + 1, problem: 'altered' }
      }
      if (head?.seq === entry.seq && head.hash !== entry.hash) {
        return { kind: 'broken', at: entry.seq, problem: 'altered' }
      }
      prev = entry.hash
    }
    return head !== undefined && head.seq > lines.length
      ? { kind: 'broken', at: lines.length + 1, problem: 'missing' }
      : { kind: 'sound', entries: lines.length }
  }
}

function hashed(entry: Omit<AuditEntry, 'hash'>): AuditEntry {
  return { ...entry, hash: hashOf(entry) }
}

/** Over the members in one order: an entry that was read may have them in another. */
function hashOf({ seq, at, user, custodian, event, key, detail, prev }: Omit<AuditEntry, 'hash'>): string {
  const members = [prev, seq, at, user, custodian ?? null, event, key?.id ?? null, key?.label ?? null]
  const text = JSON.stringify([...members, key?.kcv ?? null, detail ?? null])
  return toHex(sha256(new TextEncoder().encode(text)))
}

function parse(line: string): AuditEntry | undefined {
  try {
    const parsed = auditEntry.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
