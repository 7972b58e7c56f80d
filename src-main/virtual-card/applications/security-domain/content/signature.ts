import { concat } from '../../../../engine/bytes/bytes'
import { hex } from '../../../../engine/bytes/hex'
import { equalInConstantTime } from '../../../../engine/crypto/constant-time'
import { sha1 } from '../../../../engine/crypto/hash'
import { secretKey } from '../../../../engine/crypto/key-ref'
import { cmac, retailMac } from '../../../../engine/crypto/mac'
import { padMethod2 } from '../../../../engine/crypto/padding'
import { rsaPublicOperation } from '../../../../engine/crypto/rsa'
import { decodeTlv, findTag } from '../../../../engine/tlv/tlv'
import type { MemoryArea } from '../../../memory/memory-area'
import { KEY_TYPE, readKeys, type SecurityDomainKey } from '../domain-keys'

/** Versions of keys for special purposes, by convention of the trade. */
export const SIGNATURE_KEY = { token: 0x70, receipt: 0x71, dap: 0x73 } as const

/** DigestInfo of SHA-1 (PKCS #1, 9.2). */
const SHA1_INFO = hex('3021300906052B0E03021A05000414')

/** Whether the domain's key of that version has signed the data; false too where there is no such key. */
export function isSigned(
  memory: MemoryArea,
  version: number,
  data: Uint8Array,
  signature: Uint8Array
): boolean {
  const key = readKeys(memory).find((one) => one.version === version)
  if (key === undefined) return false
  if (key.type === KEY_TYPE.rsaModulus) return isRsaSigned(key, data, signature)
  return equalInConstantTime(macWith(key, data), signature)
}

/** MAC of a receipt: 8 bytes with triple DES, 16 with AES; undefined where the domain has no key for it. */
export function receiptMac(memory: MemoryArea, data: Uint8Array): Uint8Array | undefined {
  const key = readKeys(memory).find(({ version }) => version === SIGNATURE_KEY.receipt)
  return key === undefined || key.type === KEY_TYPE.rsaModulus ? undefined : macWith(key, data)
}

function macWith({ type, value }: SecurityDomainKey, data: Uint8Array): Uint8Array {
  return type === KEY_TYPE.aes
    ? cmac(secretKey('aes', value), data)
    : retailMac(secretKey('3des', value), padMethod2(data, 8))
}

/** PKCS #1 v1.5 with SHA-1 (GlobalPlatform Card 2.3.1, C.3). */
function isRsaSigned({ value }: SecurityDomainKey, data: Uint8Array, signature: Uint8Array): boolean {
  const { nodes } = decodeTlv(value)
  const modulus = findTag(nodes, KEY_TYPE.rsaModulus)?.value ?? new Uint8Array(0)
  const exponent = findTag(nodes, KEY_TYPE.rsaExponent)?.value ?? new Uint8Array(0)
  const opened = rsaPublicOperation({ modulus, exponent }, signature)
  const tail = concat(Uint8Array.of(0), SHA1_INFO, sha1(data))
  const filled = modulus.length - tail.length - 2
  if (opened === undefined || filled < 8) return false
  const expected = concat(Uint8Array.of(0x00, 0x01), new Uint8Array(filled).fill(0xff), tail)
  return equalInConstantTime(opened, expected)
}
