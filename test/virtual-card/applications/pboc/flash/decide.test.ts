import { describe, expect, it } from 'vitest'
import { hex } from '../../../../../src-main/engine/bytes/hex'
import {
  decideFlash,
  type FlashFacts
} from '../../../../../src-main/virtual-card/applications/pboc/flash/decide'

type Facts = Partial<Omit<FlashFacts, 'ttq' | 'processes'>>

/** E-cash check, new-card check, PIN check; online PIN at home and abroad, CVM abroad, signature. */
const USUAL = '9800F000'
const AT_HOME: FlashFacts = {
  ttq: hex('26000000'),
  processes: hex(USUAL),
  currencyMatches: true,
  amount: 1250,
  balance: 10_000,
  singleLimit: 5000,
  resetThreshold: 1000,
  cvmLimit: 3000,
  newCard: false,
  pinExceeded: false
}

function decided(ttq: string, facts: Facts, processes = USUAL): string {
  const decision = decideFlash({ ...AT_HOME, ttq: hex(ttq), processes: hex(processes), ...facts })
  return decision.kind === 'refused' ? 'refused' : `${decision.kind} ${decision.cvm}`
}

/** Name, TTQ, what differs from `AT_HOME`, decision, and card processes where they are not the usual. */
type Row = readonly [string, string, Facts, string, string?]

function cases(rows: readonly Row[]) {
  return rows.map(([name, ttq, facts, expected, processes]) => ({ name, ttq, facts, expected, processes }))
}

const FOREIGN = { currencyMatches: false }

describe('a reader that can go online', () => {
  it.each(
    cases([
      ['covered', '26000000', {}, 'TC none'],
      ['the reader wants a cryptogram for the issuer', '26800000', {}, 'ARQC none'],
      ['amount at the limit of one transaction', '26000000', { amount: 5000, cvmLimit: 9999 }, 'TC none'],
      ['amount above it', '26000000', { amount: 5001, cvmLimit: 9999 }, 'ARQC none'],
      ['balance at the threshold afterwards', '26000000', { balance: 2250 }, 'TC none'],
      ['balance below it afterwards', '26000000', { balance: 2249 }, 'ARQC none'],
      ['no e-cash check on the card', '26000000', {}, 'ARQC none', '1800F000'],
      [
        'e-cash and a cumulative amount, which this card does not do',
        '26000000',
        {},
        'ARQC none',
        '5800F000'
      ],
      ['new card', '26000000', { newCard: true }, 'ARQC none'],
      ['new card that does not mind', '26000000', { newCard: true }, 'TC none', '8800F000'],
      ['no PIN tries', '26000000', { pinExceeded: true }, 'ARQC none'],
      ['no PIN tries, which do not matter', '26000000', { pinExceeded: true }, 'TC none', '9000F000'],
      ['foreign currency', '26000000', FOREIGN, 'ARQC online-pin'],
      ['foreign currency, no CVM wanted for it', '26000000', FOREIGN, 'ARQC none', '9800C000'],
      ['foreign currency, which the card does not take', '26000000', FOREIGN, 'AAC none', '9840F000'],
      ['own currency, foreign not taken', '26000000', {}, 'TC none', '9840F000']
    ])
  )('$name (TTQ $ttq)', ({ ttq, facts, expected, processes }) => {
    expect(decided(ttq, facts, processes)).toBe(expected)
  })
})

describe('a reader that stays offline', () => {
  it.each(
    cases([
      ['covered', '2A000000', {}, 'TC none'],
      [
        'all of the balance: the threshold is for online',
        '2A000000',
        { amount: 1250, balance: 1250 },
        'TC none'
      ],
      ['not covered', '2A000000', { balance: 1249 }, 'AAC none'],
      ['amount at the limit of one transaction', '2A000000', { amount: 5000, cvmLimit: 9999 }, 'TC none'],
      ['amount above it', '2A000000', { amount: 5001, cvmLimit: 9999 }, 'AAC none'],
      ['no e-cash check on the card', '2A000000', {}, 'AAC none', '1800F000'],
      ['new card', '2A000000', { newCard: true }, 'TC none'],
      ['new card that declines', '2A000000', { newCard: true }, 'AAC none', '9820F000'],
      ['new card, not checked', '2A000000', { newCard: true }, 'TC none', '8820F000'],
      ['known card that would decline as a new one', '2A000000', {}, 'TC none', '9820F000'],
      ['no PIN tries', '2A000000', { pinExceeded: true }, 'AAC none'],
      ['no PIN tries, which do not matter', '2A000000', { pinExceeded: true }, 'TC none', '9000F000'],
      ['foreign currency', '2A000000', FOREIGN, 'AAC signature'],
      ['a cryptogram for the issuer that it cannot send', '2A800000', {}, 'TC none']
    ])
  )('$name (TTQ $ttq)', ({ ttq, facts, expected, processes }) => {
    expect(decided(ttq, facts, processes)).toBe(expected)
  })
})

describe('verification of the holder', () => {
  const ABOVE: Facts = { amount: 3001 }
  it.each(
    cases([
      ['at the limit', '26000000', { amount: 3000 }, 'TC none'],
      ['above the limit: online PIN', '26000000', ABOVE, 'ARQC online-pin'],
      ['wanted by the reader', '26400000', {}, 'ARQC online-pin'],
      ['the reader has no online PIN', '22000000', ABOVE, 'TC signature'],
      ['the card has no online PIN', '26000000', ABOVE, 'TC signature', '98001000'],
      ['the reader has neither', '20000000', ABOVE, 'refused'],
      ['the card has neither', '26000000', ABOVE, 'refused', '98000000'],
      ['the card has no signature and the reader no PIN', '22000000', ABOVE, 'refused', '98008000'],
      ['an offline reader, which has no online PIN', '2E000000', ABOVE, 'TC signature'],
      ['an offline reader without signature', '2C000000', ABOVE, 'refused'],
      ['foreign currency: online PIN for that', '24000000', FOREIGN, 'ARQC online-pin', '98006000'],
      ['foreign currency: online PIN at home only', '24000000', FOREIGN, 'refused', '9800A000'],
      ['foreign currency: signature', '22000000', FOREIGN, 'ARQC signature'],
      [
        'foreign currency above the limit at home',
        '26000000',
        { ...FOREIGN, ...ABOVE },
        'ARQC none',
        '98000000'
      ],
      ['declined before it comes to that', '28400000', { pinExceeded: true }, 'AAC none']
    ])
  )('$name (TTQ $ttq)', ({ ttq, facts, expected, processes }) => {
    expect(decided(ttq, facts, processes)).toBe(expected)
  })
})
