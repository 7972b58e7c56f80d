import { keyUsages, type KeyRecord, type KeyUsage } from '../../contract/vault'
import { parseHex, toHex } from '../../engine/bytes/hex'
import { isKeyLength, secretKey, type KeyAlgorithm, type SecretKey } from '../../engine/crypto/key-ref'
import { keyCheckValue } from '../../engine/crypto/kcv'
import type { Secret } from '../../engine/crypto/secret'
import { fits, unwrapKeyBlock, wrapKeyBlock } from '../../engine/key-blocks/key-block'
import type { KeyBlockHeader, KeyBlockVersion } from '../../engine/key-blocks/key-block-header'
import { decipher } from '../../engine/key-operations/operation'
import { runCompositionAsync } from '../../engine/key-operations/run-composition'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import type { AuditLog } from './audit-log'
import type { KeyChanges } from './key-changes'
import { heldKey, type KeyDirectory } from './key-directory'
import { symmetricMaterial } from './key-material'
import { blockUsage, suits } from './key-usage'
import type { GenerateWish, KeyWish } from './new-key'
import type { VaultHolder } from './vault-holder'
import type { VaultWorld } from './vault-world'

type ImportWish = Omit<KeyWish, 'kind' | 'usage'> & {
  /** Label or id of the key-encrypting key; TEST or real, it decides what the key is. */
  readonly kek: string
  readonly backend: GenerateWish['backend']
}

export interface BlockImport extends ImportWish {
  /** TR-31, as text. */
  readonly block: string
  /** Where the block's own usage fits several purposes. */
  readonly usage?: KeyUsage | undefined
}

export interface CryptogramImport extends ImportWish {
  readonly usage: KeyUsage
  readonly algorithm: KeyAlgorithm
  /** Hex of the enciphered key. */
  readonly cryptogram: string
  readonly mode: 'ecb' | 'cbc'
  /** 6 hex digits that come with it: a cryptogram by itself shows nothing. */
  readonly kcv: string
}

export interface BlockExport {
  readonly name: string
  readonly kek: string
  /** By default B under triple DES, D under AES. */
  readonly version?: KeyBlockVersion | undefined
  readonly custodian?: string | undefined
}

const ALGORITHMS: Readonly<Record<string, '3des' | 'aes'>> = { T: '3des', D: '3des', A: 'aes' }
/** Bytes that every key is padded to, so that a block does not tell how long its key is. */
const PAD_TO = { '3des': 24, aes: 32 } as const

/** Keys come and go under a key-encrypting key of the vault, and in no other way. Methods reject with `AppFailure`. */
export class KeyExchange {
  constructor(
    private readonly world: VaultWorld,
    private readonly directory: KeyDirectory,
    private readonly holder: VaultHolder,
    private readonly changes: KeyChanges,
    private readonly audit: AuditLog
  ) {}

  async importBlock({ block, kek, usage, ...wish }: BlockImport): Promise<KeyRecord> {
    const protecting = this.kek(kek)
    const outcome = await runCompositionAsync(unwrapKeyBlock(heldKey(protecting), block.trim()), this.holder)
    if (outcome.kind === 'refused') throw this.importRefused(protecting, outcome.problem)
    const { header, key } = outcome
    try {
      const algorithm = ALGORITHMS[header.algorithm]
      if (algorithm === undefined) throw this.importRefused(protecting, 'algorithm')
      const purpose = this.usageOf(header, algorithm, usage, protecting)
      const exportable = wish.exportable && header.exportability !== 'N'
      return await this.take(protecting, { ...wish, usage: purpose, exportable }, algorithm, key, 'key-block')
    } finally {
      key.wipe()
    }
  }

  async importCryptogram(wish: CryptogramImport): Promise<KeyRecord> {
    const protecting = this.kek(wish.kek)
    const parsed = parseHex(wish.cryptogram)
    const block = protecting.algorithm === '3des' ? 8 : 16
    const bytes = parsed.kind === 'ok' ? parsed.bytes : new Uint8Array()
    if (!isKeyLength(wish.algorithm, bytes.length) || bytes.length % block !== 0) {
      throw this.importRefused(protecting, 'length')
    }
    const plain = await runCompositionAsync(decipher(heldKey(protecting), wish.mode, bytes), this.holder)
    const { secret } = secretKey(wish.algorithm, plain)
    plain.fill(0)
    try {
      if (toHex(keyCheckValue(secretKey(wish.algorithm, secret))) !== wish.kcv.toUpperCase()) {
        throw this.importRefused(protecting, 'check-value')
      }
      return await this.take(protecting, wish, wish.algorithm, secret, 'cryptogram')
    } finally {
      secret.wipe()
    }
  }

