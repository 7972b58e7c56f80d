import { blockLength } from '../../crypto/cipher'
import { type KeyRef } from '../../crypto/key-ref'
import { padMethod1, padMethod2 } from '../../crypto/padding'

/** Whole blocks of the key's cipher, by the padding method of ISO/IEC 9797-1. */
export function paddedFor(key: KeyRef, method: 1 | 2, data: Uint8Array): Uint8Array {
  return (method === 1 ? padMethod1 : padMethod2)(data, blockLength(key.algorithm))
}
