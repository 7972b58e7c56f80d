import { describe, expect, it } from 'vitest'
import { commandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { TLV_SENSITIVITY, type Command } from '../../../src-main/engine/commands/command'
import { Interruption, NotRecorded } from '../../../src-main/engine/workflow/interruption'
import { runWorkflow } from '../../../src-main/engine/workflow/run'
import { secretKey, type HeldKey } from '../../../src-main/engine/crypto/key-ref'
import { encipher, type Composition } from '../../../src-main/engine/key-operations/operation'
import { runCompositionAsync } from '../../../src-main/engine/key-operations/run-composition'
import { compute, now, progress, transmit, type Workflow } from '../../../src-main/engine/workflow/workflow'

const ping: Command<number> = {
  name: 'PING',
  apdu: commandApdu({ cla: 0, ins: 1, p1: 0, p2: 0 }),
  sensitivity: TLV_SENSITIVITY,
  parse: ({ sw }) => sw
}

const handlers = (transceive: () => Promise<Uint8Array>, signal?: AbortSignal) => ({
  channel: { transceive },
  progress: () => undefined,
  now: () => 1234,
  ...(signal !== undefined && { signal })
})

describe('runWorkflow', () => {
  it('performs instructions in order and returns the result', async () => {
    const steps: string[] = []
    function* work(): Workflow<readonly [number, number]> {
      yield* progress({ step: 'one', text: { en: 'One', zh: '一' } })
      const sw = yield* transmit(ping)
      return [sw, yield* now()]
    }
    const result = await runWorkflow(work(), {
      ...handlers(async () => hex('9000')),
      progress: ({ step }) => steps.push(step)
    })
    expect(result).toEqual([0x9000, 1234])
    expect(steps).toEqual(['one'])
  })

  it('computes with keys in memory by itself, and with others where they are held', async () => {
    const block = hex('0000000000000000')
    const inMemory = secretKey('3des', hex('404142434445464748494A4B4C4D4E4F'))
    const held: HeldKey = { algorithm: '3des', handle: 'kmc', length: 16 }
    function* check(key: typeof inMemory | HeldKey): Workflow<string> {
      return toHex(yield* compute(encipher(key, 'ecb', block)))
    }
    const plain = handlers(async () => hex('9000'))
    expect(await runWorkflow(check(inMemory), plain)).toMatch(/^8BAF47/)
    const holder = { perform: async () => hex('0102030405060708'), checkValue: async () => hex('000000') }
    const compositions = { ...plain, compute: <R>(work: Composition<R>) => runCompositionAsync(work, holder) }
    expect(await runWorkflow(check(held), compositions)).toBe('0102030405060708')
    await expect(runWorkflow(check(held), plain)).rejects.toThrow('not in memory')
  })

  it('throws an interruption into the workflow and transmits nothing afterwards', async () => {
    let sent = 0
    const reasons: string[] = []
    function* stubborn(): Workflow<string> {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        try {
          yield* transmit(ping)
        } catch (error) {
          reasons.push(error instanceof Interruption ? error.reason : 'other')
        }
      }
      return 'learned'
    }
    const run = runWorkflow(
      stubborn(),
      handlers(async () => {
        sent += 1
        throw new Interruption('card-removed')
      })
    )
    await expect(run).resolves.toBe('learned')
    expect(sent).toBe(1)
    expect(reasons).toEqual(['card-removed', 'card-removed', 'card-removed'])
  })

  it('goes on after a command that was not recorded', async () => {
    let sent = 0
    function* work(): Workflow<number> {
      try {
        yield* transmit(ping)
      } catch (error) {
        expect(error).toBeInstanceOf(NotRecorded)
      }
      return yield* transmit(ping)
    }
    const run = runWorkflow(
      work(),
      handlers(async () => {
        sent += 1
        if (sent === 1) throw new NotRecorded()
        return hex('6A83')
      })
    )
    await expect(run).resolves.toBe(0x6a83)
  })

  it('cancels before the next command', async () => {
    const abort = new AbortController()
    function* work(): Workflow<void> {
      yield* transmit(ping)
      yield* transmit(ping)
    }
    let sent = 0
    const run = runWorkflow(
      work(),
      handlers(async () => {
        sent += 1
        abort.abort()
        return hex('9000')
      }, abort.signal)
    )
    await expect(run).rejects.toMatchObject({ reason: 'cancelled' })
    expect(sent).toBe(1)
  })

  it('interrupts on an answer without a status word', async () => {
    function* work(): Workflow<number> {
      return yield* transmit(ping)
    }
    await expect(
      runWorkflow(
        work(),
        handlers(async () => hex('90'))
      )
    ).rejects.toMatchObject({ reason: 'malformed-response' })
  })
})