  async exportBlock({ name, kek, version, custodian }: BlockExport): Promise<string> {
    const protecting = this.kek(kek)
    const { record, secret } = this.directory.usable(name)
    const form = blockUsage(record.usage)
    if (!record.exportable || secret === undefined || form === undefined) {
      this.refusedExport(record, 'not exportable')
      throw new AppFailure('key-not-exportable', { detail: vaultProblems.named(record.label, record.kcv) })
    }
    const { algorithm } = record
    if (algorithm !== '3des' && algorithm !== 'aes') throw this.exportRefused(record, 'algorithm')
    this.requireApart(protecting, record)
    if (isWeaker(protecting, algorithm)) throw this.exportRefused(record, 'weaker')
    const header: KeyBlockHeader = {
      ...{ version: version ?? (protecting.algorithm === 'aes' ? 'D' : 'B'), usage: form.usages[0] ?? '' },
      ...{ algorithm: algorithm === 'aes' ? 'A' : 'T', mode: form.mode, keyVersion: '00' },
      ...{ exportability: 'E', optional: [] }
    }
    const key = heldKey(protecting)
    if (!fits(header.version, key)) throw this.exportRefused(record, 'protecting-key-unfit')
    const wrap = wrapKeyBlock(key, header, secret, this.world.random, PAD_TO[algorithm])
    const block = await runCompositionAsync(wrap, this.holder)
    this.audit.add({
      ...{ event: 'key-exported', key: record, detail: `under ${protecting.label} ${protecting.kcv}` },
      ...(custodian !== undefined && { custodian })
    })
    return block
  }

  private async take(
    protecting: KeyRecord,
    wish: Omit<KeyWish, 'kind'> & Pick<GenerateWish, 'backend'>,
    algorithm: KeyAlgorithm,
    bytes: Secret,
    origin: 'key-block' | 'cryptogram'
  ): Promise<KeyRecord> {
    if (!suits(wish.usage, algorithm)) throw this.importRefused(protecting, 'usage')
    const isLength = isKeyLength(algorithm, bytes.length) && !(algorithm === '3des' && bytes.length === 8)
    if (!isLength) throw this.importRefused(protecting, 'length')
    if (isWeaker(protecting, algorithm)) throw this.importRefused(protecting, 'weaker')
    const key: SecretKey = bytes.use((lent) => secretKey(algorithm, lent))
    const full = { ...wish, kind: protecting.kind }
    return this.changes.arrive({ wish: full, material: symmetricMaterial(key), origin })
  }

  private usageOf(
    { usage: code }: KeyBlockHeader,
    algorithm: '3des' | 'aes',
    wanted: KeyUsage | undefined,
    protecting: KeyRecord
  ): KeyUsage {
    const fitting = keyUsages.filter(
      (usage) => blockUsage(usage)?.usages.includes(code) === true && suits(usage, algorithm)
    )
    if (wanted !== undefined) {
      if (fitting.includes(wanted)) return wanted
      throw this.importRefused(protecting, 'usage')
    }
    const [only] = fitting
    if (only === undefined || fitting.length > 1) throw this.importRefused(protecting, 'usage-unclear')
    return only
  }

  private kek(name: string): KeyRecord {
    const { record } = this.directory.usable(name)
    if (record.usage !== 'kek') {
      const { label, usage } = record
      throw new AppFailure('key-use-refused', { detail: vaultProblems.useRefused(label, usage, 'protect') })
    }
    return record
  }

  private requireApart(protecting: KeyRecord, record: KeyRecord): void {
    if (protecting.kind !== record.kind) throw this.exportRefused(record, 'kind')
  }

  private importRefused(protecting: KeyRecord, problem: string): AppFailure {
    this.audit.add({ event: 'import-refused', key: protecting, detail: problem })
    return new AppFailure('key-block-refused', { detail: vaultProblems.block(problem) })
  }

  private exportRefused(record: KeyRecord, problem: string): AppFailure {
    this.refusedExport(record, problem)
    return new AppFailure('key-block-refused', { detail: vaultProblems.block(problem) })
  }

  private refusedExport(record: KeyRecord, problem: string): void {
    this.audit.add({ event: 'export-refused', key: record, detail: problem })
  }
}

/** Triple DES never protects AES. */
function isWeaker({ algorithm }: KeyRecord, inside: KeyAlgorithm): boolean {
  return algorithm === '3des' && inside !== '3des'
}
