import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { acKindOf, generateAc } from '../../../../src-main/engine/commands/emv/generate-ac'
import { answered, expectKinds, sent } from '../support'

it('asks for each kind, with and without a signature', () => {
  const data = hex('0102')
  expect(sent(generateAc({ kind: 'AAC', data }))).toBe('80AE000002010200')
  expect(sent(generateAc({ kind: 'TC', data }))).toBe('80AE400002010200')
  expect(sent(generateAc({ kind: 'ARQC', data }))).toBe('80AE800002010200')
  expect(sent(generateAc({ kind: 'TC', cda: true, data }))).toBe('80AE500002010200')
  expect(sent(generateAc({ kind: 'ARQC', cda: true, data: hex('') }))).toBe('80AE900000')
})

it('takes at most what a short APDU carries', () => {
  expect(sent(generateAc({ kind: 'TC', data: new Uint8Array(255) })).slice(0, 10)).toBe('80AE4000FF')
  expect(() => generateAc({ kind: 'TC', data: new Uint8Array(256) })).toThrow('256 bytes')
})

it('keeps the answer and knows its status words', () => {
  const command = generateAc({ kind: 'TC', data: hex('') })
  expect(answered(command, 0x9000, '800B400001')).toEqual({
    ...{ kind: 'generated', data: hex('800B400001'), sw: 0x9000 }
  })
  expectKinds(command, {
    '9000': 'generated',
    '6985': 'refused',
    '6700': 'wrong-length',
    '6A88': 'reference-absent'
  })
})

it('tells a cryptogram by the two high bits of the CID', () => {
  expect([0x00, 0x40, 0x80, 0xc0, 0x08, 0x7f].map(acKindOf)).toEqual([
    ...['AAC', 'TC', 'ARQC', undefined, 'AAC', 'TC']
  ])
})
