// Requests in any order, sent once, twice or at the same time, against a model that knows only what each may move.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { DatabaseFailure, type Database } from '../../../src-main/services/storage/database-port'
import { EmbeddedIssuer } from '../../../src-main/services/issuer/embedded-issuer'
import type { HostRequest } from '../../../src-main/engine/workflow/host'
import { createIssuerWorld, TEST_NOW, type IssuerWorld } from '../../support/issuer-world'
import { advice, ask, authorise, changesIn, confirm, isSound, reverse } from './support'

let world: IssuerWorld
beforeAll(async () => void (world = await createIssuerWorld()))

interface Step {
  readonly kind: 'load' | 'unload' | 'purchase' | 'advice'
  readonly amount: number
  /** What becomes of it: settled in this order, the first one counts. */
  readonly ends: readonly ('confirm' | 'reverse' | 'keep')[]
  /** How often each request is sent. */
  readonly times: number
  /** The reversal overtakes the request. */
  readonly overtaken: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('load', 'unload', 'purchase', 'advice'),
  amount: fc.integer({ min: 1, max: 900 }),
  ends: fc.array(fc.constantFrom('confirm', 'reverse', 'keep'), { maxLength: 3 }),
  times: fc.integer({ min: 1, max: 3 }),
  overtaken: fc.boolean()
})

/** What a step moves, by account. */
function moved({ kind, amount, ends, overtaken }: Step, suspense: string): Record<string, number> {
  const account = 'account:test-debit'
  const ecash = 'ecash:debit-ecash'
  if (kind === 'advice') return { [ecash]: -amount, 'merchant:M1': amount }
  if (overtaken) return {}
  const [end] = ends
  if (kind === 'unload') return end === 'confirm' ? { [ecash]: -amount, [account]: amount } : {}
  const target = kind === 'load' ? ecash : 'merchant:M1'
  if (end === undefined) return { [account]: -amount, [suspense]: amount }
  if (end === 'confirm') return { [account]: -amount, [target]: amount }
  return end === 'keep' && kind === 'load' ? { [account]: -amount, 'kept:debit-ecash': amount } : {}
}

function requestsOf(step: Step, atc: number): { readonly id: string; readonly requests: HostRequest[] } {
  const { kind, amount, ends, overtaken } = step
  if (kind === 'advice') return { id: '', requests: [advice({ atc, amount }, `u-${atc}-${Math.random()}`)] }
  const service = {
    load: { kind: 'load', from: { kind: 'account' } },
    unload: { kind: 'unload', to: 'account' },
    purchase: { kind: 'purchase' }
  } as const
  const request = authorise(service[kind], { atc, amount })
  const settles = ends.map((end, index) =>
    end === 'confirm'
      ? confirm(request.id, `${request.id}-${index}`)
      : reverse(request.id, end === 'keep', `${request.id}-${index}`)
  )
  return {
    id: request.id,
    requests: overtaken
      ? [reverse(request.id, false, `${request.id}-early`), request, ...settles]
      : [request, ...settles]
  }
}

describe('the issuer', () => {
  it(
    'moves what its model says, whatever comes twice, late or at the same time',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
          await world.reset()
          const expected: Record<string, number> = {}
          for (const [index, one] of steps.entries()) {
            const { id, requests } = requestsOf(one, 9 + index)
            for (const request of requests) {
              const answers = await Promise.all(
                Array.from({ length: one.times }, () => ask(world.host, request))
              )
              for (const answer of answers) expect(answer).toEqual(answers[0])
            }
            for (const [account, amount] of Object.entries(moved(one, `suspense:T1:${id}`))) {
              expected[account] = (expected[account] ?? 0) + amount
            }
          }
          const changes = Object.fromEntries(Object.entries(expected).filter(([, amount]) => amount !== 0))
          expect(await changesIn(world)).toEqual(changes)
          expect(await isSound(world)).toBe(true)
        }),
        { numRuns: 60 }
      )
    }
  )

  it('gives no answer where its database cannot be used, and a fault stays one', async () => {
    await world.reset()
    const broken = (error: Error): EmbeddedIssuer => {
      const database: Database = { transaction: () => Promise.reject(error), close: () => Promise.resolve() }
      return new EmbeddedIssuer(database, world.references, {
        now: () => TEST_NOW,
        random: (length) => new Uint8Array(length)
      })
    }
    const request = confirm('any')
    const unusable = broken(new DatabaseFailure('file', { kind: 'in-use' }))
    expect(await unusable.exchange(request)).toEqual({ kind: 'no-answer', reason: 'unreachable' })
    await expect(broken(new Error('bug')).exchange(request)).rejects.toThrow('bug')
  })
})
