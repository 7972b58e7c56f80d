import { expect, it } from 'vitest'
import type { ActionResult, CardReply } from '../../../src-main/contract/ecash'
import { ActionJobs } from '../../../src-main/services/transactions/action-jobs'
import type { PerformOptions } from '../../../src-main/services/transactions/card-desk'
import type { TransactionEvents } from '../../../src-main/services/transactions/transaction-parts'

const RESULT: ActionResult = {
  ...{ action: 'load', outcome: 'done', sentence: { en: 'Done', zh: '完成' } },
  ...{ at: '2026-06-01T04:00:00.000Z', receipt: false }
}

function jobsThat(perform: (options: PerformOptions) => Promise<ActionResult>) {
  const told: unknown[][] = []
  const tell =
    (name: string) =>
    (...data: unknown[]): void =>
      void told.push([name, ...data])
  const events = Object.fromEntries(
    ['progress', 'asks', 'committed', 'done', 'failed'].map((name) => [name, tell(name)])
  ) as unknown as TransactionEvents
  const jobs = new ActionJobs((_reader, _action, options) => perform(options), events)
  return { jobs, told, start: () => jobs.start('reader', { kind: 'load-kept' }) }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('tells what happens, asks, and ends with the result', async () => {
  const { jobs, told, start } = jobsThat(async ({ ask, onProgress, onCommitted }) => {
    onProgress?.({ step: 's', text: { en: 'Step', zh: '步骤' }, at: 1 })
    const reply = await ask({ kind: 'pin', purpose: 'online' })
    onCommitted?.()
    return { ...RESULT, action: JSON.stringify(reply) }
  })
  const job = start()
  await settled()
  expect(told.map(([name]) => name)).toEqual(['progress', 'asks'])
  jobs.answer(job, { id: 1, reply: { kind: 'pin', pin: '123456' } })
  await settled()
  expect(told.slice(2)).toEqual([
    ['committed', job],
    ['done', job, { ...RESULT, action: '{"kind":"pin","pin":"123456"}' }]
  ])
  expect(() => jobs.answer(job, { id: 1, reply: { kind: 'cancelled' } })).toThrow(
    expect.objectContaining({ code: 'job-unknown' })
  )
})

it('a cancelled job has its question answered with that, and the next one too', async () => {
  const replies: CardReply[] = []
  let aborted: boolean | undefined
  const { jobs, start } = jobsThat(async ({ ask, signal }) => {
    replies.push(await ask({ kind: 'pin', purpose: 'new' }))
    replies.push(await ask({ kind: 'pin', purpose: 'new' }))
    aborted = signal?.aborted
    return RESULT
  })
  const job = start()
  await settled()
  jobs.cancel(job)
  await settled()
  expect(replies).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }])
  expect(aborted).toBe(true)
})

it('a fault is told without its words', async () => {
  const { told, start } = jobsThat(() => Promise.reject(new Error('5A 622848...')))
  const job = start()
  await settled()
  expect(told).toMatchObject([['failed', job, { code: 'fault' }]])
  expect(JSON.stringify(told)).not.toContain('622848')
})

it('takes an answer for its own question only, and for no other kind of question', async () => {
  const replies: CardReply[] = []
  const { jobs, told, start } = jobsThat(async ({ ask }) => {
    replies.push(await ask({ kind: 'pin', purpose: 'online' }))
    replies.push(await ask({ kind: 'pin', purpose: 'new' }))
    return RESULT
  })
  const job = start()
  await settled()
  expect(() => jobs.answer(job, { id: 1, reply: { kind: 'confirm', yes: true } })).toThrow(
    expect.objectContaining({ code: 'bad-request' })
  )
  jobs.answer(job, { id: 1, reply: { kind: 'pin', pin: '123456' } })
  await settled()
  jobs.answer(job, { id: 1, reply: { kind: 'pin', pin: '123456' } })
  await settled()
  expect(replies).toEqual([{ kind: 'pin', pin: '123456' }])
  jobs.answer(job, { id: 2, reply: { kind: 'pin', pin: '654321' } })
  await settled()
  expect(replies[1]).toEqual({ kind: 'pin', pin: '654321' })
  expect(told.filter(([name]) => name === 'asks')).toEqual([
    ['asks', job, { id: 1, question: { kind: 'pin', purpose: 'online' } }],
    ['asks', job, { id: 2, question: { kind: 'pin', purpose: 'new' } }]
  ])
})
