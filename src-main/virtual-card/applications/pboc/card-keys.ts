import { toHex } from '../../../engine/bytes/hex'
import { secretKey } from '../../../engine/crypto/key-ref'
import { rsaPrivateKey } from '../../../engine/crypto/rsa'
import type { SecretKeySet } from '../../../engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../engine/cryptogram/profiles/all-profiles'
import type { CryptogramProfile } from '../../../engine/cryptogram/profiles/profile'
import { Secret } from '../../../engine/crypto/secret'
import { rsaSigner, sm2Signer, type Signer } from '../../../engine/key-operations/signer'
import type { MemoryArea } from '../../memory/memory-area'
import { CELL } from './pboc-cells'

const RSA_PARTS = ['modulus', 'exponent', 'p', 'q', 'dP', 'dQ', 'qInv'] as const
export type RsaKeyParts = Readonly<Record<(typeof RSA_PARTS)[number], Uint8Array>>

/** Algorithm byte of issuer application data for SM4 (JR/T 0025.5). */
export const ALGORITHM_SM4 = 0x04

/** Keys and cryptogram version for what a transaction's ARPC and scripts are checked with. */
export interface TransactionKeys {
  readonly keys: SecretKeySet
  readonly profile: CryptogramProfile
}

/** The keys of the algorithm that the transaction's cryptograms name; undefined for a card without them. */
export function transactionKeys(
  memory: MemoryArea,
  { version }: { readonly version: string }
): TransactionKeys | undefined {
  const isSm4 = memory.read(version)?.[2] === ALGORITHM_SM4
  const keys = isSm4 ? sm4Keys(memory) : cardKeys(memory)
  return keys && { keys, profile: cryptogramProfile(isSm4 ? 'pboc-01-sm4' : 'pboc-01') }
}

/** DGI 8030: three keys of 16 bytes. */
function sm4Keys(memory: MemoryArea): SecretKeySet | undefined {
  const all = memory.read(CELL.keysSm4)
  if (all?.length !== 48) return undefined
  const key = (at: number) => secretKey('sm4', all.slice(at, at + 16))
  return { ac: key(0), mac: key(16), enc: key(32) }
}

/** The card's own DES keys for cryptograms, script MACs and script encipherment; undefined for a card without them. */
export function cardKeys(memory: MemoryArea): SecretKeySet | undefined {
  const ac = memory.read(CELL.keyAc)
  const mac = memory.read(CELL.keyMac)
  const enc = memory.read(CELL.keyEnc)
  if (ac === undefined || mac === undefined || enc === undefined) return undefined
  return { ac: secretKey('3des', ac), mac: secretKey('3des', mac), enc: secretKey('3des', enc) }
}

/** Keys of DGI 8000: 16 bytes each. */
export function writeCardKeys(memory: MemoryArea, { ac, mac, enc }: SecretKeySet): void {
  ac.secret.use((bytes) => memory.write(CELL.keyAc, bytes))
  mac.secret.use((bytes) => memory.write(CELL.keyMac, bytes))
  enc.secret.use((bytes) => memory.write(CELL.keyEnc, bytes))
}

/** The card's RSA key in its parts; undefined for a card that cannot sign. */
export function iccKeyParts(memory: MemoryArea): RsaKeyParts | undefined {
  const parts: Partial<Record<keyof RsaKeyParts, Uint8Array>> = {}
  for (const part of RSA_PARTS) {
    const value = memory.read(CELL.iccKey + part)
    if (value === undefined) return undefined
    parts[part] = value
  }
  return parts as RsaKeyParts
}

/** DGIs 8201 to 8205, and the public part. */
export function writeIccKey(memory: MemoryArea, parts: RsaKeyParts): void {
  for (const part of RSA_PARTS) memory.write(CELL.iccKey + part, parts[part])
}

// Checking and taking apart a private key costs more than a signature; the same bytes give the same signer.
const signers = new Map<string, Signer>()
const MOST_SIGNERS = 64

/** Whether the card has an SM2 key and no RSA key. */
export function hasSm2Alone(memory: MemoryArea): boolean {
  return memory.has(CELL.keySm2) && iccKeyParts(memory) === undefined
}

/** Signs with the key that the transaction wants; undefined for a card that has none. */
export function iccSigner(memory: MemoryArea, { sm2 }: { readonly sm2: boolean }): Signer | undefined {
  return sm2 ? sm2IccSigner(memory) : rsaIccSigner(memory)
}

function sm2IccSigner(memory: MemoryArea): Signer | undefined {
  const key = memory.read(CELL.keySm2)
  return key && sm2Signer(new Secret(key))
}

function rsaIccSigner(memory: MemoryArea): Signer | undefined {
  const parts = iccKeyParts(memory)
  if (parts === undefined) return undefined
  const id = RSA_PARTS.map((part) => toHex(parts[part])).join()
  const known = signers.get(id)
  if (known !== undefined) return known
  if (signers.size >= MOST_SIGNERS) signers.clear()
  const signer = rsaSigner(rsaPrivateKey(parts))
  signers.set(id, signer)
  return signer
}
