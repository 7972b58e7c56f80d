import { describe, expect, it } from 'vitest'
import type { BatchWish } from '../../../src-main/contract/batch'
import type { CheckFinding } from '../../../src-main/contract/verification'
import { applicantOf } from '../../../src-main/engine/personalization/applicant/applicant'
import { checkBatch } from '../../../src-main/engine/personalization/applicant/check-batch'
import { applicantsInFile } from '../../../src-main/services/production/applicants-file'
import { batchExample } from '../../../src-main/services/production/batch-example'
import { batchOrderOf, checkBatchFile } from '../../../src-main/services/production/batch-file'
import { builtInProfile, builtInProfiles } from '../../../src-main/services/production/profile-library'

const TODAY = '2026-06-01'
const HEAD = 'expiry,effective,name,document.type,document.number'
const ROW = '2035-12-31,2026-01-01,ZHANG SAN,02,E1'
const wish = (text: string, name = 'list.csv'): BatchWish => ({
  profile: 'debit-ecash',
  file: { name, text }
})

function service(findings: readonly CheckFinding[] = [], before: readonly number[] = []) {
  return { check: () => Promise.resolve(findings), madeBefore: () => Promise.resolve(new Set(before)) }
}

describe('a list that a person chose', () => {
  it('tells how many lines are good, and of the others line, field and remedy', async () => {
    const found: CheckFinding[] = [
      { level: 'warning', code: 'pin-weak', path: '1.pin', text: { en: 'weak', zh: '弱' } },
      { level: 'failed', code: 'needed', path: '2.document.number', text: { en: 'needed', zh: '需要' } },
      { level: 'failed', code: 'expired', path: '2.expiry', text: { en: 'expired', zh: '过期' } }
    ]
    const checked = await checkBatchFile(service(found, [3]), wish(`${HEAD}\n${ROW}\n${ROW}\n${ROW}\n`))
    expect(checked).toMatchObject({ ok: false, lines: 3, good: 2, before: 1, more: 0 })
    expect(checked.findings[0]).toMatchObject({
      ...{ level: 'failed', line: 2, field: 'document.number' },
      remedy: { en: 'Fill it in.' }
    })
    expect(checked.findings.at(-1)).toMatchObject({ level: 'warning', line: 1 })
  })

  it('has no good line where something is wrong with all of it', async () => {
    const found: CheckFinding[] = [
      { level: 'failed', code: 'sm4-missing', path: 'keys.sm4', text: { en: 'keys', zh: '密钥' } }
    ]
    const checked = await checkBatchFile(service(found), wish(`${HEAD}\n${ROW}\n`))
    expect(checked).toMatchObject({ ok: false, lines: 1, good: 0 })
    expect(checked.findings[0]).not.toHaveProperty('line')
  })

  it('tells a field that is missing from one that is wrong in form', async () => {
    const checked = await checkBatchFile(service(), wish(`${HEAD}\n${ROW}\n2035-12-31,soon,,02,E1\n`))
    expect(checked).toMatchObject({ ok: false, lines: 2, good: 1 })
    expect(
      checked.findings.map(({ line, field, text }) => [line, field, text.en.includes('missing')])
    ).toEqual([
      [2, 'effective', false],
      [2, 'name', true]
    ])
  })

  it('says of the other lines too what is wrong with them, each under its own number', async () => {
    const found: CheckFinding[] = [
      { level: 'failed', code: 'expired', path: '2.expiry', text: { en: 'expired', zh: '过期' } },
      { level: 'warning', code: 'stock-short', path: 'lot-1', text: { en: 'short', zh: '不足' } }
    ]
    const text = `${HEAD}\n${ROW}\n${ROW.replace('ZHANG SAN', '')}\n${ROW}\n`
    const checked = await checkBatchFile(service(found), wish(text))
    expect(checked).toMatchObject({ lines: 3, good: 1 })
    expect(checked.findings.map(({ line, field }) => [line, field])).toEqual([
      [2, 'name'],
      [3, 'expiry']
    ])
  })

  it.each([
    ['list.csv', `${HEAD}\n${ROW}`, 'half written'],
    ['list.json', '[{"name": ', 'half written'],
    ['list.json', '{}', 'no list'],
    ['list.csv', `${HEAD}\n2035-12-31\n`, 'line 2']
  ])('is refused as a whole: %s %j', async (name, text, words) => {
    const checked = await checkBatchFile(service(), wish(text, name))
    expect(checked).toMatchObject({ ok: false, good: 0, lines: 0 })
    expect(checked.findings[0]?.text.en).toContain(words)
    expect(checked.findings[0]?.remedy).toBeDefined()
    expect(() => batchOrderOf(wish(text, name), ['virtual:Desk'])).toThrow('batch-invalid')
  })

  it('is told by its text where its name does not say what it is', () => {
    expect(applicantsInFile({ name: 'list', text: '[]' })).toMatchObject({ kind: 'ok', applicants: [] })
  })

  it('says how many findings are left out', async () => {
    const rows = Array.from({ length: 400 }, () => ROW.replace('ZHANG SAN', '')).join('\n')
    expect(await checkBatchFile(service(), wish(`${HEAD}\n${rows}\n`))).toMatchObject({ more: 100, good: 0 })
  })
})

describe('the example', () => {
  it.each(builtInProfiles().flatMap(({ id }) => [[id, 'csv'] as const, [id, 'json'] as const]))(
    'is a list that cards can be made of: %s, %s',
    (id, format) => {
      const profile = builtInProfile(id)
      const read = applicantsInFile({ name: `list.${format}`, text: batchExample(profile, format, TODAY) })
      if (read.kind !== 'ok') throw new Error(JSON.stringify(read.findings))
      expect(read.applicants).toHaveLength(3)
      const surroundings = { today: TODAY, issuerExpiry: '2040-12' }
      expect(checkBatch(profile, read.applicants.map(applicantOf), surroundings)).toEqual([])
    }
  )
})
