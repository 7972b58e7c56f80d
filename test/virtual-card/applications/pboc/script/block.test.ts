import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../../src-main/engine/bytes/hex'
import { all, cell, cryptogramIn, object, pbocOn, pbocUnderTest, type Choice } from '../../../pboc-under-test'

const BLOCK = '841E0000'
const UNBLOCK = '84180000'
const CARD_BLOCK = '84160000'

function waiting(choice: Choice = {}) {
  const test = pbocUnderTest(choice)
  test.options()
  const given = cryptogramIn(test.first('80'))
  return { ...test, run: (header: string, data = '') => test.script(header, data, given) }
}

describe('APPLICATION BLOCK', () => {
  it('leaves AACs, reading and the way to unblock it', () => {
    const test = waiting()
    expect(test.run(BLOCK)).toBe('9000')
    expect(test.events.at(-1)).toMatchObject({ changes: [{ code: 'application-blocked' }] })
    expect(test.select()).toMatch(/^6F.*6283$/)
    test.options({ '9F7A': '01' })
    expect(cryptogramIn(test.first('40')).cid).toBe('00')
    expect(test.send('80CA9F7900')).toBe('9F79060000000088009000')
    expect(pbocOn(test.card, { side: 'contactless' }).options()).toBe('6985')
  })
})

describe('APPLICATION UNBLOCK', () => {
  it('gives the application back', () => {
    const test = waiting({ change: all(cell('blocked', '01'), cell('risk/flags', '08')) })
    expect(test.run(UNBLOCK)).toBe('9000')
    expect(test.events.at(-1)).toMatchObject({ changes: [{ code: 'application-unblocked' }] })
    expect(toHex(test.cells.need('risk/flags'))).toBe('00')
    expect(test.select()).toMatch(/9000$/)
    test.options({ '9F7A': '01' })
    expect(cryptogramIn(test.first('40')).cid).toBe('40')
  })

  it('does not undo what is for good', () => {
    const test = waiting()
    cell('blocked', '02')(test.cells)
    expect(test.run(UNBLOCK)).toBe('6985')
    expect(test.select()).toMatch(/6283$/)
    expect(test.options()).toBe('6985')
  })

  it('of an application that is not blocked changes nothing', () => {
    const test = waiting()
    expect(test.run(UNBLOCK)).toBe('9000')
    expect(test.select()).toMatch(/9000$/)
  })
})

describe('CARD BLOCK', () => {
  it('takes all applications away, for good', () => {
    const test = waiting()
    expect(test.run(CARD_BLOCK)).toBe('9000')
    expect(test.events.at(-1)).toMatchObject({ changes: [{ code: 'card-blocked' }] })
    expect(test.select()).toBe('6A81')
    expect(test.send('00A404000E315041592E5359532E444446303100')).toBe('6A81')
    const again = pbocOn(test.card, { side: 'contactless' })
    expect(again.select()).toBe('6A81')
  })
})

it.each([
  ['841E0100', '', '6A86'],
  ['841E0001', '', '6A86'],
  ['84180100', '', '6A86'],
  ['84160001', '', '6A86'],
  ['841E0000', '00', '6700'],
  ['84180000', '00', '6700'],
  ['84160000', '0011', '6700']
])('%s with data "%s" is %s', (header, data, sw) => {
  const test = waiting()
  expect(test.run(header, data)).toBe(sw)
  expect(test.select()).toMatch(/9000$/)
})

describe('the card blocks its application itself', () => {
  const WRONG = '002000800826654321FFFFFFFF'

  it('at the last wrong PIN of a transaction where it is to, and an issuer script undoes it', () => {
    const test = pbocUnderTest({ change: object('9F52', '0080') })
    test.options()
    for (const left of ['63C2', '63C1', '63C0']) expect(test.send(WRONG)).toBe(left)
    expect(test.events.at(-1)).toMatchObject({
      changes: [{ code: 'pin-tries-lowered' }, { code: 'pin-blocked' }, { code: 'application-blocked' }]
    })
    const aac = cryptogramIn(test.first('80'))
    expect([aac.cid, aac.cvr]).toEqual(['00', '864200'])
    expect(test.select()).toMatch(/6283$/)
    test.options()
    const again = cryptogramIn(test.first('80'))
    expect(again.cvr).toBe('804200')
    expect(test.script('84240000', '', again)).toBe('9000')
    expect(test.script(UNBLOCK, '', again)).toBe('9000')
    expect(test.select()).toMatch(/9000$/)
    test.options()
    expect(cryptogramIn(test.first('80')).cvr).toBe('A02000')
  })

  it('not outside a transaction, and not where it is not to', () => {
    for (const [actions, inside] of [
      ['0080', false],
      ['C000', true]
    ] as const) {
      const test = pbocUnderTest({ change: object('9F52', actions) })
      if (inside) test.options()
      for (let n = 0; n < 3; n += 1) test.send(WRONG)
      expect(test.select()).toMatch(/9000$/)
    }
  })
})
