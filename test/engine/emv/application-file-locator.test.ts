import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { readAfl } from '../../../src-main/engine/emv/application-file-locator'

it('names the records in the order of reading, and which are signed', () => {
  expect(readAfl(hex('08010200 10010301'))).toEqual({
    kind: 'ok',
    records: [
      { sfi: 1, record: 1, signed: false },
      { sfi: 1, record: 2, signed: false },
      { sfi: 2, record: 1, signed: true },
      { sfi: 2, record: 2, signed: false },
      { sfi: 2, record: 3, signed: false }
    ]
  })
})

it.each([
  ['', 0, 'nothing'],
  ['080102', 1, 'not a multiple of four'],
  ['00010100', 1, 'file 0'],
  ['F8010100', 1, 'file 31'],
  ['09010100', 1, 'low bits'],
  ['08000100', 1, 'record 0'],
  ['08010100 08030200', 2, 'backwards'],
  ['08010102', 1, 'more signed than there are'],
  ['0801FF00', 1, 'endless']
])('takes no AFL that is wrong anywhere: %s', (afl, entry) => {
  expect(readAfl(hex(afl))).toEqual({ kind: 'bad', entry })
})

it('never throws, and never names more than a hundred records', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 252 }), (afl) => {
      const reading = readAfl(afl)
      if (reading.kind === 'bad') return
      expect(reading.records.length).toBeLessThanOrEqual(100)
      expect(reading.records.every(({ sfi, record }) => sfi >= 1 && sfi <= 30 && record >= 1)).toBe(true)
    })
  )
})
