import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { type ReaderRefusal, readerRefusal } from './reader-outcome'

/** What one of the two lamps does. What is left out stays as it is. */
export interface Lamp {
  /** On or off once the blinking is over. */
  readonly finally?: boolean
  /** Blinks, beginning lit (`on`) or dark (`off`). */
  readonly blinkFrom?: 'on' | 'off'
}

export interface LedBuzzer {
  readonly red?: Lamp
  readonly green?: Lamp
  /** Length of the first and second half of a blink, in tenths of a second, 0 to 255 each. */
  readonly t1?: number
  readonly t2?: number
  /** How often to blink, 0 to 255. */
  readonly repetitions?: number
  /** In which half of a blink it beeps. */
  readonly beep?: 'never' | 't1' | 't2' | 'both'
}

export type LedBuzzerOutcome =
  { readonly kind: 'done'; readonly red: boolean; readonly green: boolean } | ReaderRefusal

const beeps = { never: 0, t1: 1, t2: 2, both: 3 } as const

/**
 * ACR122U: bi-colour LED and buzzer control, `FF 00 40 P2 04 T1 T2 repetitions beep` (API manual 2.04, 6.2).
 * Answered by `90 XX` with the lamps' state. Throws a fault where a number is not a byte.
 */
export function ledBuzzer(wanted: LedBuzzer): Command<LedBuzzerOutcome> {
  const { red = {}, green = {}, t1 = 0, t2 = 0, repetitions = 0, beep = 'never' } = wanted
  for (const [name, value] of Object.entries({ t1, t2, repetitions })) {
    if (!Number.isInteger(value) || value < 0 || value > 0xff)
      throw new Error(`ledBuzzer: ${name} is not a byte`)
  }
  return Object.freeze({
    name: 'ACR122U LED AND BUZZER',
    apdu: commandApdu({
      cla: 0xff,
      ins: 0x00,
      p1: 0x40,
      p2: lampBits(red) | (lampBits(green) << 1),
      data: Uint8Array.of(t1, t2, repetitions, beeps[beep])
    }),
    sensitivity: TLV_SENSITIVITY,
    parse({ sw }: ResponseApdu): LedBuzzerOutcome {
      if (sw >> 8 !== 0x90) return readerRefusal(sw)
      return { kind: 'done', red: (sw & 0x01) !== 0, green: (sw & 0x02) !== 0 }
    }
  })
}

/** The red lamp's bits of P2: final state, its mask, where blinking begins, blinking mask. Green's lie one higher. */
function lampBits({ finally: final, blinkFrom }: Lamp): number {
  const state = final === undefined ? 0 : 0x04 | (final ? 0x01 : 0)
  const blinking = blinkFrom === undefined ? 0 : 0x40 | (blinkFrom === 'on' ? 0x10 : 0)
  return state | blinking
}
