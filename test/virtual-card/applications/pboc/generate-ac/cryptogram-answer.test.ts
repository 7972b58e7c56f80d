import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../../src-main/engine/bytes/hex'
import { authenticateCombined } from '../../../../../src-main/engine/offline-auth/authenticate-combined'
import { cardDataOf, problemsOf } from '../../../card-data-under-test'
import { cell, cryptogramIn, pbocUnderTest, values, type PbocUnderTest } from '../../../pboc-under-test'

const CDOL1 = '9F02 9F03 9F1A 95 5F2A 9A 9C 9F37 9F21 9F4E'
const UNPREDICTABLE_NUMBER = hex('11223344')

function authentication(test: PbocUnderTest, answer: string, second: boolean, told = {}) {
  return authenticateCombined(cardDataOf(test), {
    response: hex(answer.slice(0, -4)),
    unpredictableNumber: UNPREDICTABLE_NUMBER,
    pdolData: values('9F7A 9F02 5F2A', told),
    cdol1Data: values(CDOL1),
    ...(second && { cdol2Data: values(`8A ${CDOL1}`) })
  })
}

describe('combined data authentication', () => {
  it.each([
    ['a TC on e-cash', { '9F7A': '01' }, '50', '40'],
    ['an ARQC', {}, '90', '80']
  ] as const)('signs %s', (_, told, asked, cid) => {
    const test = pbocUnderTest()
    test.options(told)
    const answer = test.first(asked)
    const proven = authentication(test, answer, false, told)
    expect(problemsOf(proven)).toEqual([])
    expect(toHex(proven.iccDynamicNumber ?? hex(''))).toBe('0009')
    expect(proven.cid).toBe(Number.parseInt(cid, 16))
    expect(answer).not.toContain('9F2608')
    expect(proven.cryptogram).toHaveLength(8)
  })

  it('signs the second TC over the data of both commands', () => {
    const test = pbocUnderTest()
    test.options()
    const arqc = authentication(test, test.first('90'), false)
    const first = {
      cid: '80',
      atc: '0009',
      ac: toHex(arqc.cryptogram ?? hex('')),
      iad: '',
      cvr: '',
      answer: ''
    }
    expect(test.authenticate(first)).toBe('9000')
    const answer = test.second('50')
    expect(problemsOf(authentication(test, answer, true))).toEqual([])
    expect(problemsOf(authentication(test, answer, false))).not.toEqual([])
  })

  it('does not hold for another answer', () => {
    const test = pbocUnderTest()
    test.options()
    const answer = test.first('90')
    const tampered = answer.replace('0000008800', '0000009900')
    expect(tampered).not.toBe(answer)
    expect(problemsOf(authentication(test, tampered, false))).not.toEqual([])
  })

  it('is left out with an AAC, without a key, and where the AIP does not promise it', () => {
    const declined = pbocUnderTest()
    declined.options()
    expect(declined.first('10')).toMatch(/^801E00/)
    const keyless = pbocUnderTest({ change: (cells) => cells.remove('icc-key/p') })
    keyless.options()
    expect(keyless.first('90')).toMatch(/^801E80/)
    const older = pbocUnderTest({ change: cell('gpo/contact', '82027C00940408010100') })
    older.options()
    expect(older.first('90')).toMatch(/^801E80/)
  })
})

it('costs nothing where the signature cannot be made', () => {
  const test = pbocUnderTest({ change: cell('icc-key/p', '03') })
  test.options({ '9F7A': '01' })
  expect(test.first('50')).toBe('6F00')
  expect(test.balance()).toBe(88_00)
  test.select()
  expect(test.options({ '9F7A': '01' })).toMatch(/9000$/)
})

it('is in format 1 where nothing is signed', () => {
  const test = pbocUnderTest()
  test.options()
  const arqc = cryptogramIn(test.first('80'))
  expect(arqc.answer).toBe(`801E800009${arqc.ac}${arqc.iad}9000`)
  expect(arqc.iad).toMatch(/^07010103A02000010A010000008800[0-9A-F]{8}$/)
})
