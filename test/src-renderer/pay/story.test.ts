import { describe, expect, it } from 'vitest'
import { outcomeWords } from '../../../src-renderer/features/pay/outcome'
import { namesSet, resultBits, storyPhases } from '../../../src-renderer/features/pay/story'
import type { Decision, TransactionStory } from '../../../src-main/contract/payment'
import { paymentResult } from '../../support/fixtures/payment'

const text = { en: 'x', zh: 'x' }

function told(
  ...decisions: readonly [phase: string, at: number, effect: Decision['effect']][]
): TransactionStory {
  const { story } = paymentResult({ amount: 1250, mode: 'flash' }, 11900, 'entry-1')
  if (story === undefined) throw new Error('the fixture has a story')
  return {
    ...story,
    decisions: decisions.map(([phase, at, effect]) => ({ phase, title: text, text, effect, reasons: [], at }))
  }
}

describe('storyPhases', () => {
  it('puts the decisions of a phase together, with what it took and the gravest of them', () => {
    const phases = storyPhases(
      told(
        ['application-selection', 30, 'ok'],
        ['terminal-risk-management', 34, 'info'],
        ['terminal-risk-management', 40, 'caution'],
        ['completion', 41, 'stop']
      )
    )
    expect(
      phases.map(({ phase, took, effect, decisions }) => [phase, took, effect, decisions.length])
    ).toEqual([
      ['application-selection', 30, 'ok', 1],
      ['terminal-risk-management', 10, 'caution', 2],
      ['completion', 1, 'stop', 1]
    ])
  })

  it('shows a phase that comes twice twice', () => {
    const phases = storyPhases(
      told(
        ['issuer-script-processing', 1, 'ok'],
        ['second-generate-ac', 2, 'ok'],
        ['issuer-script-processing', 3, 'ok']
      )
    )
    expect(new Set(phases.map(({ id }) => id)).size).toBe(3)
  })

  it('never takes less than no time, whatever the clock did', () => {
    expect(
      storyPhases(told(['a', 50, 'ok'], ['b', 20, 'ok'], ['c', 60, 'ok'])).map(({ took }) => took)
    ).toEqual([50, 0, 10])
  })

  it('has nothing to tell of no decisions', () => {
    expect(storyPhases(told())).toEqual([])
  })
})

describe('resultBits', () => {
  it('names the bits that are set', () => {
    expect(namesSet(resultBits('tvr', '8000048000')).map(({ en }) => en)).toEqual([
      'offline data authentication was not performed',
      'online PIN entered',
      'transaction exceeds the floor limit'
    ])
    expect(namesSet(resultBits('tsi', 'E800'))).toHaveLength(4)
    expect(namesSet(resultBits('tvr', '0000000000'))).toEqual([])
  })

  it('counts the bytes as fields do, from zero', () => {
    const { bits = [] } = resultBits('tvr', '0000000001')
    expect(Math.max(...bits.map(({ byte }) => byte))).toBe(4)
  })
})

describe('outcomeWords', () => {
  const of = (amount: number, change = {}) =>
    outcomeWords({ ...paymentResult({ amount, mode: 'flash' }, 11900, 'entry-1'), ...change })

  it.each([
    [1250, 'success', 'pay.outcome_approved-offline', 'next'],
    [1201, 'danger', 'pay.outcome_declined-by-terminal', 'back'],
    [1202, 'danger', 'pay.outcome_declined-by-issuer', 'back'],
    [1203, 'caution', 'pay.outcome_try-again', 'again'],
    [1204, 'caution', 'pay.outcome_see-phone', 'present-again'],
    [1205, 'caution', 'pay.outcome_use-other-interface', 'insert']
  ])('leads from %i to the next step', (amount, tone, title, next) => {
    expect(of(amount)).toMatchObject({ tone, title, next })
  })

  it('says that it was interrupted where something is left open, and offers nothing before that', () => {
    expect(of(1206)).toMatchObject({ tone: 'caution', title: 'pay.outcome_interrupted', next: 'back' })
  })

  it('takes the word of the result where the payment was refused, or finished later', () => {
    expect(of(1250, { story: undefined, outcome: 'refused' })).toMatchObject({
      title: 'pay.outcome_refused',
      tone: 'danger'
    })
    expect(of(1205, { outcome: 'refused' })).toMatchObject({ title: 'pay.outcome_use-other-interface' })
    expect(of(1250, { outcome: 'nothing-happened' })).toMatchObject({ title: 'pay.outcome_nothing-happened' })
    expect(of(1203, { action: 'finish', outcome: 'done' })).toMatchObject({ title: 'pay.outcome_done' })
    expect(of(1250, { story: undefined, outcome: 'cancelled' })).toMatchObject({
      title: 'pay.outcome_cancelled'
    })
  })
})
