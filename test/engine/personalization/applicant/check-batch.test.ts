import { expect, it } from 'vitest'
import { checkBatch } from '../../../../src-main/engine/personalization/applicant/check-batch'
import { exampleApplicant, profileNamed } from '../support'

const profile = profileNamed('debit-ecash')
const surroundings = { today: '2026-03-01', issuerExpiry: '2049-12' }
const GOOD = { pin: '392817', document: { type: '02', number: 'E12345678' } }

function problems(...changes: readonly Record<string, unknown>[]): string[] {
  const applicants = changes.map((change) => exampleApplicant({ ...GOOD, ...change }))
  return checkBatch(profile, applicants, surroundings).map(({ path, code }) => `${path} ${code}`)
}

it.each([
  [[], [' empty']],
  [[{}, { psn: '01' }, { pan: undefined }, { pan: undefined }], []],
  [[{}, { pan: '6228480000000000125' }, {}], ['3.pan pan-twice']],
  [
    [{ name: 'Z' }, { psn: '01', serviceCode: '1' }],
    ['1.name text-length', '2.serviceCode service-code-form']
  ]
])('%j', (changes, expected) => {
  expect(problems(...changes)).toEqual(expected)
})
