import { expect, it } from 'vitest'
import type { HostReply, HostRequest } from '../../../src-main/engine/workflow/host'
import { hostLine } from '../../../src-main/services/transactions/host-line'

const request: HostRequest = {
  ...{ kind: 'reverse', id: 'r-1', original: 'a-1', reason: 'cancelled' },
  origin: { terminal: 'T', merchant: 'M', drawer: 'D', at: 0 }
}
const answer = (id: string): HostReply => ({ kind: 'answer', answer: { id, arc: '00', scripts: [] } })

it.each<[string, () => Promise<HostReply>, HostReply]>([
  ['an answer', async () => answer('r-1'), answer('r-1')],
  ['an answer to something else', async () => answer('r-2'), { kind: 'no-answer', reason: 'malformed' }],
  [
    'a line that breaks',
    () => Promise.reject(new Error('broken')),
    { kind: 'no-answer', reason: 'unreachable' }
  ],
  ['silence', () => new Promise(() => undefined), { kind: 'no-answer', reason: 'timeout' }]
])('%s', async (_name, exchange, expected) => {
  expect(await hostLine({ exchange }, 20)(request)).toEqual(expected)
})

it('an answer that comes too late is nobody’s', async () => {
  let late: (reply: HostReply) => void = () => undefined
  const reply = await hostLine({ exchange: () => new Promise((resolve) => (late = resolve)) }, 10)(request)
  late(answer('r-1'))
  expect(reply).toEqual({ kind: 'no-answer', reason: 'timeout' })
})
