import { toHex } from '../../../engine/bytes/hex'
import { secretKey } from '../../../engine/crypto/key-ref'
import { rsaPrivateKey } from '../../../engine/crypto/rsa'
import type { SecretKeySet } from '../../../engine/cryptogram/in-memory'
import { rsaSigner, type Signer } from '../../../engine/key-operations/signer'
import type { MemoryArea } from '../../memory/memory-area'
import { CELL } from './pboc-cells'

const RSA_PARTS = ['modulus', 'exponent', 'p', 'q', 'dP', 'dQ', 'qInv'] as const
export type RsaKeyParts = Readonly<Record<(typeof RSA_PARTS)[number], Uint8Array>>

/** The card's own keys for cryptograms, script MACs and script encipherment; undefined for a card without them. */
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

/** Signs with the card's RSA key; undefined for a card that has none. */
export function iccSigner(memory: MemoryArea): Signer | undefined {
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
