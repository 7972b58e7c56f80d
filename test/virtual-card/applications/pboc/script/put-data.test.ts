import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../../src-main/engine/bytes/hex'
import { all, cryptogramIn, n12, object, pbocUnderTest, type Choice } from '../../../pboc-under-test'

function waiting(choice: Choice = {}) {
  const test = pbocUnderTest(choice)
  test.options()
  const arqc = cryptogramIn(test.first('80'))
  return { ...test, put: (tag: string, value: string) => test.script(`04DA${tag}`, value, arqc) }
}

describe('PUT DATA', () => {
  it.each([
    ['9F53', '05'],
    ['9F58', '05'],
    ['9F59', '05'],
    ['9F72', '05'],
    ['9F54', n12(100)],
    ['9F5C', n12(100)],
    ['9F6B', n12(100)],
    ['9F6D', n12(100)],
    ['9F75', n12(100)],
    ['9F77', n12(2000_00)],
    ['9F78', n12(100)]
  ])('replaces %s', (tag, value) => {
    const { put, send, events } = waiting()
    const before = send(`80CA${tag}00`).slice(6, -4)
    expect(put(tag, value)).toBe('9000')
    expect(events.at(-1)).toMatchObject({ changes: [{ code: 'data-replaced', from: before, to: value }] })
    expect(send(`80CA${tag}00`)).toBe(`${tag}${value.length === 2 ? '01' : '06'}${value}9000`)
    expect(send('00B2036400')).toBe('6A83')
  })

  it('replaces what only some cards have', () => {
    const change = all(object('9F73', '00000000'), object('DF61', '00'), object('DF72', n12(0)))
    const { put, cells } = waiting({ change })
    for (const [tag, value] of [
      ['9F73', '12345678'],
      ['DF61', '01'],
      ['DF72', n12(5)]
    ] as const) {
      expect(put(tag, value)).toBe('9000')
      expect(toHex(cells.need(`object/${tag}`))).toBe(value)
    }
  })

  it.each(['9F13', '9F17', '9F36', '9F51', '9F52', '9F56', '9F68', '9F4F', '9F10', '0057', '9F73', 'DF79'])(
    'does not know %s',
    (tag) => {
      const { put } = waiting()
      expect(put(tag, n12(0))).toBe('6A88')
    }
  )

  it.each([
    ['9F79', '0000001000', '6700'],
    ['9F79', '00000000100000', '6700'],
    ['9F79', '', '6700'],
    ['9F58', '0001', '6700'],
    ['9F78', '00000000000A', '6A80'],
    ['9F79', 'FFFFFFFFFFFF', '6A80']
  ])('of %s refuses %s with %s, changes nothing, and the next may follow', (tag, value, sw) => {
    const { put, balance, cells } = waiting()
    const limit = toHex(cells.need('object/9F78'))
    expect(put(tag, value)).toBe(sw)
    expect(balance()).toBe(88_00)
    expect(toHex(cells.need('object/9F78'))).toBe(limit)
    expect((cells.read('risk/flags')?.[0] ?? 0) & 0x10).toBe(0x10)
    expect(put('9F79', n12(100_00))).toBe('9000')
  })
})

describe('the e-cash balance', () => {
  it('may be up to its limit, and not above', () => {
    const { put, balance } = waiting()
    expect(put('9F79', n12(1000_01))).toBe('6A80')
    expect(balance()).toBe(88_00)
    expect(put('9F79', n12(1000_00))).toBe('9000')
    expect(balance()).toBe(1000_00)
    expect(put('9F79', n12(0))).toBe('9000')
    expect(balance()).toBe(0)
  })

  it('may be above its limit by what a pre-authorisation holds', () => {
    const { put } = waiting({ change: object('DF63', n12(50)) })
    expect(put('9F79', n12(1000_51))).toBe('6A80')
    expect(put('9F79', n12(1000_50))).toBe('9000')
  })

  it('has each change in the load log, with what the terminal told', () => {
    const { put, send } = waiting()
    put('9F79', n12(100_00))
    put('9F79', n12(20_00))
    const tail = '2605201011120156B2E2CAD4C9CCBBA70000000000000000000000000009' + '9000'
    expect(send('00B2016400')).toBe(`9F79${n12(100_00)}${n12(20_00)}${tail}`)
    expect(send('00B2026400')).toBe(`9F79${n12(88_00)}${n12(100_00)}${tail}`)
    expect(send('00B2056400')).toBe('6A83')
  })

  it('of a second currency has a limit of its own and goes to the log under its tag', () => {
    const change = all(object('DF79', n12(0)), object('DF77', n12(100)))
    const { put, send, balance } = waiting({ change })
    expect(put('DF79', n12(101))).toBe('6A80')
    expect(put('DF79', n12(100))).toBe('9000')
    expect(send('00B2016400')).toMatch(new RegExp(`^DF79${n12(0)}${n12(100)}`))
    expect(balance()).toBe(88_00)
  })

  it('without a limit on the card is not limited', () => {
    const { put } = waiting({ change: (cells) => cells.remove('object/9F77') })
    expect(put('9F79', '999999999999')).toBe('9000')
  })
})
