// Reads a virtual card through registry, session, channel and recording, as window and command line do.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReplayDriver } from '../../../src-main/adapters/replay/replay-driver'
import { cardStore, DataFolderDesk } from '../../../src-main/adapters/virtual-reader/virtual-desk'
import { VirtualReaderDriver } from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import type { InspectionReport } from '../../../src-main/contract/report'
import { parseTraceFile, traceLine } from '../../../src-main/engine/trace/format'
import type { Trace, TraceEntry, TraceHeader } from '../../../src-main/engine/trace/trace'
import { InspectionService } from '../../../src-main/services/inspection/inspection-service'
import { ReaderRegistry } from '../../../src-main/services/readers/reader-registry'
import { ReportsService } from '../../../src-main/services/reports/reports-service'
import { RecordedCards } from '../../../src-main/services/sessions/recorded-cards'
import { MemoryDocuments } from '../../support/memory-documents'

const THEN = Date.parse('2026-03-01T10:00:00Z')
const MONTHS_LATER = Date.parse('2026-11-22T10:00:00Z')

let registry: ReaderRegistry
let driver: VirtualReaderDriver
let replay: ReplayDriver
let now: number
let lines: string
let events: string[]
let inspection: InspectionService

beforeEach(async () => {
  now = THEN
  lines = ''
  events = []
  const documents = new MemoryDocuments()
  driver = new VirtualReaderDriver({ store: cardStore(documents) })
  const desk = new DataFolderDesk(driver, documents)
  desk.create('card', 'debit-ecash')
  desk.addReader('Desk', { contactless: false })
  desk.insert('Desk', 'card')
  replay = new ReplayDriver()
  registry = new ReaderRegistry([driver, replay], { debounceMs: 0 })
  registry.start()
  await registry.ready()
  let last: TraceHeader | undefined
  const sink = (header: TraceHeader, entries: readonly TraceEntry[]): void => {
    if (header !== last) lines += traceLine(header)
    last = header
    for (const entry of entries) lines += traceLine(entry)
  }
  const monotonic = (): number => performance.now() * 1000
  const cards = new RecordedCards(registry, sink, { now: () => now, monotonic })
  inspection = new InspectionService(cards, new ReportsService(documents), () => now, {
    progress: (_job, progress) => events.push(progress.step),
    done: (_job, _id, report) => events.push(`done: ${report.outcome}`),
    failed: (_job, error) => events.push(`failed: ${error.code}`)
  })
})

afterEach(() => registry.stop())

const ended = () =>
  expect.poll(() => events.find((event) => event.includes(':')), { timeout: 5000 }).toBeDefined()

function trace(): Trace {
  const file = parseTraceFile(lines)
  if (file.kind !== 'ok') throw new Error(file.problem.kind)
  return file.trace
}

/** What the card itself said; not when and through which reader. */
function cardSide(report: InspectionReport) {
  return report.applications.map(({ parts, ...application }) => ({
    ...application,
    parts: parts.map(({ title }) => title.en)
  }))
}

describe('InspectionService', () => {
  it('reads a card, tells its steps and fills in how long each exchange took', async () => {
    inspection.start('virtual:Desk')
    await ended()
    expect(events.at(-1)).toBe('done: complete')
    expect(events.length).toBeGreaterThan(3)
    const { report } = await inspection.inspect('virtual:Desk', { reveal: false })
    expect(report.exchanges.some(({ duration }) => duration > 0)).toBe(true)
  })

  it('reads the recording of a card as that card, months later too', async () => {
    const { report: live } = await inspection.inspect('virtual:Desk', { reveal: false })
    replay.load('card.jsonl', trace())
    now = MONTHS_LATER
    await registry.until(({ readers }) => readers.some(({ id }) => id === 'replay:card.jsonl'), 1000)
    const { report: replayed } = await inspection.inspect('replay:card.jsonl', { reveal: false })
    expect(replayed.outcome).toBe('complete')
    expect(cardSide(replayed)).toEqual(cardSide(live))
    expect(replayed.exchanges.map(({ command }) => command)).toEqual(
      live.exchanges.map(({ command }) => command)
    )
  })

  it('gives what it learned when the card is pulled, and gives the reader back', async () => {
    driver.removeAt('Desk', { apdu: 30, reached: true })
    const { report } = await inspection.inspect('virtual:Desk', { reveal: false })
    expect(report.outcome).toBe('interrupted')
    expect(report.exchanges.length).toBeGreaterThan(10)
    expect(trace().entries.at(-1)).toMatchObject({ type: 'event', event: 'removed' })
    expect(registry.snapshot().readers[0]?.inUse).toBe(false)
  })

  it('stops when it is cancelled', async () => {
    const abort = new AbortController()
    const { report } = await inspection.inspect('virtual:Desk', {
      reveal: false,
      signal: abort.signal,
      onProgress: () => abort.abort()
    })
    expect(report.outcome).toBe('interrupted')
    expect(report.exchanges.length).toBeLessThan(5)
  })

  it('says why no card could be opened', async () => {
    driver.remove('Desk')
    inspection.start('virtual:Desk')
    await ended()
    expect(events).toEqual(['failed: no-card'])
    await expect(inspection.inspect('virtual:Nobody', { reveal: false })).rejects.toMatchObject({
      data: { code: 'reader-unknown' }
    })
    expect(() => inspection.cancel('inspect-99')).toThrow('job-unknown')
  })
})
