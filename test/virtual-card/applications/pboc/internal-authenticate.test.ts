import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { authenticateDynamic } from '../../../../src-main/engine/offline-auth/authenticate'
import { decodeTlv } from '../../../../src-main/engine/tlv/tlv'
import { cardDataOf, problemsOf } from '../../card-data-under-test'
import { cell, cryptogramIn, pbocUnderTest } from '../../pboc-under-test'

const COMMAND = '0088000004AABBCCDD00'

describe('INTERNAL AUTHENTICATE', () => {
  it.each(['ecash', 'debit-ecash', 'credit-ecash'] as const)('of the %s card is authentic', (kind) => {
    const test = pbocUnderTest({ kind })
    test.options()
    const answer = test.send(COMMAND)
    expect(answer).toMatch(/^8081800*.*9000$/)
    const signed = decodeTlv(hex(answer.slice(0, -4))).nodes[0]?.value
    const card = cardDataOf(test)
    const proven = authenticateDynamic(card, { signed, ddolData: hex('AABBCCDD') })
    expect(problemsOf(proven)).toEqual([])
    expect(toHex(proven.iccDynamicNumber ?? hex(''))).toBe(toHex(test.cells.need('object/9F36')))
    expect(problemsOf(authenticateDynamic(card, { signed, ddolData: hex('AABBCCDE') }))).not.toEqual([])
  })

  it('is told by the cryptogram that follows', () => {
    const test = pbocUnderTest()
    test.options()
    test.send(COMMAND)
    expect(cryptogramIn(test.first('80')).cvr).toBe('A02002')
  })

  it('belongs to a transaction and to a card with a key', () => {
    const early = pbocUnderTest()
    expect(early.send(COMMAND)).toBe('6985')
    const keyless = pbocUnderTest({ change: (cells) => cells.remove('icc-key/qInv') })
    keyless.options()
    expect(keyless.send(COMMAND)).toBe('6985')
  })

  it.each([
    ['0088000003AABBCC00', '6700'],
    ['0088000005AABBCCDDEE00', '6700'],
    ['0088000000', '6700'],
    ['0088010004AABBCCDD00', '6A86'],
    ['0088000104AABBCCDD00', '6A86'],
    ['8088000004AABBCCDD00', '6E00']
  ])('refuses %s with %s', (command, sw) => {
    const test = pbocUnderTest()
    test.options()
    expect(test.send(command)).toBe(sw)
  })

  it('refuses data for a list that the card does not have', () => {
    const test = pbocUnderTest({ change: cell('record/2/2', '70039F4900') })
    test.options()
    expect(test.send(COMMAND)).toBe('6700')
  })
})
