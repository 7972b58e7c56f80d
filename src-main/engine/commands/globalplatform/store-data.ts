import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, type Sensitivity, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

/** How the data are laid out, bits 5 and 4 of P1 (GlobalPlatform Card 2.3.1, table 11-89). */
const STRUCTURES = { none: 0x00, dgi: 0x08, 'ber-tlv': 0x10 } as const
/** What of them is enciphered under the data encryption key, bits 7 and 6 of P1. */
const ENCIPHERMENTS = { none: 0x00, 'application-dependent': 0x20, enciphered: 0x60 } as const

const HIDDEN: Sensitivity = { command: 'all', response: 'tlv' }

export type StoreDataStructure = keyof typeof STRUCTURES
export type StoreDataEncipherment = keyof typeof ENCIPHERMENTS

export interface StoreDataBlock {
  /** Counts from 0; its low byte is sent. */
  readonly number: number
  readonly last: boolean
  readonly data: Uint8Array
  readonly structure: StoreDataStructure
  readonly encipherment: StoreDataEncipherment
  /** Whether an answer is expected (bit 1 of P1). */
  readonly answers?: boolean
}

export type StoreDataOutcome =
  /** 9000. `data` only where an answer was expected. */
  | { readonly kind: 'stored'; readonly data: Uint8Array; readonly sw: number }
  /** 6A88: there is nothing that takes these data. */
  | { readonly kind: 'absent'; readonly sw: number }
  /** 6982 or 6985. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

/**
 * STORE DATA (GlobalPlatform Card 2.3.1, 11.11). Only plain BER-TLV is masked by its tags in records; everything else is
 * masked whole: a DGI may hold a card number, which nobody would find in it.
 */
export function storeData(block: StoreDataBlock): Command<StoreDataOutcome> {
  const { structure, encipherment, last, number, data, answers = false } = block
  const open = structure === 'ber-tlv' && encipherment === 'none'
  return Object.freeze({
    name: 'STORE DATA',
    apdu: commandApdu({
      ...{ cla: 0x80, ins: 0xe2 },
      p1: (last ? 0x80 : 0) | ENCIPHERMENTS[encipherment] | STRUCTURES[structure] | (answers ? 1 : 0),
      p2: number % 256,
      data,
      ne: answers ? 256 : 0
    }),
    sensitivity: open ? TLV_SENSITIVITY : HIDDEN,
    parse({ data: answer, sw }: ResponseApdu): StoreDataOutcome {
      if (sw === 0x9000) return { kind: 'stored', data: answer, sw }
      if (sw === 0x6a88) return { kind: 'absent', sw }
      if (sw === 0x6982 || sw === 0x6985) return { kind: 'not-allowed', sw }
      return isoOutcome(sw)
    }
  })
}
