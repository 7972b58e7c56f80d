import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { ats, contactAtr, contactlessAtr } from '../../../src-main/virtual-card/chip/atr'

const HISTORICAL = hex('8031C173C4210067')

describe('contactAtr', () => {
  // Expected bytes read by hand after ISO/IEC 7816-3, 8.2, and by ATR_analysis of pcsc-tools.
  it.each([
    [['T=0'], '3B78950000 8031C173C4210067'],
    [['T=1'], '3BF8950000 81 31 FE45 8031C173C4210067'],
    [['T=0', 'T=1'], '3BF8950000 80 31 FE45 8031C173C4210067'],
    [['T=1', 'T=0'], '3BF8950000 81 31 FE45 8031C173C4210067']
  ] as const)('%j', (protocols, expected) => {
    const atr = contactAtr(protocols, HISTORICAL)
    const tck = protocols.some((protocol) => protocol === 'T=1') ? 1 : 0
    expect(toHex(atr.subarray(0, atr.length - tck))).toBe(expected.replace(/\s/g, ''))
    // TCK makes the exclusive-or of all bytes from T0 zero.
    if (tck === 1) expect(atr.subarray(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0)
  })

  it('takes no more than 15 historical bytes', () => {
    expect(contactAtr(['T=0'], new Uint8Array(0)).length).toBe(5)
    expect(() => contactAtr(['T=0'], new Uint8Array(16))).toThrow('15')
  })
})

describe('contactlessAtr', () => {
  it('is what a reader made of a bank card in the reference (PC/SC part 3)', () => {
    expect(toHex(contactlessAtr(hex('00814D22088660122227500001')))).toBe(
      '3B8D800100814D220886601222275000014A'
    )
  })
})

describe('ats', () => {
  it('counts itself and tells its historical bytes', () => {
    expect(toHex(ats(HISTORICAL))).toBe('0D78808102' + toHex(HISTORICAL))
  })
})
