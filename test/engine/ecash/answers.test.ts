import { expect, it } from 'vitest'
import { answerTo, taken } from '../../../src-main/engine/ecash/entry/answers'
import type { HostAnswer, HostReason } from '../../../src-main/engine/workflow/host'

const answer = (id: string, arc: string, reason?: HostReason): HostAnswer => ({
  ...{ id, arc, scripts: [] },
  ...(reason !== undefined && { reason })
})

it('only what is about the request and says something is an answer', () => {
  expect(answerTo('a', { kind: 'answer', answer: answer('a', '51') })).toMatchObject({ arc: '51' })
  expect(answerTo('a', { kind: 'answer', answer: answer('b', '00') })).toBeUndefined()
  for (const arc of ['', '0', '000', '0\u0000', '!!']) {
    expect(answerTo('a', { kind: 'answer', answer: answer('a', arc) })).toBeUndefined()
  }
  expect(answerTo('a', { kind: 'no-answer', reason: 'timeout' })).toBeUndefined()
})

it.each<[string, HostAnswer | undefined, ReturnType<typeof taken>]>([
  ['approval', answer('a', '00'), 'taken'],
  ['nothing', undefined, 'later'],
  ['a system that is out of order', answer('a', '96'), 'later'],
  ['a service that is closed', answer('a', '40', 'service-unavailable'), 'later'],
  ['a no without a reason', answer('a', '05'), 'later'],
  ['a no for good', answer('a', '22', 'already-reversed'), 'refused'],
  ['a counter that was settled otherwise', answer('a', '34', 'atc-replayed'), 'refused']
])('%s', (_name, given, what) => {
  expect(taken(given)).toBe(what)
})
