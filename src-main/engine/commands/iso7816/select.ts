import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from './iso-outcome'

export interface SelectOptions {
  /** DF name or its first bytes, 0 to 16 bytes; empty selects the card's default application. */
  readonly aid: Uint8Array
  /** Which of several applications whose names begin with `aid`: `first` (default) or the one after the current. */
  readonly occurrence?: 'first' | 'next'
}

export type SelectOutcome =
  /** 9000. `fci` is the file control information as it came, perhaps empty. */
  | { readonly kind: 'selected'; readonly fci: Uint8Array; readonly sw: number }
  /** 6283: selected, but the application is blocked; PBOC cards still give their FCI. */
  | { readonly kind: 'selected-blocked'; readonly fci: Uint8Array; readonly sw: number }
  /** 6A82: no (further) application of that name. */
  | { readonly kind: 'not-found'; readonly sw: number }
  /** 6A81: the card is blocked, or does not support selection by name (JR/T 0025). */
  | { readonly kind: 'card-blocked'; readonly sw: number }
  | IsoOutcome

/** SELECT by DF name (ISO/IEC 7816-4, 11.2.2; EMV Book 1, 11.3). */
export function select({ aid, occurrence = 'first' }: SelectOptions): Command<SelectOutcome> {
  if (aid.length > 16) throw new Error(`select: an AID of ${aid.length} bytes is longer than 16`)
  const p2 = occurrence === 'first' ? 0x00 : 0x02
  return Object.freeze({
    name: 'SELECT',
    apdu: commandApdu({ cla: 0x00, ins: 0xa4, p1: 0x04, p2, data: aid, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): SelectOutcome {
      if (sw === 0x9000) return { kind: 'selected', fci: data, sw }
      if (sw === 0x6283) return { kind: 'selected-blocked', fci: data, sw }
      if (sw === 0x6a82) return { kind: 'not-found', sw }
      if (sw === 0x6a81) return { kind: 'card-blocked', sw }
      return isoOutcome(sw)
    }
  })
}
