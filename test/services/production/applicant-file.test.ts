import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readApplicant } from '../../../src-main/services/production/applicant-file'

const EXAMPLE = JSON.parse(readFileSync('resources/examples/applicant.json', 'utf8')) as Record<
  string,
  unknown
>

function found(file: unknown): string[] {
  const read = readApplicant(file)
  return read.kind === 'ok' ? [] : read.findings.map(({ path, code }) => `${path} ${code}`)
}

describe("an applicant's file", () => {
  it('is taken as the example has it', () => {
    expect(readApplicant(EXAMPLE)).toMatchObject({ kind: 'ok', applicant: { psn: '00' } })
  })

  it('says of each field what does not fit, and repeats no value', () => {
    const { name: _name, ...nameless } = EXAMPLE
    expect(found(nameless)).toEqual(['name missing'])
    expect(found({ ...EXAMPLE, pan: 5 })).toEqual(['pan shape'])
    expect(found({ ...EXAMPLE, colour: 'red', limits: { daily: 1, balance: -5 } }).toSorted()).toEqual([
      'colour unknown-field',
      'limits.balance shape',
      'limits.daily unknown-field'
    ])
    expect(found([])).toEqual([' no-fields'])
    expect(found(undefined)).toEqual([' no-fields'])
    expect(JSON.stringify(readApplicant({ ...EXAMPLE, pin: 135790 }))).not.toContain('135790')
  })

  it('has words for every finding, in both languages', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (file) => {
        const read = readApplicant(file)
        const texts = read.kind === 'ok' ? [] : read.findings.map(({ text }) => text)
        return texts.every(({ en, zh }) => en.length > 0 && zh.length > 0)
      })
    )
  })
})
