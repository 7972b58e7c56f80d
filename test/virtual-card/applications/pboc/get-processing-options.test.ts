import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { PowerLost } from '../../../../src-main/virtual-card/memory/card-memory'
import { readyMadeCard } from '../../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import {
  AID,
  cardUnderTest,
  cellOf,
  contactOptions,
  contactlessOptions,
  powered,
  selectCommand
} from '../../card-under-test'

const DEBIT_CREDIT = '80127D0008010200100104011801010020010100' + '9000'
const ECASH = '80167D000801020010010401180101002001010028010100' + '9000'
const CONTACTLESS = '771682027D00941008010100100104011801010020010100' + '9000'

function selected(
  cardInterface: 'contact' | 'contactless' = 'contact',
  change?: (card: VirtualCard) => void
) {
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  change?.(card)
  const test = powered(card, cardInterface)
  test.send(selectCommand(AID.debit))
  return test
}

function setObject(card: VirtualCard, tag: string, value: string): void {
  card.memory.write(cellOf(AID.debit, `object/${tag}`), hex(value))
}

function blockedByIssuer(card: VirtualCard): void {
  card.memory.write(cellOf(AID.debit, 'blocked'), hex('01'))
}

function atc(card: VirtualCard): string {
  return toHex(card.memory.read(cellOf(AID.debit, 'object/9F36')) ?? hex(''))
}

describe('on contact', () => {
  it('raises the ATC by one and answers AIP and AFL', () => {
    const { send, card } = selected()
    expect(send(contactOptions('00'))).toBe(DEBIT_CREDIT)
    expect(atc(card)).toBe('0009')
  })

  it('takes the e-cash path where all of its conditions hold', () => {
    const { send, events } = selected()
    expect(send(contactOptions('01', 88_00))).toBe(ECASH)
    expect(events.at(-1)).toMatchObject({ changes: [{}, {}, { code: 'ecash-path-chosen' }] })
  })

  it.each([
    ['not asked for', contactOptions('00', 1_00), () => undefined],
    ['in another currency', contactOptions('01', 1_00, '0840'), () => undefined],
    ['above the balance', contactOptions('01', 88_01), () => undefined],
    [
      'above the limit of one transaction',
      contactOptions('01', 51_00),
      (card: VirtualCard) => setObject(card, '9F78', '000000005000')
    ],
    ['with a blocked PIN', contactOptions('01', 1_00), (card: VirtualCard) => setObject(card, '9F17', '00')],
    ['of an amount that is no number', '80A800000B83090100000000000A015600', () => undefined]
  ])('takes the debit/credit path for e-cash %s', (_, command, change) => {
    expect(selected('contact', change).send(command)).toBe(DEBIT_CREDIT)
  })

  it.each([
    ['80A801000B830900000000000000015600', '6A86'],
    ['80A800010B830900000000000000015600', '6A86'],
    ['80A80000', '6700'],
    ['80A80000028300', '6700'],
    ['80A800000A8309000000000000000156', '6700'],
    ['80A800000C83090000000000000001560000', '6700'],
    ['80A800000B830800000000000000015600', '6700'],
    ['80A800000B840900000000000000015600', '6A80'],
    ['00A800000B830900000000000000015600', '6E00']
  ])('refuses %s with %s, and leaves the ATC alone', (command, sw) => {
    const { send, card } = selected()
    expect(send(command)).toBe(sw)
    expect(atc(card)).toBe('0008')
    expect(send(contactOptions('00'))).toBe(DEBIT_CREDIT)
  })

  it('may be sent once after each selection', () => {
    const { send, card } = selected()
    send(contactOptions('00'))
    expect(send(contactOptions('00'))).toBe('6985')
    expect(atc(card)).toBe('0009')
    send(selectCommand(AID.debit))
    expect(send(contactOptions('00'))).toBe(DEBIT_CREDIT)
    expect(atc(card)).toBe('000A')
  })

  it('blocks the application for good when the ATC is used up', () => {
    const { send, card, events } = selected('contact', (fresh) => setObject(fresh, '9F36', 'FFFE'))
    expect(send(contactOptions('00'))).toBe(DEBIT_CREDIT)
    expect(atc(card)).toBe('FFFF')
    expect(send(selectCommand(AID.debit))).toMatch(/9000$/)
    expect(send(contactOptions('00'))).toBe('6985')
    expect(events.at(-1)).toMatchObject({ changes: [{ code: 'application-blocked' }] })
    expect(send(selectCommand(AID.debit))).toMatch(/^6F.*6283$/)
    expect(send(contactOptions('00'))).toBe('6985')
    expect(send('80CA9F3600')).toBe('9F3602FFFF9000')
  })

  it('goes on while the issuer has blocked the application, so that it can unblock it, but never to e-cash', () => {
    const { send, card } = selected('contact', blockedByIssuer)
    expect(send(selectCommand(AID.debit))).toMatch(/^6F.*6283$/)
    expect(send(contactOptions('01', 1_00))).toBe(DEBIT_CREDIT)
    expect(atc(card)).toBe('0009')
    // The balance stays readable (reference A8).
    expect(send('80CA9F7900')).toBe('9F79060000000088009000')
  })
})

