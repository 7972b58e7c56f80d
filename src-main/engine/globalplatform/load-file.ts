import { concat } from '../bytes/bytes'
import type { CapFile } from '../cap/cap-file'
import { loadFileDataBlock } from '../cap/read-cap'
import { sha1, sha256 } from '../crypto/hash'
import { tlv } from '../tlv/tlv'
import type { ContentKey } from './content-signature'

export type LoadFileHash = 'sha1' | 'sha256'

/** The hash that INSTALL [for load], tokens and DAP signatures rest on: over the value of C4. */
export function loadFileHash(cap: CapFile, algorithm: LoadFileHash, withDescriptor = false): Uint8Array {
  const block = loadFileDataBlock(cap, withDescriptor)
  return algorithm === 'sha1' ? sha1(block) : sha256(block)
}

/** A signature that a security domain of the card checks: made elsewhere, or made here. */
export interface DapSignature {
  /** AID of the domain that checks it. */
  readonly domain: Uint8Array
  readonly signature:
    | { readonly kind: 'made'; readonly bytes: Uint8Array }
    | { readonly kind: 'to-make'; readonly key: ContentKey }
}

/** A signature as it goes to the card. */
export interface MadeDap {
  readonly domain: Uint8Array
  readonly bytes: Uint8Array
}

/** What LOAD carries (GlobalPlatform Card 2.3.1, 11.6.2.3): DAP blocks, then the load file data block in C4. */
export function loadFileStream(cap: CapFile, daps: readonly MadeDap[], withDescriptor: boolean): Uint8Array {
  return concat(
    ...daps.map(({ domain, bytes }) => tlv(0xe2, tlv(0x4f, domain), tlv(0xc3, bytes))),
    tlv(0xc4, loadFileDataBlock(cap, withDescriptor))
  )
}
