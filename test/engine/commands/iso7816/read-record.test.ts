import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { readRecord } from '../../../../src-main/engine/commands/iso7816/read-record'
import { answered, expectKinds, sent } from '../support'

it('puts record and file into P1 and P2', () => {
  expect(sent(readRecord({ sfi: 1, record: 1 }))).toBe('00B2010C00')
  expect(sent(readRecord({ sfi: 30, record: 255 }))).toBe('00B2FFF400')
})

it('keeps the record', () => {
  expect(answered(readRecord({ sfi: 1, record: 1 }), 0x9000, '7000')).toEqual({
    kind: 'read',
    data: hex('7000'),
    sw: 0x9000
  })
})

it('knows its status words', () => {
  expectKinds(readRecord({ sfi: 2, record: 3 }), {
    '9000': 'read',
    '6281': 'read-with-warning',
    '6282': 'read-with-warning',
    '6A83': 'no-such-record',
    '6A82': 'no-such-file',
    '6981': 'wrong-file-type',
    '6982': 'security-status'
  })
})

it.each([
  { sfi: 0, record: 1 },
  { sfi: 31, record: 1 },
  { sfi: 1, record: 0 },
  { sfi: 1, record: 256 }
])('refuses $sfi/$record', (place) => {
  expect(() => readRecord(place)).toThrow('readRecord')
})
