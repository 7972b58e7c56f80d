import { describe, expect, it } from 'vitest'
import { concat } from '../../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { retailMac } from '../../../../src-main/engine/crypto/mac'
import { padMethod2 } from '../../../../src-main/engine/crypto/padding'
import { sessionKey } from '../../../../src-main/engine/cryptogram/in-memory'
import { cryptogramIn, keysOf, n12, pbocUnderTest } from '../../pboc-under-test'

const STATEMENT = '00B2006400'
const OLDER =
  '9F79000000002000000000012000260315100001' + '0006' + '9F79000000000000000000010000260108091230' + '0001'

describe('record 0 of the load log', () => {
  it('tells the counter, the changes with their balances, dates and counters, and a MAC', () => {
    const { send, cells } = pbocUnderTest()
    const answer = send(STATEMENT)
    const content = `000802${OLDER}`
    expect(answer.slice(0, -12)).toBe(content)
    const key = sessionKey('pboc', keysOf(cells).mac, { atc: hex('0008') })
    const mac = retailMac(key, padMethod2(hex(content), 8))
    expect(answer.slice(-12)).toBe(`${toHex(mac.subarray(0, 4))}9000`)
  })

  it('has the newest in front, and ten at most', () => {
    const test = pbocUnderTest()
    for (let n = 1; n <= 10; n += 1) {
      test.select()
      test.options()
      expect(test.script('04DA9F79', n12(100_00 + n), cryptogramIn(test.first('80')))).toBe('9000')
    }
    const answer = test.send(STATEMENT)
    expect(answer.slice(0, 50)).toBe(`00120A9F79${n12(100_09)}${n12(100_10)}260520101112` + '0012')
    expect(answer).toHaveLength(2 * (2 + 1 + 10 * 22 + 4) + 4)
    expect(answer).not.toContain(OLDER)
  })

  it('is empty for a card that was never loaded, and absent without keys', () => {
    const empty = pbocUnderTest({ change: (cells) => cells.remove('log/12/position') })
    expect(empty.send(STATEMENT)).toMatch(/^000800[0-9A-F]{8}9000$/)
    const keyless = pbocUnderTest({ change: (cells) => cells.remove('key/ac') })
    expect(keyless.send(STATEMENT)).toBe('6A83')
  })

  it("is the load log's alone", () => {
    expect(pbocUnderTest().send('00B2005C00')).toBe('6A83')
  })

  it('holds in another format of the log', () => {
    const format = concat(hex('9F36029A039F2103'))
    const test = pbocUnderTest({
      change: (cells) => {
        cells.write('object/DF4F', format)
        cells.remove('log/12/position')
      }
    })
    test.options()
    test.script('04DA9F79', n12(100_00), cryptogramIn(test.first('80')))
    expect(test.send('00B2016400')).toBe(`9F79${n12(88_00)}${n12(100_00)}0009260520` + '101112' + '9000')
    expect(test.send(STATEMENT).slice(0, 50)).toBe(
      `0009019F79${n12(88_00)}${n12(100_00)}260520101112` + '0009'
    )
  })
})
