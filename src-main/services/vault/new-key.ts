import type { KeyRecord, KeyUsage } from '../../contract/vault'
import { toHex } from '../../engine/bytes/hex'
import { secretKey } from '../../engine/crypto/key-ref'
import { adjustParity } from '../../engine/crypto/parity'
import { generateRsaKeyAside } from '../../engine/crypto/rsa'
import { sm2KeyPair } from '../../engine/crypto/sm2'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import { rsaMaterial, sm2Material, symmetricMaterial, type KeyFacts, type KeyMaterial } from './key-material'
import { suits } from './key-usage'

/** What the person says of a key that is to come into the vault. */
export interface KeyWish {
  /** 1 to 40 letters, digits, dots, dashes. */
  readonly label: string
  readonly usage: KeyUsage
  readonly kind: KeyRecord['kind']
  /** Whether it may leave in a key block. */
  readonly exportable: boolean
  /** Who did it, where that is not the user of the system alone. */
  readonly custodian?: string | undefined
}

/** A wish for a key that the vault makes itself. */
export interface GenerateWish extends KeyWish {
  readonly algorithm: KeyRecord['algorithm']
  /** 128 or 192 for triple DES; 128, 192, 256 for AES; 512 to 4096 for RSA; the only one for SM4 and SM2. */
  readonly bits?: number | undefined
  /** RSA. */
  readonly exponent?: 3 | 65537 | undefined
  readonly backend: KeyRecord['backend']
}

const LENGTHS: Readonly<Record<KeyRecord['algorithm'], readonly number[]>> = {
  '3des': [128, 192],
  aes: [128, 192, 256],
  sm4: [128],
  rsa: [1024, 1152, 1280, 1408, 1536, 1664, 1792, 1920, 1984, 2048, 2304, 2560, 3072],
  sm2: [256]
}
const COMMON_RSA = 2048

/** Bits that were asked for, or the usual ones. Throws `AppFailure` where the algorithm has no such keys. */
export function bitsOf({
  algorithm,
  bits,
  usage
}: Pick<GenerateWish, 'algorithm' | 'bits' | 'usage'>): number {
  if (!suits(usage, algorithm)) {
    throw new AppFailure('bad-request', { detail: vaultProblems.unsuited(usage, algorithm) })
  }
  const lengths = LENGTHS[algorithm]
  const wanted = bits ?? (algorithm === 'rsa' ? COMMON_RSA : (lengths[0] ?? 0))
  if (!lengths.includes(wanted)) {
    throw new AppFailure('bad-request', { detail: vaultProblems.badBits(algorithm, lengths) })
  }
  return wanted
}

/** Lengths that keys of the algorithm may have, in bits. */
export function lengthsOf(algorithm: KeyRecord['algorithm']): readonly number[] {
  return LENGTHS[algorithm]
}

/**
 * A new key in this program's memory. RSA takes from milliseconds to seconds, on another thread, so that a window goes on.
 * Rejects with `AppFailure`.
 */
export async function generateKey(
  wish: GenerateWish,
  random: (length: number) => Uint8Array
): Promise<KeyMaterial> {
  const bits = bitsOf(wish)
  switch (wish.algorithm) {
    case 'rsa':
      return rsaMaterial(await generateRsaKeyAside(bits, wish.exponent ?? 3))
    case 'sm2': {
      const seed = random(40)
      const { privateKey, publicKey } = sm2KeyPair(seed)
      seed.fill(0)
      return sm2Material(privateKey, publicKey)
    }
    case '3des':
    case 'aes':
    case 'sm4': {
      const bytes = random(bits / 8)
      if (wish.algorithm === '3des') adjustParity(bytes)
      const key = secretKey(wish.algorithm, bytes)
      bytes.fill(0)
      return symmetricMaterial(key)
    }
  }
}

const LABEL = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u

/** Throws `AppFailure` where a key cannot be called so. Looks like an id, and it would be taken for one. */
export function checkLabel(label: string): void {
  if (!LABEL.test(label) || /^[0-9A-F]{16}$/i.test(label)) {
    throw new AppFailure('bad-request', { detail: vaultProblems.badLabel(label) })
  }
}

/** The record of a key that comes in now. */
export function newRecord(
  wish: KeyWish & Pick<GenerateWish, 'backend'>,
  facts: KeyFacts,
  more: Pick<KeyRecord, 'id' | 'origin' | 'createdAt'>
): KeyRecord {
  const { label, usage, kind, exportable, backend } = wish
  return { ...more, label, usage, ...facts, kind, exportable, backend }
}

/** A name that no other key has. */
export function newId(random: (length: number) => Uint8Array): string {
  return toHex(random(8))
}
