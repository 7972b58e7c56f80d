import type { KeyRef } from '../../crypto/key-ref'
import { keyLength } from '../../crypto/key-ref'
import { type Composition, derive } from '../../key-operations/operation'

/** The left half of a double-length DES key, as a key of its own. A fault on any other key. */
export function* leftHalf(key: KeyRef): Composition<KeyRef> {
  if (key.algorithm !== '3des' || keyLength(key) !== 16)
    throw new Error('key: a double-length DES key is needed')
  return yield* derive(key, { by: 'cutting', length: 8 }, false)
}
