import { type KeyRef, keyLength } from '../crypto/key-ref'
import { type Composition, derive } from '../key-operations/operation'
import type { KeyBlockVersion } from './key-block-header'

/** What encipherment and MAC of a key block are made with. */
export interface ProtectingKeys {
  readonly enciphering: KeyRef
  readonly authenticating: KeyRef
}

/** TR-31, 5.3: the variants of versions A and C. */
const ENCIPHERING_VARIANT = 0x45
const AUTHENTICATING_VARIANT = 0x4d
/** TR-31, 5.3.2.1 and 5.3.2.3: what a key is derived for. */
const FOR_ENCIPHERING = 0
const FOR_AUTHENTICATING = 1

/** Both keys out of the key block protection key. */
export function* protectingKeys(version: KeyBlockVersion, protection: KeyRef): Composition<ProtectingKeys> {
  if (version === 'A' || version === 'C') {
    return {
      enciphering: yield* variant(protection, ENCIPHERING_VARIANT),
      authenticating: yield* variant(protection, AUTHENTICATING_VARIANT)
    }
  }
  return {
    enciphering: yield* derived(protection, FOR_ENCIPHERING),
    authenticating: yield* derived(protection, FOR_AUTHENTICATING)
  }
}

function* variant(key: KeyRef, mask: number): Composition<KeyRef> {
  return yield* derive(key, { by: 'mixing', data: new Uint8Array(keyLength(key)).fill(mask) }, false)
}

/** By CMAC over a counter, the use, a zero, the algorithm and the key's bits, until the key has its length. */
function* derived(key: KeyRef, use: number): Composition<KeyRef> {
  const length = keyLength(key)
  const block = key.algorithm === '3des' ? 8 : 16
  const inputs = Array.from({ length: Math.ceil(length / block) }, (_, index) =>
    Uint8Array.of(index + 1, 0, use, 0, 0, algorithmNumber(key), (length * 8) >> 8, (length * 8) & 0xff)
  )
  return yield* derive(key, { by: 'cmac', inputs, length }, false)
}

/** TR-31, table of algorithm indicators: double and triple DES, AES by its lengths. */
function algorithmNumber(key: KeyRef): number {
  const length = keyLength(key)
  return key.algorithm === '3des' ? length / 8 - 2 : length / 8
}
