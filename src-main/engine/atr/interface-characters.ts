import type { Field } from '../../contract/report'
import type { LocalText } from '../../texts/local-text'
import { atrPhrases } from '../../texts/phrases/atr'
import { toHex } from '../bytes/hex'
import type { AtrCharacter } from './parse-atr'

/** ISO/IEC 7816-3:2006, table 7: clock rate conversion Fi, and the highest clock in MHz. */
const clockRates: Readonly<Record<number, readonly [fi: number, mhz: number]>> = {
  0x0: [372, 4],
  0x1: [372, 5],
  0x2: [558, 6],
  0x3: [744, 8],
  0x4: [1116, 12],
  0x5: [1488, 16],
  0x6: [1860, 20],
  0x9: [512, 5],
  0xa: [768, 7.5],
  0xb: [1024, 10],
  0xc: [1536, 15],
  0xd: [2048, 20]
}

/** ISO/IEC 7816-3:2006, table 8: baud rate adjustment Di. */
const bitRates: Readonly<Record<number, number>> = {
  0x1: 1,
  0x2: 2,
  0x3: 4,
  0x4: 8,
  0x5: 16,
  0x6: 32,
  0x7: 64,
  0x8: 12,
  0x9: 20
}

/** ISO/IEC 7816-3:2006, table 10: class indicator Y. */
const voltageClasses: Readonly<Record<number, string>> = {
  0x01: 'A (5 V)',
  0x02: 'B (3 V)',
  0x03: 'A, B',
  0x04: 'C (1.8 V)',
  0x06: 'B, C',
  0x07: 'A, B, C'
}

/** Explains one character of an ATR (ISO/IEC 7816-3:2006, 8.2 and 8.3, 10.2 for T=0, 11.4 for T=1). */
export function explainCharacter(character: AtrCharacter): Field {
  const { name, value } = meaningOf(character)
  return { name, hex: toHex(Uint8Array.of(character.value)), value, source: sourceOf(character) }
}

interface Meaning {
  readonly name: LocalText
  readonly value: LocalText
}

function meaningOf(character: AtrCharacter): Meaning {
  const { letter, index, name, value } = character
  if (letter === 'TS') return { name: atrPhrases.ts, value: conventionText(value) }
  if (letter === 'T0')
    return { name: atrPhrases.t0, value: atrPhrases.t0Value(presenceText(value, 1), value & 0x0f) }
  if (letter === 'TD') {
    return {
      name: atrPhrases.td(index),
      value: atrPhrases.tdValue(value & 0x0f, presenceText(value, index + 1))
    }
  }
  if (index <= 2) return globalMeaning(character)
  if (character.protocol === 15) return t15Meaning(character)
  if (character.protocol === 1 && character.firstOfProtocol === true) return t1Meaning(character)
  const hexValue = { en: toHex(Uint8Array.of(value)), zh: toHex(Uint8Array.of(value)) }
  return { name: atrPhrases.otherCharacter(name, character.protocol ?? 0), value: hexValue }
}

function globalMeaning({ name, value }: AtrCharacter): Meaning {
  switch (name) {
    case 'TA1': {
      const [fi, mhz] = clockRates[value >> 4] ?? []
      const di = bitRates[value & 0x0f]
      const cycles =
        fi !== undefined && di !== undefined ? String(Math.round((fi / di) * 100) / 100) : undefined
      return { name: atrPhrases.ta1, value: atrPhrases.rate(fi, di, cycles, mhz) }
    }
    case 'TC1':
      return { name: atrPhrases.tc1, value: atrPhrases.guard(value) }
    case 'TA2':
      return {
        name: atrPhrases.ta2,
        value: atrPhrases.specificMode(value & 0x0f, (value & 0x80) === 0, (value & 0x10) !== 0)
      }
    case 'TC2':
      return { name: atrPhrases.tc2, value: atrPhrases.waitingInteger(value) }
    default:
      return { name: { en: `${name}: Vpp`, zh: `${name}：Vpp` }, value: atrPhrases.vpp }
  }
}

function t1Meaning({ letter, name, value }: AtrCharacter): Meaning {
  if (letter === 'TA') return { name: atrPhrases.ifsc(name), value: atrPhrases.ifscValue(value) }
  if (letter === 'TB')
    return { name: atrPhrases.waitingTimes(name), value: atrPhrases.bwiCwi(value >> 4, value & 0x0f) }
  return { name: atrPhrases.edc(name), value: (value & 1) === 0 ? atrPhrases.lrc : atrPhrases.crc }
}

function t15Meaning({ letter, name, value }: AtrCharacter): Meaning {
  if (letter !== 'TA') return { name: atrPhrases.spu(name), value: atrPhrases.spuValue(value) }
  const stop = atrPhrases.clockStop(value >> 6)
  const known = voltageClasses[value & 0x3f]
  const classes = known === undefined ? atrPhrases.reservedClasses : atrPhrases.classes(known)
  return {
    name: atrPhrases.clockAndClass(name),
    value: { en: `${stop.en}; ${classes.en}`, zh: `${stop.zh}；${classes.zh}` }
  }
}

function conventionText(ts: number): LocalText {
  if (ts === 0x3b) return atrPhrases.direct
  return ts === 0x3f ? atrPhrases.inverse : atrPhrases.unknownConvention
}

function presenceText(value: number, index: number): string {
  const names = ['TA', 'TB', 'TC', 'TD'].filter((_, bit) => ((value >> (4 + bit)) & 1) === 1)
  return names.length === 0 ? '–' : names.map((name) => `${name}${index}`).join(', ')
}

function sourceOf({ letter, protocol }: AtrCharacter): string {
  if (letter === 'TS') return 'ISO/IEC 7816-3, 8.1'
  if (letter === 'T0' || letter === 'TD') return 'ISO/IEC 7816-3, 8.2.2'
  return protocol === 1 ? 'ISO/IEC 7816-3, 11.4' : 'ISO/IEC 7816-3, 8.3'
}