describe('contactless', () => {
  it('answers in format 2 to a reader that does full debit/credit', () => {
    const { send, card } = selected('contactless')
    expect(send(contactlessOptions('40000000'))).toBe(CONTACTLESS)
    expect(atc(card)).toBe('0009')
  })

  it('refuses while the issuer has blocked the application', () => {
    const { send, card } = selected('contactless', blockedByIssuer)
    for (const ttq of ['40000000', '26000000', '66000000']) {
      expect(send(contactlessOptions(ttq))).toBe('6985')
      expect(atc(card)).toBe('0008')
    }
    expect(send('80CA9F7900')).toBe('9F79060000000088009000')
  })

  it('answers a reader that does flash pay with a cryptogram, which it prefers', () => {
    for (const ttq of ['26800000', '2A000000', '66800000']) {
      const { send, card } = selected('contactless')
      expect(send(contactlessOptions(ttq))).toMatch(/^77.*82027D00.*9F36020009.*9F2608.*9000$/)
      expect(atc(card)).toBe('0009')
    }
  })

  it('wants nothing contactless where its processes say so', () => {
    const { send, card } = selected('contactless', (fresh) => setObject(fresh, '9F68', '9B00F000'))
    for (const ttq of ['26000000', '40000000']) expect(send(contactlessOptions(ttq))).toBe('6985')
    expect(atc(card)).toBe('0008')
  })

  it.each(['80000000', '08000000', '10000000', '00000000'])('refuses TTQ %s', (ttq) => {
    const { send, card } = selected('contactless')
    expect(send(contactlessOptions(ttq))).toBe('6985')
    expect(atc(card)).toBe('0008')
  })

  it('has a PDOL of its own', () => {
    const { send } = selected('contactless')
    expect(send(contactOptions('00'))).toBe('6700')
    expect(cardUnderTest('debit-ecash', 'contactless').send(selectCommand(AID.debit))).toContain(
      '9F38189F66049F02069F03069F1A0295055F2A029A039C019F3704'
    )
  })
})

it.each(['before', 'half'] as const)('keeps or raises the ATC when power is lost %s any write', (point) => {
  for (let n = 1; ; n += 1) {
    const { send, card } = selected()
    card.memory.tear(n, point)
    try {
      send(contactOptions('00'))
      expect(n).toBeGreaterThan(4)
      return
    } catch (error) {
      expect(error).toBeInstanceOf(PowerLost)
    }
    expect(() => send('80CA9F3600')).toThrow(PowerLost)
    const again = powered(VirtualCard.fromImage(card.toImage()))
    expect(['0008', '0009']).toContain(atc(again.card))
    again.send(selectCommand(AID.debit))
    expect(again.send(contactOptions('00'))).toBe(DEBIT_CREDIT)
  }
})
