import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { select } from '../../../../src-main/engine/commands/iso7816/select'
import { answered, expectKinds, sent } from '../support'

const aid = hex('A000000333010101')

it('selects by name, first and next occurrence, and the default application', () => {
  expect(sent(select({ aid }))).toBe('00A4040008A00000033301010100')
  expect(sent(select({ aid, occurrence: 'next' }))).toBe('00A4040208A00000033301010100')
  expect(sent(select({ aid: hex('') }))).toBe('00A4040000')
})

it('keeps the FCI', () => {
  expect(answered(select({ aid }), 0x9000, '6F00')).toEqual({
    kind: 'selected',
    fci: hex('6F00'),
    sw: 0x9000
  })
  expect(answered(select({ aid }), 0x6283, '6F00')).toEqual({
    kind: 'selected-blocked',
    fci: hex('6F00'),
    sw: 0x6283
  })
})

it('knows its status words', () => {
  expectKinds(select({ aid }), {
    '9000': 'selected',
    '6283': 'selected-blocked',
    '6A82': 'not-found',
    '6A81': 'card-blocked',
    '6985': 'conditions',
    '6D00': 'ins-unsupported'
  })
})

it('refuses an AID that cannot be one', () => {
  expect(() => select({ aid: new Uint8Array(17) })).toThrow('17 bytes')
})
