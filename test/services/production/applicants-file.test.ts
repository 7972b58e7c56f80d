import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applicantsIn, applicantsInCsv } from '../../../src-main/services/production/applicants-file'

const HEAD = 'expiry,effective,name,document.type,document.number,limits.balance'
const ROW = '2035-12-31,2026-01-01,张三测试,02,E1,50000'

describe('a table of applicants', () => {
  it('reads the example', () => {
    const read = applicantsInCsv(readFileSync('resources/examples/applicants.csv', 'utf8'))
    expect(read).toMatchObject({
      kind: 'ok',
      applicants: [
        {
          pan: '6228480000000000125',
          document: { type: '02', number: 'E00000001' },
          limits: { balance: 100_000 }
        },
        { name: '李四测试' },
        { pan: '6228480000000000141' }
      ]
    })
    if (read.kind === 'ok') expect(read.applicants[2]).not.toHaveProperty('limits')
  })

  it('takes a mark of byte order, quotes and empty lines', () => {
    expect(applicantsInCsv(`\uFEFF${HEAD}\n\n${ROW.replace('张三测试', '"张三, 测试"')}\n`)).toMatchObject({
      applicants: [{ name: '张三, 测试', limits: { balance: 50_000 } }]
    })
  })

  it('says at which line a table breaks off', () => {
    const broken = applicantsInCsv(`${HEAD}\n${ROW}\n2035-12-31,2026-01`)
    expect(broken).toMatchObject({ kind: 'invalid', findings: [{ code: 'csv' }] })
    expect(broken.kind === 'invalid' && broken.findings[0]?.text.en).toContain('line 3')
    expect(applicantsInCsv(`${HEAD}\n"2035`)).toMatchObject({ kind: 'invalid', findings: [{ code: 'csv' }] })
  })

  it('names every field that does not fit, and repeats no value', () => {
    const read = applicantsInCsv(`${HEAD},colour\n${ROW},red\n${ROW.replace('50000', 'much')},\n`)
    expect(read).toMatchObject({
      kind: 'invalid',
      findings: [{ path: '1.colour' }, { path: '2.limits.balance' }]
    })
    expect(JSON.stringify(read)).not.toContain('much')
    expect(applicantsIn({})).toMatchObject({ kind: 'invalid', findings: [{ code: 'no-list' }] })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => ['ok', 'invalid'].includes(applicantsInCsv(text).kind)))
  })
})
