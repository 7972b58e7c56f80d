import { equalBytes } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import type { CaKeyLookup, CaPublicKey } from '../../engine/offline-auth/ca-key'
import { testCaKeys } from '../../engine/offline-auth/test-issuer'
import { caKeyProblems as say, TEST_CA_SOURCE } from '../../texts/phrases/ca-keys'
import { AppFailure } from '../app-failure'
import type { DocumentStore } from '../storage/document-store'
import { caKeyRecord, indexText, parseCaKey, type CaKeyEntry } from './ca-key-record'

const DOCUMENT = 'ca-keys'

/** How many keys an import brought. */
export interface CaKeyImport {
  readonly added: number
  readonly replaced: number
  readonly unchanged: number
}

/** Which key is meant. Where RSA and SM2 share an index and nothing else is said, both are. */
export interface CaKeyName {
  readonly rid: Uint8Array
  readonly index: number
  readonly algorithm?: CaPublicKey['algorithm']
}

/**
 * The payment systems' public keys that a person trusts, kept in the data folder. Nothing is trusted but what was
 * imported, and the TEST CA, which is built in.
 */
export class CaKeysService {
  private readonly builtIn: readonly CaKeyEntry[] = testCaKeys().map((key) => ({
    ...{ key, source: TEST_CA_SOURCE },
    ...{ checked: true, test: true }
  }))
  private imported: readonly CaKeyEntry[] = []

  /** A list that cannot be read is kept out of the way, and counts as empty. */
  constructor(private readonly store: DocumentStore) {
    this.refresh()
  }

  /** By RID and index; the TEST CA is among them, and says so. */
  list(): CaKeyEntry[] {
    this.refresh()
    const order = ({ key }: CaKeyEntry): string => `${toHex(key.rid)}${indexText(key.index)}${key.algorithm}`
    return [...this.builtIn, ...this.imported].sort((a, b) => (order(a) < order(b) ? -1 : 1))
  }

  /** What offline data authentication asks. */
  readonly lookup: CaKeyLookup = (rid, index) =>
    [...this.builtIn, ...this.imported]
      .map(({ key }) => key)
      .filter((key) => key.index === index && equalBytes(key.rid, rid))

  /**
   * Takes all keys of a JSON text, or none: a list of keys, or `{ "keys": [...] }`. `source` is kept with those that
   * name none. Throws `AppFailure` that names the first key which cannot be taken, and why.
   */
  import(text: string, source: string): CaKeyImport {
    const values = listOf(text)
    const entries = values.map((value, index): CaKeyEntry => {
      const parsed = parseCaKey(value)
      if (parsed.kind === 'bad') {
        const why = values.length === 1 ? parsed.why : say.entry(index + 1, parsed.why)
        throw new AppFailure('ca-key-unusable', { detail: why })
      }
      return { key: parsed.key, source: parsed.source ?? source, checked: parsed.checked, test: false }
    })
    this.refresh()
    const result = { added: 0, replaced: 0, unchanged: 0 }
    let imported = this.imported
    for (const entry of entries) {
      this.refuseBuiltIn(entry.key)
      const before = imported.find(({ key }) => isNamed(key, entry.key))
      if (before === undefined) result.added += 1
      else if (isSame(before, entry)) result.unchanged += 1
      else result.replaced += 1
      imported = [...imported.filter((other) => other !== before), entry]
    }
    this.keep(imported)
    return result
  }

  /** Removes a key. Throws `AppFailure` where there is none, or where it is built in. */
  remove(name: CaKeyName): void {
    this.refuseBuiltIn(name)
    this.refresh()
    const rest = this.imported.filter(({ key }) => !isNamed(key, name))
    if (rest.length === this.imported.length) {
      throw new AppFailure('ca-key-unknown', { detail: say.named(toHex(name.rid), indexText(name.index)) })
    }
    this.keep(rest)
  }

  /** The imported keys as the text of a JSON file, which `import` reads again. */
  export(): string {
    return `${JSON.stringify(documentOf(this.imported), undefined, 2)}\n`
  }

  /** Another program may have changed the list in the same data folder. */
  private refresh(): void {
    const stored = this.store.read(DOCUMENT)
    const entries = stored === undefined ? [] : storedEntries(stored)
    if (entries === undefined) this.store.setAside(DOCUMENT)
    this.imported = entries ?? []
  }

  private refuseBuiltIn(name: CaKeyName): void {
    if (this.builtIn.some(({ key }) => isNamed(key, name))) {
      throw new AppFailure('ca-key-built-in', { detail: say.named(toHex(name.rid), indexText(name.index)) })
    }
  }

  private keep(entries: readonly CaKeyEntry[]): void {
    this.store.write(DOCUMENT, documentOf(entries))
    this.imported = entries
  }
}

function documentOf(entries: readonly CaKeyEntry[]): unknown {
  return { format: 'cardwright-ca-keys', version: 1, keys: entries.map(caKeyRecord) }
}

/** Undefined for a document that is none of ours. */
function storedEntries(document: unknown): CaKeyEntry[] | undefined {
  const parsed = keysIn(document)?.map(parseCaKey)
  const entries = parsed?.flatMap((one): CaKeyEntry[] =>
    one.kind === 'ok' ? [{ key: one.key, source: one.source ?? '', checked: one.checked, test: false }] : []
  )
  return entries?.length === parsed?.length ? entries : undefined
}

function listOf(text: string): readonly unknown[] {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new AppFailure('ca-keys-not-readable', { detail: say.notJson })
  }
  const keys = keysIn(document)
  if (keys === undefined) throw new AppFailure('ca-keys-not-readable', { detail: say.notJson })
  return keys
}

function keysIn(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document as unknown[]
  if (typeof document !== 'object' || document === null) return undefined
  const { keys } = document as Readonly<Record<string, unknown>>
  if (Array.isArray(keys)) return keys as unknown[]
  // One key by itself.
  return 'rid' in document ? [document] : undefined
}

function isNamed(key: CaPublicKey, { rid, index, algorithm }: CaKeyName): boolean {
  const same = key.index === index && equalBytes(key.rid, rid)
  return same && (algorithm === undefined || algorithm === key.algorithm)
}

/** Whether both are one key with the same expiry, and known from the same place. */
function isSame(left: CaKeyEntry, right: CaKeyEntry): boolean {
  return JSON.stringify(caKeyRecord(left)) === JSON.stringify(caKeyRecord(right))
}
