import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandApdu, encodeCommandApdu, parseCommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { parseResponseApdu, swText } from '../../../src-main/engine/apdu/response-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'

const header = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x00 }
const byte = fc.integer({ min: 0, max: 0xff })

describe('command APDU (ISO/IEC 7816-4, 5.1)', () => {
  it.each([
    ['case 1', '', 0, '00A40400', false],
    ['case 2 short', '', 1, '00A4040001', false],
    ['case 2 short, 256', '', 256, '00A4040000', false],
    ['case 2 extended', '', 257, '00A40400000101', true],
    ['case 2 extended, 65536', '', 65536, '00A40400000000', true],
    ['case 3 short', 'AABB', 0, '00A4040002AABB', false],
    ['case 4 short', 'AABB', 256, '00A4040002AABB00', false],
    ['case 4 extended by Ne', 'AABB', 65536, '00A40400000002AABB0000', true],
    ['case 3 extended', 'AA'.repeat(256), 0, `00A40400000100${'AA'.repeat(256)}`, true],
    ['case 4 extended', 'AA'.repeat(256), 256, `00A40400000100${'AA'.repeat(256)}0100`, true]
  ])('%s', (_, data, ne, bytes, extended) => {
    const apdu = commandApdu({ ...header, data: hex(data), ne })
    expect(toHex(encodeCommandApdu(apdu))).toBe(bytes)
    expect(parseCommandApdu(hex(bytes))).toEqual({ kind: 'ok', apdu, extended })
  })

  it('reads back every command that it wrote', () => {
    const data = fc.oneof(
      fc.uint8Array({ maxLength: 255 }),
      fc.integer({ min: 256, max: 65535 }).map((length) => new Uint8Array(length).fill(0x5a))
    )
    const ne = fc.oneof(fc.integer({ min: 0, max: 256 }), fc.integer({ min: 0, max: 65536 }))
    fc.assert(
      fc.property(byte, byte, byte, byte, data, ne, (cla, ins, p1, p2, body, expected) => {
        const apdu = commandApdu({ cla, ins, p1, p2, data: body, ne: expected })
        const parsed = parseCommandApdu(encodeCommandApdu(apdu))
        expect(parsed).toMatchObject({ kind: 'ok', apdu: { cla, ins, p1, p2, ne: expected } })
        expect(parsed.kind === 'ok' && toHex(parsed.apdu.data) === toHex(body)).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it('never throws on bytes that are no command; what it reads is what it would write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const parsed = parseCommandApdu(bytes)
        if (parsed.kind !== 'ok') return
        const again = encodeCommandApdu(parsed.apdu)
        // An extended form that was not needed is written in the short one.
        if (again.length === bytes.length) expect(toHex(again)).toBe(toHex(bytes))
        else expect(parsed.extended).toBe(true)
      }),
      { numRuns: 2000 }
    )
  })

  it.each([
    ['', { kind: 'too-short', length: 0 }],
    ['00A404', { kind: 'too-short', length: 3 }],
    ['00A4040005AABB', { kind: 'length-mismatch', lc: 5, available: 2 }],
    ['00A4040002AABBCCDD', { kind: 'length-mismatch', lc: 2, available: 4 }],
    ['00A404000000', { kind: 'length-mismatch', lc: 0, available: 1 }],
    ['00A40400000003AABB', { kind: 'length-mismatch', lc: 3, available: 2 }]
  ])('says what is wrong with %s', (bytes, outcome) => {
    expect(parseCommandApdu(hex(bytes))).toEqual(outcome)
  })

  it('is refused as a fault where our own code is wrong', () => {
    expect(() => commandApdu({ ...header, cla: 256 })).toThrow(/cla/)
    expect(() => commandApdu({ ...header, p2: 0.5 })).toThrow(/p2/)
    expect(() => commandApdu({ ...header, ne: 65537 })).toThrow(/ne/)
    expect(() => commandApdu({ ...header, data: new Uint8Array(65536) })).toThrow(/65536/)
    expect(Object.isFrozen(commandApdu(header))).toBe(true)
  })
})

describe('response APDU', () => {
  it('is split into data and status word, or refused below two bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const parsed = parseResponseApdu(bytes)
        if (bytes.length < 2) expect(parsed).toBeUndefined()
        else expect(toHex(parsed!.data) + swText(parsed!.sw)).toBe(toHex(bytes))
      })
    )
  })
})
