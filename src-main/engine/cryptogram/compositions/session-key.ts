import { concat } from '../../bytes/bytes'
import { type KeyRef } from '../../crypto/key-ref'
import { type KeySet, type Transaction } from '../key-set'
import { type Composition, derive, note } from '../../key-operations/operation'
import { type SessionMethod } from '../session-method'
import { type DraftValue } from '../../key-operations/transcript'
import { checked } from './checked'
import { treeKey } from './emv2000-tree'

/** A card's three keys for one transaction, each by the same method. */
export function* sessionKeys(
  method: SessionMethod,
  card: KeySet,
  transaction: Transaction
): Composition<KeySet> {
  return {
    ac: yield* sessionKey(method, card.ac, transaction),
    mac: yield* sessionKey(method, card.mac, transaction),
    enc: yield* sessionKey(method, card.enc, transaction)
  }
}

/**
 * The key of one transaction. A fault where the transaction lacks what the method needs, where a value has another
 * length than it must have, or where the method has no form for the key's algorithm (only `none` and `pboc` have one
 * for SM4).
 */
export function* sessionKey(
  method: SessionMethod,
  cardKey: KeyRef,
  transaction: Transaction
): Composition<KeyRef> {
  if (method === 'none') return cardKey
  if (cardKey.algorithm !== '3des' && method !== 'pboc') {
    throw new Error(`method: ${method} has no form for ${cardKey.algorithm}`)
  }
  const atc = checked('atc', transaction.atc, 2)
  switch (method) {
    case 'pboc':
      return yield* pbocKey(cardKey, atc)
    case 'emv-csk': {
      const data = concat(atc, new Uint8Array(6))
      return yield* commonKey(cardKey, data, 'EMV Book 2, A1.3.1', [{ name: 'atc', bytes: atc }])
    }
    case 'emv-csk-arqc': {
      const ac = checked('ac', transaction.ac, 8)
      return yield* commonKey(cardKey, ac, 'EMV Book 2, A1.3.1', [{ name: 'arqc', bytes: ac }])
    }
    case 'mchip-skd': {
      const un = checked('unpredictableNumber', transaction.unpredictableNumber, 4)
      const inputs: DraftValue[] = [
        { name: 'atc', bytes: atc },
        { name: 'un', bytes: un }
      ]
      const data = concat(atc, new Uint8Array(2), un)
      return yield* commonKey(cardKey, data, 'M/Chip 4, session key derivation (SKD)', inputs)
    }
    case 'visa-sm':
      return yield* visaScriptKey(cardKey, atc)
    case 'emv2000-h8-b4':
      return yield* treeKey(cardKey, atc, { height: 8, branch: 4 })
    case 'emv2000-h16-b2':
      return yield* treeKey(cardKey, atc, { height: 16, branch: 2 })
  }
}

/** The ATC and its complement, each filled up to 8 bytes on the left; 3DES in two blocks, SM4 in one. */
function* pbocKey(cardKey: KeyRef, atc: Uint8Array): Composition<KeyRef> {
  const data = atcBlock(atc)
  // No parity: PBOC's session keys are used as the cipher gives them.
  const key = yield* derive(cardKey, { by: 'enciphering', data }, false)
  yield note(() => ({
    name: 'session-key',
    section: 'JR/T 0025.7, session key',
    inputs: [
      { name: 'card-key', key: cardKey },
      { name: 'atc', bytes: atc }
    ],
    block: data,
    result: { name: 'session-key', key }
  }))
  return key
}

/** The same 8 bytes twice, with F0 and 0F as the third byte, enciphered: the left and the right half. */
function* commonKey(
  cardKey: KeyRef,
  diversifier: Uint8Array,
  section: string,
  inputs: readonly DraftValue[]
): Composition<KeyRef> {
  const data = concat(diversifier, diversifier)
  data[2] = 0xf0
  data[10] = 0x0f
  const key = yield* derive(cardKey, { by: 'enciphering', data }, true)
  yield note(() => ({
    name: 'session-key',
    section,
    inputs: [{ name: 'card-key', key: cardKey }, ...inputs],
    block: data,
    result: { name: 'session-key', key }
  }))
  return key
}

function* visaScriptKey(cardKey: KeyRef, atc: Uint8Array): Composition<KeyRef> {
  const data = atcBlock(atc)
  const key = yield* derive(cardKey, { by: 'mixing', data }, true)
  yield note(() => ({
    name: 'session-key',
    section: 'VIS 1.5, Annex B, session keys of issuer scripts',
    inputs: [
      { name: 'card-key', key: cardKey },
      { name: 'atc', bytes: atc }
    ],
    block: data,
    result: { name: 'session-key', key }
  }))
  return key
}

/** Two halves of 8 bytes: zeros and the ATC, zeros and its complement. */
function atcBlock(atc: Uint8Array): Uint8Array {
  const block = new Uint8Array(16)
  block.set(atc, 6)
  block[14] = (atc[0] ?? 0) ^ 0xff
  block[15] = (atc[1] ?? 0) ^ 0xff
  return block
}
