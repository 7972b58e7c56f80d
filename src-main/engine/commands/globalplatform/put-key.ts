import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { concat } from '../../bytes/bytes'
import type { Command, Sensitivity } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

export type PutKeyOutcome =
  /** 9000, with the card's own check values, as many bytes as it gave. */
  | {
      readonly kind: 'stored'
      readonly keyVersion?: number
      readonly checkValues: Uint8Array
      readonly sw: number
    }
  /** 9485 or 6A80: a check value, or the form of a key, is wrong. Nothing was stored. */
  | { readonly kind: 'key-wrong'; readonly sw: number }
  /** 9484: the card does not know the algorithm. */
  | { readonly kind: 'algorithm-unsupported'; readonly sw: number }
  /** 6A88: no keys of the version that was to be replaced. */
  | { readonly kind: 'no-such-version'; readonly sw: number }
  /** 6982 or 6985. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

const SEVERAL = 0x80
const KEYS_HIDDEN: Sensitivity = { command: 'all', response: 'tlv' }

/**
 * PUT KEY (GlobalPlatform Card 2.3.1, 11.8). `replaces` is the version that goes, 0 to add one; `firstKeyId` is the
 * identifier of the first of the keys, which count up. Each key is a whole key data field: type, length, enciphered
 * key, check value. All of it is masked in records.
 */
export function putKey(asked: {
  readonly replaces: number
  readonly keyVersion: number
  readonly firstKeyId: number
  readonly keys: readonly Uint8Array[]
}): Command<PutKeyOutcome> {
  const { replaces, keyVersion, firstKeyId, keys } = asked
  return Object.freeze({
    name: 'PUT KEY',
    apdu: commandApdu({
      ...{ cla: 0x80, ins: 0xd8, p1: replaces },
      p2: firstKeyId | (keys.length > 1 ? SEVERAL : 0x00),
      data: concat(Uint8Array.of(keyVersion), ...keys),
      ne: 256
    }),
    sensitivity: KEYS_HIDDEN,
    parse({ data, sw }: ResponseApdu): PutKeyOutcome {
      if (sw === 0x9000) {
        const [version] = data
        return {
          kind: 'stored',
          ...(version !== undefined && { keyVersion: version }),
          checkValues: data.slice(1),
          sw
        }
      }
      if (sw === 0x9485 || sw === 0x6a80) return { kind: 'key-wrong', sw }
      if (sw === 0x9484) return { kind: 'algorithm-unsupported', sw }
      if (sw === 0x6a88) return { kind: 'no-such-version', sw }
      if (sw === 0x6982 || sw === 0x6985) return { kind: 'not-allowed', sw }
      return isoOutcome(sw)
    }
  })
}
