import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readIssuerApplicationData } from '../../../src-main/engine/emv/issuer-application-data'

// Samples of pboc-ecash, A5.
it.each([
  ['07000103A04002010A010000001000D1F61152', 0x01, '03A04002', 1000],
  ['07010103A00000010A010000038787868FD1FC', 0x01, '03A00000', 38787],
  ['0701010390000204 0A 01 0000008800 180FE8DE', 0x01, '03900002', 8800],
  ['0701010390000001', 0x01, '03900000', undefined],
  ['07011703A0000001', 0x17, '03A00000', undefined]
])('reads %s', (iad, cvn, cvr, balance) => {
  const read = readIssuerApplicationData(hex(iad))
  expect(read && { ...read, cvr: toHex(read.cvr) }).toEqual({
    cvn,
    cvr,
    ...(balance !== undefined && { balance })
  })
})

it.each([
  ['07010103A00000010A02000003878700000000', 'another amount'],
  ['07010103A00000010A0100000F87870000', 'a nibble that is no digit'],
  ['07010103A00000010A01000003', 'cut off']
])('takes no balance from %s', (iad) => {
  expect(readIssuerApplicationData(hex(iad))?.balance).toBeUndefined()
})

it.each(['', '0701010390', '0701010490000001', '0F01010390000001'])('is of another form: %s', (iad) => {
  expect(readIssuerApplicationData(hex(iad))).toBeUndefined()
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (iad) => {
      readIssuerApplicationData(iad)
    })
  )
})
