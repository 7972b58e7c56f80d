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

  it.each(['letter', 'report'] as const)('crosses to main as the contract has it: %s', (what) => {
    expect(cardPaper.safeParse(paperOf(what, made)).success).toBe(true)
  })

  it('there is none of a card that was not made', () => {
    const { card: _card, ...result } = madeCard
    expect(paperOf('report', { ...made, result })).toBeUndefined()
  })
})
