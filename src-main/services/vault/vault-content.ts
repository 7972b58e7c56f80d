import { vaultContent, type KeyRecord } from '../../contract/vault'
import { concat, uint, uintBytes } from '../../engine/bytes/bytes'
import { Secret } from '../../engine/crypto/secret'

/** A key of the vault; without bytes where a token has them. */
export interface VaultEntry {
  readonly record: KeyRecord
  readonly secret?: Secret
}

/** The last entry of the audit log that a vault has seen. */
export interface AuditHead {
  readonly seq: number
  readonly hash: string
}

/** Everything in a vault, the keys by their ids. */
export interface VaultContent {
  readonly entries: ReadonlyMap<string, VaultEntry>
  readonly audit?: AuditHead
}

const LENGTH = 4

/** Records as JSON, then the keys' bytes one after the other: no key is ever part of a text. The caller wipes it. */
export function encodeContent({ entries, audit }: VaultContent): Uint8Array {
  const all = [...entries.values()]
  const keys = all.map(({ record, secret }) => ({ record, secretLength: secret?.length ?? 0 }))
  const json = new TextEncoder().encode(JSON.stringify({ keys, ...(audit && { audit }) }))
  const head = concat(uintBytes(json.length, LENGTH), json)
  const length = head.length + keys.reduce((sum, { secretLength }) => sum + secretLength, 0)
  const plain = new Uint8Array(length)
  plain.set(head)
  let at = head.length
  for (const { secret } of all) {
    secret?.use((bytes) => plain.set(bytes, at))
    at += secret?.length ?? 0
  }
  return plain
}

/** The same back; undefined where it is something else. `plain` is wiped. */
export function decodeContent(plain: Uint8Array): VaultContent | undefined {
  try {
    const json = LENGTH + uint(plain.subarray(0, LENGTH))
    const parsed = vaultContent.safeParse(JSON.parse(new TextDecoder().decode(plain.subarray(LENGTH, json))))
    if (!parsed.success) return undefined
    const entries = new Map<string, VaultEntry>()
    let at = json
    for (const { record, secretLength } of parsed.data.keys) {
      const bytes = plain.subarray(at, at + secretLength)
      entries.set(record.id, { record, ...(secretLength > 0 && { secret: new Secret(bytes) }) })
      at += secretLength
    }
    if (at !== plain.length) return undefined
    return { entries, ...(parsed.data.audit && { audit: parsed.data.audit }) }
  } catch {
    return undefined
  } finally {
    plain.fill(0)
  }
}

/** Overwrites the keys' bytes. */
export function wipeContent({ entries }: VaultContent): void {
  for (const { secret } of entries.values()) secret?.wipe()
}
