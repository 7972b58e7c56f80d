import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IssuerKeys } from '../../../src-main/services/issuer/issuer-keys'
import { checkCryptogram } from '../../../src-main/services/issuer/card-cryptogram'
import { chipFacts } from '../../../src-main/services/issuer/chip-facts'
import { testChips } from '../../support/test-chip'

const honest = testChips.debit().says({ atc: 9, amount: 1_250, balance: 8_800 })
const keys = new IssuerKeys()

describe('data of a chip', () => {
  it('are read', () => {
    expect(chipFacts(honest)).toMatchObject({
      pan: '6228480000000000018',
      psn: '01',
      expiry: '351231',
      kind: 'ARQC',
      amount: 1_250,
      currency: 156
    })
  })

  it('never make the reading or the check throw', () => {
    const tags = [...honest.keys(), 0x57]
    const value = fc.uint8Array({ maxLength: 40 })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...tags), value), { maxLength: 4 }), (changes) => {
        const chip = new Map([...honest, ...changes])
        const facts = chipFacts(chip)
        if (facts === undefined) return
        const check = checkCryptogram(keys, facts, chip)
        if (check.kind === 'right') expect(facts.pan).toBe('6228480000000000018')
      }),
      { numRuns: 300 }
    )
  })
})
