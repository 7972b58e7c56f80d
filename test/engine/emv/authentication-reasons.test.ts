import { describe, expect, it } from 'vitest'
import { authenticationReasons } from '../../../src-main/engine/emv/authentication-reasons'
import type { Transaction } from '../../../src-main/engine/emv/transaction'
import type { Authentication, Step } from '../../../src-main/engine/offline-auth/authentication'

const objects: Readonly<Record<number, Uint8Array>> = {
  0x8f: Uint8Array.of(0xf1),
  0x90: Uint8Array.of(1, 2, 3),
  0x9f46: Uint8Array.of(4, 5, 6),
  0x9f4b: Uint8Array.of(7, 8, 9)
}
const transaction = { card: (tag: number) => objects[tag] } as unknown as Transaction
const step = (name: Step['name'], problem?: Step['problem']): Step => ({
  name,
  section: `section of ${name}`,
  fields: [],
  ...(problem !== undefined && { problem })
})
const told = (authentication: Authentication | undefined) =>
  authenticationReasons(transaction, authentication, 'EMV Book 3, 10.3').map(
    ({ text, tag, hex, section }) => [text.en, tag, hex, section]
  )

describe('authenticationReasons', () => {
  it('tells each step with its section, and bytes where they hold no card number', () => {
    const steps = [
      step('ca-key'),
      step('issuer-certificate'),
      step('icc-certificate'),
      step('signed-fast-data')
    ]
    expect(told({ outcome: { kind: 'authenticated' }, steps })).toEqual([
      ['Payment system CA key: right.', '8F', 'F1', 'section of ca-key'],
      ['Issuer certificate: right.', '90', '010203', 'section of issuer-certificate'],
      ['Card certificate: right.', '9F46', undefined, 'section of icc-certificate'],
      ['Signed dynamic application data (fDDA): right.', '9F4B', undefined, 'section of signed-fast-data']
    ])
  })

  it('ends with the step that failed, and why', () => {
    const problem = { kind: 'hash' } as const
    const reasons = told({
      outcome: { kind: 'failed', step: 'issuer-certificate', problem },
      steps: [step('ca-key'), step('issuer-certificate', problem)]
    })
    expect(reasons).toHaveLength(2)
    expect(reasons[1]?.[0]).toMatch(/^Issuer certificate: /)
    expect(reasons[1]?.[0]).not.toMatch(/right/)
  })

  it('names what is missing where no step says so', () => {
    const reasons = told({
      outcome: { kind: 'missing', step: 'issuer-certificate', tags: [0x90] },
      steps: [step('ca-key')]
    })
    expect(reasons.at(-1)?.[0]).toMatch(/90/)
    expect(reasons.at(-1)?.[3]).toBe('EMV Book 3, 10.3')
  })

  it('says that there was no signature', () => {
    expect(told(undefined)).toEqual([
      ['The card gave no usable signature.', undefined, undefined, 'EMV Book 3, 10.3']
    ])
  })
})
