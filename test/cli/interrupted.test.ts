import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../src-main/cli/run-cli'
import type { Workbench } from '../../src-main/composition/workbench'
import { inspectionReport } from '../../src-main/contract/report'
import { hex } from '../../src-main/engine/bytes/hex'
import { Interruption } from '../../src-main/engine/workflow/interruption'
import type { TraceSink } from '../../src-main/services/sessions/session-recording'
import { interruptedReport } from '../support/fixtures/report'
import { fakeTerminal, fakeWorkbench, run } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-interrupted-'))
afterAll(() => rmSync(folder, { recursive: true }))

const shelf = { readerFor: (name: string) => name }
const CARD = ['--reader', 'virtual:x']

/** A workbench whose card answers what is listed, and is gone after that. */
function cardThatLeaves(answers: readonly string[], abort?: AbortController): Workbench {
  const left = [...answers]
  const card = {
    readerName: 'x',
    protocol: 'T=1',
    durations: () => [],
    channel: {
      transceive: async () => {
        const answer = left.shift()
        if (answer === undefined) throw new Interruption('card-removed')
        abort?.abort()
        return hex(answer)
      }
    }
  }
  const withCard = <T>(
    _reader: string,
    _options: unknown,
    use: (opened: unknown) => Promise<T>
  ): Promise<T> => use(card)
  return fakeWorkbench({ shelf, cards: { withCard } })
}

describe('inspect', () => {
  const inspection = { inspect: async () => ({ id: '1', report: interruptedReport() }) }
  const workbench = fakeWorkbench({ shelf, inspection })

  test('an interrupted reading prints what was learned and ends with 1', async () => {
    const { code, out, err } = await run(['inspect', ...CARD], { workbench })
    expect(code).toBe(1)
    expect(out).toContain('Card inspection report')
    expect(err).toContain('interrupted')
    const json = await run(['inspect', ...CARD, '--json'], { workbench })
    expect(json.code).toBe(1)
    expect(inspectionReport.parse(JSON.parse(json.out)).outcome).toBe('interrupted')
  })

  test('Ctrl-C reaches the reading', async () => {
    let seen: AbortSignal | undefined
    const listening = fakeWorkbench({
      shelf,
      inspection: {
        inspect: async (_reader: string, options: { signal: AbortSignal }) => {
          seen = options.signal
          return { id: '1', report: interruptedReport() }
        }
      }
    })
    const abort = new AbortController()
    await run(['inspect', ...CARD], { workbench: listening, signal: abort.signal })
    abort.abort()
    expect(seen?.aborted).toBe(true)
  })
})

describe('apdu', () => {
  test('a card that goes away leaves the exchanges before it, and the error, in one document', async () => {
    const { code, out } = await run(['apdu', '00A40400', '80CA9F3600', ...CARD, '--json'], {
      workbench: cardThatLeaves(['9000'])
    })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ exchanges: [{ sw: '9000' }], error: { code: 'card-removed' } })
    const text = await run(['apdu', '00A40400', '80CA9F3600', ...CARD], {
      workbench: cardThatLeaves(['9000'])
    })
    expect(text.out).toContain('< 9000')
    expect(text.err).toContain('The card was taken away too early.')
  })

  test('after Ctrl-C no further command is sent', async () => {
    const abort = new AbortController()
    const { code, out } = await run(['apdu', '00A40400', '80CA9F3600', ...CARD, '--json'], {
      workbench: cardThatLeaves(['9000', '9000'], abort),
      signal: abort.signal
    })
    expect(code).toBe(1)
    const document: unknown = JSON.parse(out)
    expect(document).toMatchObject({ error: { code: 'cancelled' } })
    expect((document as { exchanges: unknown[] }).exchanges).toHaveLength(1)
  })
})

test('the trace is complete when the card is pulled', async () => {
  const path = join(folder, 'pulled.jsonl')
  let sink: TraceSink | undefined
  const header = {
    type: 'header',
    format: 'cardwright-trace',
    version: 1,
    reader: 'x',
    atr: '',
    protocol: 'T=1',
    startedAt: '',
    revealed: false
  } as const
  const workbench = fakeWorkbench({
    shelf,
    cards: {
      withCard: async () => {
        sink?.(header, [{ type: 'event', at: 0, event: 'connected' }])
        sink?.(header, [{ type: 'event', at: 1, event: 'removed' }])
        throw new Interruption('card-removed')
      }
    }
  })
  const code = await runCli(['apdu', '00A40400', ...CARD, '--trace', path], {
    terminal: fakeTerminal(),
    signal: new AbortController().signal,
    language: () => 'en',
    openWorkbench: (traceSink) => {
      sink = traceSink
      return workbench
    }
  })
  expect(code).toBe(1)
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { event?: string }).event)).toEqual([
    undefined,
    'connected',
    'removed'
  ])
})
