import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { controlCode, getFeatureRequest } from '../../../../src-main/engine/commands/reader/control-code'
import { parseFeatures } from '../../../../src-main/engine/commands/reader/part10-features'
import { parseTlvProperties } from '../../../../src-main/engine/commands/reader/part10-properties'

describe('control codes', () => {
  it.each([
    ['win32', 3500, 0x003136b0],
    ['win32', getFeatureRequest, 0x00313520],
    ['linux', 1, 0x42000001],
    ['linux', getFeatureRequest, 0x42000d48],
    ['darwin', 1, 0x42000001]
  ] as const)('%s %i', (platform, number, code) => {
    expect(controlCode(platform, number)).toBe(code)
  })

  it('refuses what is no function number', () => {
    expect(() => controlCode('linux', 0x42000001)).toThrow('function number')
  })
})

describe('part 10 features', () => {
  it('reads tags and big-endian codes', () => {
    expect(parseFeatures(hex('06 04 42330006 12 04 42330012 77 04 00000001'))).toEqual({
      features: [
        { tag: 0x06, name: 'verify-pin-direct', controlCode: 0x42330006 },
        { tag: 0x12, name: 'get-tlv-properties', controlCode: 0x42330012 },
        { tag: 0x77, controlCode: 1 }
      ],
      malformed: false
    })
  })

  it('keeps what came before something malformed', () => {
    const known = { tag: 0x06, name: 'verify-pin-direct', controlCode: 1 }
    expect(parseFeatures(hex('060400000001 0705'))).toEqual({ features: [known], malformed: true })
    expect(parseFeatures(hex('060400000001 070400'))).toEqual({ features: [known], malformed: true })
    expect(parseFeatures(new Uint8Array(0))).toEqual({ features: [], malformed: false })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        parseFeatures(bytes)
        parseTlvProperties(bytes)
      })
    )
  })
})

describe('TLV properties', () => {
  it('reads little-endian numbers and the firmware text', () => {
    expect(
      parseTlvProperties(hex('01021002 0601 04 0701 0C 0803 312E32 0A04 00000100 0B02 2F07 0C02 0022 6E01FF'))
    ).toEqual({
      lcdLayout: 0x0210,
      minPinSize: 4,
      maxPinSize: 12,
      firmwareId: '1.2',
      maxApduDataSize: 0x10000,
      idVendor: 0x072f,
      idProduct: 0x2200,
      malformed: false
    })
  })

  it('keeps what came before the end', () => {
    expect(parseTlvProperties(hex('060104 0702 0C'))).toEqual({ minPinSize: 4, malformed: true })
  })
})
