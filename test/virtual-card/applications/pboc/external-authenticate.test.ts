import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src-main/engine/bytes/hex'
import {
  cryptogramIn,
  externalAuthenticate,
  keysOf,
  object,
  pbocUnderTest,
  type PbocUnderTest
} from '../../pboc-under-test'

const FALSE = '008200000A00000000000000003030'

function waiting() {
  const test = pbocUnderTest()
  test.options()
  return { ...test, arqc: cryptogramIn(test.first('80')) }
}

function flagsOf({ cells }: Pick<PbocUnderTest, 'cells'>): string {
  return toHex(cells.read('risk/flags') ?? Uint8Array.of(0))
}

describe('EXTERNAL AUTHENTICATE', () => {
  it('takes the right answer of the issuer, once', () => {
    const { authenticate, arqc, events } = waiting()
    expect(authenticate(arqc)).toBe('9000')
    expect(events.at(-1)).toMatchObject({ changes: [{ code: 'issuer-authenticated' }] })
    expect(authenticate(arqc)).toBe('6985')
  })

  it('binds the response code', () => {
    const { send, cells, arqc } = waiting()
    const approved = externalAuthenticate(keysOf(cells), arqc, '3030')
    expect(send(`${approved.slice(0, -4)}3531`)).toBe('6300')
  })

  it('refuses a wrong one with 6300, then even the right one, and the next transaction knows', () => {
    const test = waiting()
    expect(test.send(FALSE)).toBe('6300')
    expect(test.events.at(-1)).toMatchObject({ changes: [{ code: 'issuer-refused' }] })
    expect(test.authenticate(test.arqc)).toBe('6985')
    expect(flagsOf(test)).toBe('C0')
    test.select()
    // Nor is e-cash given until the issuer was heard.
    test.options({ '9F7A': '01' })
    const next = cryptogramIn(test.first('80'))
    expect(next.cvr.slice(2, 4)).toBe('A8')
    expect(test.authenticate(next)).toBe('9000')
    test.second('40')
    expect(flagsOf(test)).toBe('00')
  })

  it.each([
    ['008200010A00000000000000003030', '6A86'],
    ['008201000A00000000000000003030', '6A86'],
    ['008200000800000000000000' + '00', '6700'],
    ['00820000', '6700'],
    ['808200000A00000000000000003030', '6E00']
  ])('refuses %s with %s, and still waits', (command, sw) => {
    const { send, authenticate, arqc } = waiting()
    expect(send(command)).toBe(sw)
    expect(authenticate(arqc)).toBe('9000')
  })

  it('is 6985 before an ARQC, after a final cryptogram and after the second', () => {
    const early = pbocUnderTest()
    expect(early.send(FALSE)).toBe('6985')
    early.options()
    expect(early.send(FALSE)).toBe('6985')
    early.first('00')
    expect(early.send(FALSE)).toBe('6985')
    const late = waiting()
    late.second('00')
    expect(late.authenticate(late.arqc)).toBe('6985')
  })
})

describe('in flash pay', () => {
  it.each([
    ['0000', '6985'],
    ['0040', '9000']
  ])('with card transaction qualifiers %s is answered %s', (qualifiers, sw) => {
    const test = pbocUnderTest({ side: 'contactless', change: object('9F6C', qualifiers) })
    const answer = test.options({ '9F66': '26800000' })
    const told = (tag: string, length: number): string => {
      const at = answer.indexOf(tag) + tag.length
      return answer.slice(at, at + 2 * length)
    }
    const arqc = { ac: told('9F2608', 8), atc: told('9F3602', 2), cid: '80', iad: '', cvr: '', answer }
    expect(test.authenticate(arqc)).toBe(sw)
    expect(test.script('04DA9F79', '000000010000', arqc)).toBe(sw)
    expect(test.balance()).toBe(sw === '9000' ? 100_00 : 88_00)
  })
})
