import { describe, expect, it } from 'vitest'
import { applicantFile } from '../../../../src-main/contract/personalization'
import { checkApplicant } from '../../../../src-main/engine/personalization/applicant/check-applicant'
import { isLuhn, luhnDigit, panOf } from '../../../../src-main/engine/personalization/applicant/pan'
import { exampleApplicant, profileNamed } from '../support'

const profile = profileNamed('debit-ecash')
const surroundings = { today: '2026-03-01', issuerExpiry: '2049-12' }
const GOOD = { pin: '392817', document: { type: '02', number: 'E12345678' } }

function problems(changes: Record<string, unknown>, around = surroundings): string[] {
  return checkApplicant(profile, exampleApplicant({ ...GOOD, ...changes }), around).map(
    ({ path, code }) => `${path} ${code}`
  )
}

describe('checkApplicant', () => {
  it('has nothing to say of a good one', () => {
    expect(problems({})).toEqual([])
  })

  it.each([
    [{ pan: '6228480000000000118' }, ['pan pan-check-digit']],
    [{ pan: '6228 4800 0000 0000 117' }, ['pan pan-form']],
    [{ pan: '6228480000000015' }, ['pan pan-length']],
    [{ pan: '4228480000000000119' }, ['pan pan-range']],
    [{ pan: '42284800000001' }, ['pan pan-length', 'pan pan-range', 'pan pan-check-digit']],
    [{ psn: '1' }, ['psn psn-form']],
    [{ serviceCode: '22' }, ['serviceCode service-code-form']],
    [{ expiry: '2035-02-30' }, ['expiry date-unreal']],
    [{ effective: '2035-13-01' }, ['effective date-unreal']],
    [{ expiry: '2051-01-01' }, ['expiry date-century']],
    [{ effective: '2036-01-01' }, ['expiry dates-reversed']],
    [{ expiry: '2026-02-28', effective: '2020-01-01' }, ['expiry expired']],
    [{ name: '张' }, []],
    [{ name: 'Z' }, ['name text-length']],
    [{ name: '张三测试张三测试张三测试张三' }, ['name text-length']],
    [{ name: '张😀' }, ['name text-gbk']],
    [{ name: 'ZHANG\nSAN' }, ['name text-control']],
    [{ extendedName: 'ZHANG SAN' }, ['extendedName text-length']],
    [{ document: { type: '09', number: 'E1' } }, ['document.type document-type']],
    [{ document: { type: '02', number: '' } }, ['document.number document-number']],
    [{ document: { type: '00', number: '12345' } }, ['document.number identity-number']],
    [{ document: { type: '00', number: '110101199001010000' } }, ['document.number identity-check-digit']],
    // The example that GB 11643 is explained with.
    [{ document: { type: '00', number: '11010519491231002X' } }, []],
    [{ pin: '123' }, ['pin pin-form']],
    [{ pin: '12345a' }, ['pin pin-form']],
    [{ pin: '1234567890123' }, ['pin pin-form']],
    [{ pin: '111111' }, ['pin pin-weak']],
    [{ pin: '654321' }, ['pin pin-weak']],
    [{ pin: undefined }, []],
    [{ limits: { balance: 100_001 } }, ['limits.balance limit-range']],
    [{ limits: { balance: 500, transaction: 1000 } }, ['limits.transaction limit-order']]
  ])('%j', (changes, expected) => {
    expect(problems(changes)).toEqual(expected)
  })

  it('a card ends with its issuer’s certificate', () => {
    expect(problems({}, { ...surroundings, issuerExpiry: '2035-11' })).toEqual(['expiry expiry-after-issuer'])
    expect(problems({}, { ...surroundings, issuerExpiry: '2035-12' })).toEqual([])
  })

  it('tells all at once, in both languages, and repeats no number', () => {
    const applicant = exampleApplicant({ pan: '6228480000000000118', pin: '99', psn: 'x', name: '😀' })
    const found = checkApplicant(profile, applicant, surroundings)
    expect(found.map(({ code }) => code)).toEqual([
      ...['pan-check-digit', 'psn-form', 'text-gbk', 'identity-check-digit', 'pin-form']
    ])
    expect(JSON.stringify(found)).not.toMatch(/6228480000000000118|"99"/)
    for (const { text } of found) expect(text.en.length * text.zh.length).toBeGreaterThan(0)
  })

  it('a field that the profile needs', () => {
    const [pboc, ...others] = profile.applications
    if (pboc === undefined) throw new Error('no application')
    const data = pboc.data.map((grouping) => ({
      ...grouping,
      objects: grouping.objects.map((object) => ({ ...object, optional: false }))
    }))
    const strict = { ...profile, applications: [{ ...pboc, data }, ...others] }
    const bare = exampleApplicant({ ...GOOD, document: undefined, extendedName: undefined })
    expect(checkApplicant(strict, bare, surroundings).map(({ path, code }) => `${path} ${code}`)).toEqual([
      ...['extendedName needed', 'document.number needed', 'document.type needed']
    ])
  })

  it('a file with unknown fields is no applicant', () => {
    const { error } = applicantFile.safeParse({ ...GOOD, colour: 'red' })
    expect(JSON.stringify(error?.issues)).toMatch(/colour/)
    expect(JSON.stringify(error?.issues)).not.toMatch(/392817/)
  })
})

describe('card numbers', () => {
  // ISO/IEC 7812-1, annex B.
  it('check digit', () => {
    expect(luhnDigit('7992739871')).toBe('3')
    expect(isLuhn('79927398713')).toBe(true)
    expect(isLuhn('79927398710')).toBe(false)
  })

  it('of a range', () => {
    expect(panOf('622848', 1, 19)).toBe('6228480000000000018')
    expect(isLuhn(panOf('622848', 999_999_999, 16))).toBe(true)
    expect(() => panOf('622848', 1_000_000_000, 16)).toThrow(/does not fit/)
  })
})
