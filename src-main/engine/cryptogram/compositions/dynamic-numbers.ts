import { concat } from '../../bytes/bytes'
import { type KeyRef } from '../../crypto/key-ref'
import { type CardNumber } from '../key-set'
import { type Composition, encipher, note } from '../../key-operations/operation'
import { diversificationData } from './card-key'
import { checked } from './checked'
import { paddedFor } from './pad'

/**
 * Data authentication code (9F45), 2 bytes: the first of the card's diversification data enciphered under the issuer's
 * key for it. The issuer alone checks it.
 */
export function* dataAuthenticationCode(key: KeyRef, card: CardNumber): Composition<Uint8Array> {
  const block = diversificationData(card, 'A')
  const code = (yield* encipher(key, 'ecb', paddedFor(key, 1, block))).slice(0, 2)
  yield note(() => ({
    name: 'data-authentication-code',
    section: 'M/Chip 4, data authentication code',
    inputs: [{ name: 'issuer-key', key }],
    block,
    sensitiveBlock: true,
    result: { name: 'code', bytes: code }
  }))
  return code
}

/**
 * ICC dynamic number (9F4C), 8 bytes, of cards that encipher their ATC for it: ATC and zeros under the card's key for
 * it. The issuer alone checks it.
 */
export function* iccDynamicNumber(key: KeyRef, atc: Uint8Array): Composition<Uint8Array> {
  const block = paddedFor(key, 1, concat(checked('atc', atc, 2), new Uint8Array(6)))
  const number = (yield* encipher(key, 'ecb', block)).slice(0, 8)
  yield note(() => ({
    name: 'dynamic-number',
    section: 'M/Chip 4, ICC dynamic number',
    inputs: [
      { name: 'card-key', key },
      { name: 'atc', bytes: atc }
    ],
    block,
    result: { name: 'dynamic-number', bytes: number }
  }))
  return number
}
