import { expect, test } from 'vitest'
import { logTable } from '../../../src-main/engine/inspection/report-facts'

// 9F1A is where the terminal stands; the issuer's country (5F28) is another data element.
test('the country of a log record is that of the terminal', () => {
  const record = { record: 1, country: 'CN', fields: [] }
  const { columns } = logTable({ kind: 'transaction', sfi: 11, capacity: 10, records: [record] })
  expect(columns.map(({ zh }) => zh)).toEqual(['序号', '终端国家'])
})
