import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../../src-main/engine/bytes/hex'
import { encipherScriptData } from '../../../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../../../src-main/engine/cryptogram/profiles/all-profiles'
import { pinBlock } from '../../../../../src-main/virtual-card/applications/pboc/script/pin-change'
import { cryptogramIn, keysOf, newPin, object, pbocUnderTest, type Choice } from '../../../pboc-under-test'

const verify = (pin: string): string => `0020008008${toHex(pinBlock(pin))}`

function waiting(choice: Choice = {}) {
  const test = pbocUnderTest(choice)
  test.options()
  const arqc = cryptogramIn(test.first('80'))
  return {
    ...test,
    run: (p2: string, data = '') => test.script(`842400${p2}`, data, arqc),
    fresh: (pin: string, current?: string) => newPin(keysOf(test.cells), arqc.atc, pin, current)
  }
}

describe('PIN CHANGE/UNBLOCK', () => {
  it('gives the tries back', () => {
    const test = waiting({ change: object('9F17', '00') })
    expect(test.send(verify('123456'))).toBe('6983')
    expect(test.run('00')).toBe('9000')
    expect(test.events.at(-1)).toMatchObject({ changes: [{ code: 'pin-tries-restored' }] })
    expect(test.send(verify('123456'))).toBe('9000')
  })

  it.each(['1234', '654321', '123456789012'])('sets the PIN %s and gives the tries back', (pin) => {
    for (const p2 of ['01', '02']) {
      const test = waiting({ change: object('9F17', '01') })
      expect(test.run(p2, test.fresh(pin, p2 === '01' ? '123456' : undefined))).toBe('9000')
      expect(test.events.at(-1)).toMatchObject({
        changes: [{ code: 'pin-changed' }, { code: 'pin-tries-restored' }]
      })
      expect(test.send('80CA9F1700')).toBe('9F1701039000')
      expect(test.send(verify('123456'))).toBe('63C2')
      expect(test.send(verify(pin))).toBe('9000')
    }
  })

  it('with the present PIN mixed in refuses whoever does not know it', () => {
    const test = waiting()
    expect(test.run('01', test.fresh('654321', '111111'))).toBe('6A80')
    expect(test.send(verify('123456'))).toBe('9000')
  })

  it.each([
    ['data of zeros', '00000000000000000000000000000000'],
    ['a block that is none', 'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF']
  ])('refuses %s as no PIN, and keeps the old', (_, plain) => {
    const test = waiting()
    const enciphered = encipherScriptData(
      cryptogramProfile('pboc-01'),
      keysOf(test.cells).enc,
      hex(plain).subarray(0, 8),
      { atc: hex('0009') }
    )
    expect(test.run('02', toHex(enciphered).padEnd(32, '0').slice(0, 32))).toBe('6A80')
    expect(test.send(verify('123456'))).toBe('9000')
  })

  it.each([
    ['03', '', '6A86'],
    ['80', '', '6A86'],
    ['00', '00', '6700'],
    ['02', '', '6700'],
    ['02', '0011223344556677', '6700'],
    ['01', '00112233445566778899AABBCCDDEEFF00112233445566', '6700']
  ])('P2 %s with "%s" is %s', (p2, data, sw) => {
    const test = waiting()
    expect(test.run(p2, data)).toBe(sw)
    expect(test.send(verify('123456'))).toBe('9000')
  })

  it('of a card without a PIN is 6984', () => {
    const test = waiting({ kind: 'ecash' })
    for (const [p2, data] of [
      ['00', ''],
      ['02', '00112233445566778899AABBCCDDEEFF']
    ] as const) {
      expect(test.run(p2, data)).toBe('6984')
    }
  })

  it('is not seen in the log of the card', () => {
    const test = waiting()
    const data = test.fresh('654321')
    test.run('02', data)
    expect(JSON.stringify(test.events)).not.toContain(data)
  })
})
