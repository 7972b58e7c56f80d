import { vaultFile, type VaultFile } from '../../contract/vault'
import { concat } from '../../engine/bytes/bytes'
import { hex, toHex } from '../../engine/bytes/hex'
import { equalInConstantTime } from '../../engine/crypto/constant-time'
import { sha256 } from '../../engine/crypto/hash'
import { hmacSha256 } from '../../engine/crypto/hmac'
import { scrypt } from '../../engine/crypto/password-hash'
import { seal, SEAL_NONCE_LENGTH, unseal } from '../../engine/crypto/sealed-box'
import { Secret } from '../../engine/crypto/secret'

const VERSION = 1
const SALT_LENGTH = 16
const CHECK_LENGTH = 16
/** What a file may ask for: less is no protection, more would keep whoever opens it waiting. */
const COSTS = [2 ** 10, 2 ** 21] as const

type Kdf = VaultFile['kdf']

/** What the passphrase came to: enough to open the file and to write it again. */
export interface VaultKeys {
  readonly kdf: Kdf
  /** Enciphers the body. */
  readonly body: Secret
  readonly check: Uint8Array
}

export type ReadFile =
  | { readonly kind: 'file'; readonly file: VaultFile }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' }
  /** Written by a later version of the program. */
  | { readonly kind: 'newer' }

/** Judges a stored document without the passphrase. */
export function readVaultFile(document: unknown): ReadFile {
  if (document === undefined) return { kind: 'absent' }
  const parsed = vaultFile.safeParse(document)
  const version =
    typeof document === 'object' && document !== null && 'version' in document ? document.version : 0
  if (typeof version === 'number' && version > VERSION) return { kind: 'newer' }
  if (!parsed.success || parsed.data.version !== VERSION) return { kind: 'damaged' }
  const file = parsed.data
  const isSound = equalInConstantTime(hex(file.sum), sumOf(file))
  const { n, salt } = file.kdf
  const isUsable =
    n >= COSTS[0] && n <= COSTS[1] && Number.isInteger(Math.log2(n)) && salt.length === SALT_LENGTH * 2
  return isSound && isUsable ? { kind: 'file', file } : { kind: 'damaged' }
}

/** Parameters for a new passphrase. `cost` is scrypt's N. */
export function newKdf(random: (length: number) => Uint8Array, cost: number): Kdf {
  return { name: 'scrypt', n: cost, r: 8, p: 1, salt: toHex(random(SALT_LENGTH)) }
}

/** The keys of a passphrase. Takes about half a second and 128 MiB at the usual cost. */
export async function vaultKeys(kdf: Kdf, passphrase: Secret): Promise<VaultKeys> {
  const root = await scrypt(passphrase, hex(kdf.salt), kdf.n)
  const secret = new Secret(root)
  root.fill(0)
  const body = hmacSha256(secret, text('vault body'))
  const keys = {
    kdf,
    body: new Secret(body),
    check: hmacSha256(secret, text('vault check')).slice(0, CHECK_LENGTH)
  }
  body.fill(0)
  secret.wipe()
  return keys
}

/** Whether these are the keys of the file's passphrase. */
export function areKeysOf(keys: VaultKeys, file: VaultFile): boolean {
  return keys.kdf.salt === file.kdf.salt && equalInConstantTime(keys.check, hex(file.check))
}

/** What lies in the file; undefined where it was altered. The caller wipes it. */
export function openBody({ body }: VaultKeys, file: VaultFile): Uint8Array | undefined {
  return unseal(body, hex(file.nonce), headerOf(file), hex(file.body))
}

/** The file with this in it. */
export function sealBody(
  { kdf, body, check }: VaultKeys,
  random: (length: number) => Uint8Array,
  plain: Uint8Array
): VaultFile {
  const nonce = random(SEAL_NONCE_LENGTH)
  const head = {
    ...({ format: 'cardwright-vault', version: VERSION, kdf, cipher: 'xchacha20-poly1305' } as const),
    nonce: toHex(nonce)
  }
  const sealed = toHex(seal(body, nonce, headerOf(head), plain))
  const file = { ...head, check: toHex(check), body: sealed, sum: '' }
  return { ...file, sum: toHex(sumOf(file)) }
}

type Head = Pick<VaultFile, 'format' | 'version' | 'kdf' | 'cipher' | 'nonce'>

/** In an order of its own: the order of a document's members is nobody's promise. */
function headerOf({ format, version, kdf, cipher, nonce }: Head): Uint8Array {
  return text(JSON.stringify([format, version, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, cipher, nonce]))
}

function sumOf(file: VaultFile): Uint8Array {
  return sha256(concat(headerOf(file), text(file.check), text(file.body)))
}

function text(characters: string): Uint8Array {
  return new TextEncoder().encode(characters)
}
