import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

/** What a card answers before the two sides know that they share keys. */
export interface CardChallenge {
  readonly kind: 'ok'
  /** Key diversification data, 10 bytes. */
  readonly kdd: Uint8Array
  /** Version of the keys that the card uses. */
  readonly keyVersion: number
  readonly protocol: 'SCP01' | 'SCP02' | 'SCP03'
  /** The options byte; only an SCP03 card names it here. */
  readonly i?: number
  /** 2 bytes (SCP02), 3 (SCP03 with a pseudo-random challenge). */
  readonly sequence?: Uint8Array
  /** 8 bytes (SCP01, SCP03), 6 (SCP02), 16 (SCP03 S16). */
  readonly challenge: Uint8Array
  /** 8 bytes, or 16 with S16. */
  readonly cryptogram: Uint8Array
}

export type InitializeUpdateOutcome =
  | CardChallenge
  /** 9000 with data that no known protocol gives. */
  | { readonly kind: 'unknown-protocol'; readonly protocol?: number; readonly length: number }
  /** 6A88: the card has no keys of that version. */
  | { readonly kind: 'no-such-keys'; readonly sw: number }
  /** 6982, 6983 or 6985: the card takes no more attempts, or not now. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

const PSEUDO_RANDOM = 0x10

/**
 * INITIALIZE UPDATE (GlobalPlatform Card 2.3.1, D.4.1, E.5.1; Amendment D 1.1.1, 7.1.1). `keyVersion` 0 leaves it to the
 * card; `keyIndex` is for SCP01 only. `hostChallenge` is 8 bytes, or 16 where SCP03 in its S16 form is asked for.
 */
export function initializeUpdate(asked: {
  readonly keyVersion?: number
  readonly keyIndex?: number
  readonly hostChallenge: Uint8Array
}): Command<InitializeUpdateOutcome> {
  const { keyVersion = 0, keyIndex = 0, hostChallenge } = asked
  if (hostChallenge.length !== 8 && hostChallenge.length !== 16) {
    throw new Error(`hostChallenge: ${hostChallenge.length} bytes instead of 8 or 16`)
  }
  return Object.freeze({
    name: 'INITIALIZE UPDATE',
    apdu: commandApdu({
      cla: 0x80,
      ins: 0x50,
      p1: keyVersion,
      p2: keyIndex,
      data: hostChallenge,
      ne: 256
    }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): InitializeUpdateOutcome {
      if (sw === 0x9000) return challengeIn(data)
      if (sw === 0x6a88) return { kind: 'no-such-keys', sw }
      if (sw === 0x6982 || sw === 0x6983 || sw === 0x6985) return { kind: 'not-allowed', sw }
      return isoOutcome(sw)
    }
  })
}

function challengeIn(data: Uint8Array): InitializeUpdateOutcome {
  const [keyVersion, protocol, i] = data.subarray(10)
  const common = { kind: 'ok', kdd: data.slice(0, 10), keyVersion: keyVersion ?? 0 } as const
  const from = (start: number, length: number): Uint8Array => data.slice(start, start + length)
  if (protocol === 1 && data.length === 28) {
    return { ...common, protocol: 'SCP01', challenge: from(12, 8), cryptogram: from(20, 8) }
  }
  if (protocol === 2 && data.length === 28) {
    return {
      ...{ ...common, protocol: 'SCP02' },
      ...{ sequence: from(12, 2), challenge: from(14, 6), cryptogram: from(20, 8) }
    }
  }
  if (protocol === 3 && i !== undefined) {
    const counted = (i & PSEUDO_RANDOM) !== 0 ? 3 : 0
    // Cards disagree about the bit of "i" that means S16; the length does not lie.
    const size = (data.length - 13 - counted) / 2
    if (size === 8 || size === 16) {
      return {
        ...{ ...common, protocol: 'SCP03', i },
        ...{ challenge: from(13, size), cryptogram: from(13 + size, size) },
        ...(counted > 0 && { sequence: from(13 + 2 * size, 3) })
      }
    }
  }
  return { kind: 'unknown-protocol', ...(protocol !== undefined && { protocol }), length: data.length }
}
