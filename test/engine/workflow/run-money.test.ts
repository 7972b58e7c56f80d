import { describe, expect, it } from 'vitest'
import { commandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { TLV_SENSITIVITY, type Command } from '../../../src-main/engine/commands/command'
import type { HostRequest } from '../../../src-main/engine/workflow/host'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { runWorkflow, type MoneyHandlers } from '../../../src-main/engine/workflow/run'
import {
  ask,
  journal,
  noWayBack,
  online,
  progress,
  random,
  transmit,
  verifyOnPinPad,
  type Workflow
} from '../../../src-main/engine/workflow/workflow'

const ping: Command<number> = {
  name: 'PING',
  apdu: commandApdu({ cla: 0, ins: 1, p1: 0, p2: 0 }),
  sensitivity: TLV_SENSITIVITY,
  parse: ({ sw }) => sw
}

const request: HostRequest = {
  kind: 'reverse',
  id: 'r-1',
  original: 'a-1',
  reason: 'cancelled',
  origin: { terminal: 'T1', merchant: 'M1', drawer: 'D1', at: 0 }
}

/** Handlers that write down what they were asked for. */
function recording(changes: Partial<MoneyHandlers> = {}): { log: string[]; handlers: MoneyHandlers } {
  const log: string[] = []
  const handlers: MoneyHandlers = {
    channel: {
      transceive: async (command) => {
        log.push(`send ${toHex(command)}`)
        return hex('9000')
      }
    },
    progress: ({ step }) => log.push(`progress ${step}`),
    now: () => 1234,
    random: (length) => new Uint8Array(length).fill(7),
    online: async ({ kind }) => {
      log.push(`online ${kind}`)
      return { kind: 'no-answer', reason: 'timeout' }
    },
    journal: async ({ entry, step }) => void log.push(`journal ${entry} ${step}`),
    ask: async () => ({ kind: 'confirm', yes: true }),
    pinPad: async () => hex('63C2'),
    committed: () => log.push('committed'),
    ...changes
  }
  return { log, handlers }
}

describe('runWorkflow with money', () => {
  it('performs every instruction, in order', async () => {
    const { log, handlers } = recording()
    function* work(): Workflow<unknown> {
      const bytes = yield* random(2)
      yield* journal({ entry: 'e1', step: 'begun', facts: {} })
      yield* noWayBack()
      const reply = yield* online(request)
      const answer = yield* ask({ kind: 'confirm', text: { en: 'Sure?', zh: '确定？' } })
      return [toHex(bytes), reply.kind, answer.kind, yield* verifyOnPinPad(ping)]
    }
    expect(await runWorkflow(work(), handlers)).toEqual(['0707', 'no-answer', 'confirm', 0x63c2])
    expect(log).toEqual(['journal e1 begun', 'committed', 'online reverse'])
  })

  it('after the card is gone still journals and asks the host, but reaches for the card no more', async () => {
    const { log, handlers } = recording({
      channel: { transceive: () => Promise.reject(new Interruption('card-removed')) }
    })
    function* work(): Workflow<readonly string[]> {
      const caught: string[] = []
      for (const attempt of [transmit(ping), noWayBack(), verifyOnPinPad(ping)]) {
        try {
          yield* attempt
        } catch (error) {
          if (error instanceof Interruption) caught.push(error.reason)
        }
      }
      yield* journal({ entry: 'e1', step: 'card-gone', facts: {} })
      yield* online(request)
      return caught
    }
    expect(await runWorkflow(work(), handlers)).toEqual(['card-removed', 'card-removed', 'card-removed'])
    expect(log).toEqual(['journal e1 card-gone', 'online reverse'])
  })

  it('hears a cancellation before there is no way back, and not after', async () => {
    const abort = new AbortController()
    const { log, handlers } = recording({ signal: abort.signal })
    function* work(commit: boolean): Workflow<number> {
      if (commit) yield* noWayBack()
      yield* progress({ step: 'now', text: { en: 'Now', zh: '现在' } })
      abort.abort()
      return yield* transmit(ping)
    }
    expect(await runWorkflow(work(true), handlers)).toBe(0x9000)
    expect(log.at(-1)).toBe('send 00010000')
    await expect(runWorkflow(work(false), handlers)).rejects.toMatchObject({ reason: 'cancelled' })
  })

  it.each<[string, () => Workflow<unknown>]>([
    ['the card', () => transmit(ping)],
    ['the PIN pad', () => verifyOnPinPad(ping)],
    ['the point of no return', noWayBack],
    ['the journal', () => journal({ entry: 'e1', step: 'begun', facts: {} })],
    ['the issuer', () => online(request)],
    ['the person', () => ask({ kind: 'confirm', text: { en: 'Sure?', zh: '确定？' } })]
  ])('hears a cancellation before it reaches for %s, and lets it be journalled then', async (_name, next) => {
    const abort = new AbortController()
    const { log, handlers } = recording({ signal: abort.signal })
    function* work(): Workflow<string> {
      yield* progress({ step: 'now', text: { en: 'Now', zh: '现在' } })
      abort.abort()
      yield* progress({ step: 'then', text: { en: 'Then', zh: '然后' } })
      try {
        yield* next()
        return 'not heard'
      } catch (error) {
        yield* journal({ entry: 'e1', step: 'cancelled', facts: {} })
        return error instanceof Interruption ? error.reason : 'other'
      }
    }
    expect(await runWorkflow(work(), handlers)).toBe('cancelled')
    expect(log).toEqual(['progress now', 'progress then', 'journal e1 cancelled'])
  })

  it('ends as a fault where the journal cannot be written', async () => {
    const { log, handlers } = recording({ journal: () => Promise.reject(new Error('disk full')) })
    function* work(): Workflow<number> {
      yield* journal({ entry: 'e1', step: 'begun', facts: {} })
      return yield* transmit(ping)
    }
    await expect(runWorkflow(work(), handlers)).rejects.toThrow('disk full')
    expect(log).toEqual([])
  })

  it('is a fault where a reading runner is given a workflow that moves money', async () => {
    const { channel, progress: tell, now } = recording().handlers
    const work = runWorkflow(journal({ entry: 'e', step: 's', facts: {} }), { channel, progress: tell, now })
    await expect(work).rejects.toThrow('nobody was given to perform "journal"')
  })
})
