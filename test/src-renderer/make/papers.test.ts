import { describe, expect, it } from 'vitest'
import { cardPaper } from '../../../src-main/contract/card-paper'
import { builtInProfile } from '../../../src-main/services/production/profile-library'
import { profileViewOf } from '../../../src-main/services/production/profile-view'
import { paperOf } from '../../../src-renderer/features/make/papers'
import { madeCard, order } from '../../support/fixtures/production'

const profile = profileViewOf(builtInProfile('debit-ecash'))
const made = { result: madeCard, order, profile, issuer: 'TEST' }

describe('a paper about a card that was made', () => {
  it('has the limits that were asked for, or the usual ones', () => {
    expect(paperOf('letter', made)).toMatchObject({
      limits: { balance: 100_000, transaction: 100_000, cvm: 100_000 },
      pin: true
    })
    const asked = { ...order, applicant: { ...order.applicant, limits: { balance: 5000 } } }
    expect(paperOf('letter', { ...made, order: asked })).toMatchObject({ limits: { balance: 5000 } })
  })

  it.each(['letter', 'report', 'receipt'] as const)('crosses to main as the contract has it: %s', (what) => {
    expect(cardPaper.safeParse(paperOf(what, made)).success).toBe(true)
  })

  it('names what was paid in, and how the PIN comes to its holder', () => {
    expect(paperOf('receipt', made)).toMatchObject({ pin: 'chosen', production: 'card-0a1b2c3d4e5f' })
    const paid = { ...order, deposit: 5000, makePin: true as const }
    expect(paperOf('receipt', { ...made, order: paid })).toMatchObject({ pin: 'letter', deposit: 5000 })
    const ecash = profileViewOf(builtInProfile('ecash'))
    expect(paperOf('receipt', { ...made, profile: ecash })).not.toHaveProperty('pin')
  })

  it('there is none of a card that was not made', () => {
    const { card: _card, ...result } = madeCard
    expect(paperOf('report', { ...made, result })).toBeUndefined()
  })
})
