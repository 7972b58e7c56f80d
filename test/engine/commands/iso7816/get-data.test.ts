import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { getDataObject } from '../../../../src-main/engine/commands/iso7816/get-data'
import { answered, expectKinds, sent } from '../support'

it('puts the tag into P1 and P2', () => {
  expect(sent(getDataObject(0x9f79))).toBe('80CA9F7900')
  expect(sent(getDataObject(0x66))).toBe('80CA006600')
})

it('keeps the data object', () => {
  expect(answered(getDataObject(0x9f17), 0x9000, '9F170103')).toEqual({
    kind: 'data',
    data: hex('9F170103'),
    sw: 0x9000
  })
})

it('knows its status words', () => {
  expectKinds(getDataObject(0x9f79), {
    '9000': 'data',
    '6A88': 'absent',
    '6A81': 'function-unsupported',
    '6985': 'conditions',
    '6E00': 'cla-unsupported'
  })
})

it('refuses a tag that does not fit', () => {
  expect(() => getDataObject(0xdf8101)).toThrow('tag')
  expect(() => getDataObject(0)).toThrow('tag')
})
