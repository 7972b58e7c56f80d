import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { staticDataToAuthenticate } from '../../../src-main/engine/offline-auth/static-data'

const record = (
  sfi: number,
  data: string,
  number = 1
): { sfi: number; record: number; data: Uint8Array } => ({
  sfi,
  record: number,
  data: hex(data)
})

it('takes what is inside the template up to file 10, and all of the record above', () => {
  expect(
    staticDataToAuthenticate([record(1, '70035A0112'), record(10, '70049F470103'), record(11, '70035A0113')])
  ).toEqual({ kind: 'ok', bytes: hex('5A0112 9F470103 70035A0113') })
})

it('keeps padding within a record, and drops what is behind it', () => {
  expect(staticDataToAuthenticate([record(1, '70055A01120000'), record(12, '70035A011300')])).toEqual({
    kind: 'ok',
    bytes: hex('5A01120000 70035A0113')
  })
})

it('takes a template with a long length', () => {
  expect(staticDataToAuthenticate([record(2, '7081035A0112'), record(20, '7081035A0112')])).toEqual({
    kind: 'ok',
    bytes: hex('5A0112 7081035A0112')
  })
})

it('is empty without records', () => {
  expect(staticDataToAuthenticate([])).toEqual({ kind: 'ok', bytes: hex('') })
})

it.each([
  ['no template', '5A0112'],
  ['another template', '77035A0112'],
  ['a template that is cut off', '70105A0112'],
  ['two templates', '70035A0112 70035A0112'],
  ['filler before it', '0070035A0112'],
  ['nothing', '']
])('names the record that is %s', (_, data) => {
  expect(staticDataToAuthenticate([record(1, '7000'), record(12, data, 4)])).toEqual({
    kind: 'bad',
    sfi: 12,
    record: 4
  })
})
