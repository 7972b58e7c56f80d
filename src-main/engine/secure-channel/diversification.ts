import { concat } from '../bytes/bytes'
import { keyLength, type KeyRef } from '../crypto/key-ref'
import { type Composition, derive } from '../key-operations/operation'
import type { StaticKeys } from './session'

/**
 * How the keys of one card come out of the keys of all (card manager master keys). `visa2` is called CPG 2.0.2 by
 * vendors in China, `emv` (EMV CPS 1.1) CPG 2.1.2.
 */
export type Diversification = 'none' | 'visa' | 'visa2' | 'emv' | 'kdf3'

/** Which of the ten bytes of key diversification data (KDD) are taken, for triple DES. */
const TAKEN: Readonly<Record<Exclude<Diversification, 'none' | 'kdf3'>, readonly number[]>> = {
  visa: [0, 1, 2, 3, 8, 9],
  visa2: [0, 1, 4, 5, 6, 7],
  emv: [4, 5, 6, 7, 8, 9]
}
const NUMBERS = { enc: 1, mac: 2, dek: 3 } as const
const KDD_LENGTH = 10

/**
 * The keys of the card that gave `kdd` (10 bytes) in its answer to INITIALIZE UPDATE. Throws a fault where the method
 * has no form for the algorithm of the keys: KDF3 is for AES, the others are for triple DES.
 */
export function* diversifiedKeys(
  method: Diversification,
  masters: StaticKeys,
  kdd: Uint8Array
): Composition<StaticKeys> {
  if (method === 'none') return masters
  if (kdd.length !== KDD_LENGTH) throw new Error(`kdd: ${kdd.length} bytes instead of ${KDD_LENGTH}`)
  return {
    enc: yield* diversifiedKey(method, masters.enc, kdd, NUMBERS.enc),
    mac: yield* diversifiedKey(method, masters.mac, kdd, NUMBERS.mac),
    dek: yield* diversifiedKey(method, masters.dek, kdd, NUMBERS.dek)
  }
}

function* diversifiedKey(
  method: Exclude<Diversification, 'none'>,
  master: KeyRef,
  kdd: Uint8Array,
  number: number
): Composition<KeyRef> {
  const algorithm = method === 'kdf3' ? 'aes' : '3des'
  if (master.algorithm !== algorithm) throw new Error(`method: ${method} has no form for ${master.algorithm}`)
  if (method === 'kdf3') {
    const length = keyLength(master)
    const inputs = Array.from({ length: Math.ceil(length / 16) }, (_, block) =>
      concat(Uint8Array.of(block + 1, 0x00, 0x00, 0x00, number, 0x00), kdd)
    )
    return yield* derive(master, { by: 'cmac', inputs, length }, false)
  }
  const taken = Uint8Array.from(TAKEN[method], (index) => kdd[index] ?? 0)
  const data = concat(taken, Uint8Array.of(0xf0, number), taken, Uint8Array.of(0x0f, number))
  return yield* derive(master, { by: 'enciphering', data }, false)
}
