import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { getProcessingOptions } from '../../../../src-main/engine/commands/emv/get-processing-options'
import { answered, expectKinds, sent } from '../support'

it('wraps the PDOL data in a template 83', () => {
  expect(sent(getProcessingOptions(hex('')))).toBe('80A8000002830000')
  expect(sent(getProcessingOptions(hex('000000000000000156')))).toBe('80A800000B830900000000000000015600')
})

it('writes a long template with a long length', () => {
  const longest = getProcessingOptions(new Uint8Array(252))
  expect(sent(longest).slice(0, 16)).toBe('80A80000FF8381FC')
  expect(() => getProcessingOptions(new Uint8Array(253))).toThrow('253 bytes')
})

it('keeps the answer', () => {
  expect(answered(getProcessingOptions(hex('')), 0x9000, '80027C00')).toEqual({
    kind: 'options',
    data: hex('80027C00'),
    sw: 0x9000
  })
})

it('knows its status words', () => {
  expectKinds(getProcessingOptions(hex('')), {
    '9000': 'options',
    '6985': 'refused',
    '6700': 'wrong-length',
    '6A80': 'wrong-data',
    '9405': 'unknown-status'
  })
})
