import { concat } from '../../bytes/bytes'
import { type KeyRef } from '../../crypto/key-ref'
import { type Composition, macOf, note } from '../../key-operations/operation'
import { checked } from './checked'
import { paddedFor } from './pad'
import { sessionKey } from './session-key'

/**
 * The MAC at the end of PBOC's issuer application data (9F10), 4 bytes, which proves the balance there: over the ATC
 * and the issuer data. Out of the card's key; faults as `sessionKey`.
 */
export function* issuerDataMac(
  cardKey: KeyRef,
  { atc, data }: { readonly atc: Uint8Array; readonly data: Uint8Array }
): Composition<Uint8Array> {
  const key = yield* sessionKey('pboc', cardKey, { atc })
  const block = concat(checked('atc', atc, 2), data)
  const padded = paddedFor(key, 2, block)
  const mac = (yield* macOf(key, padded)).slice(0, 4)
  yield note(() => ({
    name: 'issuer-data-mac',
    section: 'JR/T 0025.13, issuer discretionary data',
    inputs: [
      { name: 'session-key', key },
      { name: 'atc', bytes: atc },
      { name: 'issuer-data', bytes: data }
    ],
    block,
    padded,
    result: { name: 'mac', bytes: mac }
  }))
  return mac
}
