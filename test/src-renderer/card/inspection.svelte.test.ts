import { beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { InspectionState } from '../../../src-renderer/state/inspection.svelte'
import { blankReport, fullReport, interruptedReport } from '../../support/fixtures/report'
import { createMockBridge, Refusal, type MockBridge } from '../../support/mock-bridge'

const reader = { id: 'virtual:Desk', cardCount: 1 }
const present = { presence: 'present', cardCount: 1 } as const
const step = (name: string, at: number) => ({ step: name, text: { en: name, zh: name }, at })

let bridge: MockBridge
let inspection: InspectionState

/** A bridge whose jobs only begin; the test tells what becomes of them. */
beforeEach(() => {
  let jobs = 0
  bridge = createMockBridge({ answers: { 'inspect.start': () => ({ job: `job-${++jobs}` }) } })
  inspection = new InspectionState(createClient(bridge), () => 1000)
})

function done(job: string, result = fullReport()): void {
  bridge.emit('job.done', { job, report: `report-of-${job}`, result })
}

describe('reading a card', () => {
  it('goes from reading, step by step, to the report', async () => {
    await inspection.start(reader)
    const current = inspection.of(reader.id)!
    expect(current.phase).toBe('reading')
    bridge.emit('job.progress', { job: 'job-1', progress: step('identify', 0) })
    bridge.emit('job.progress', { job: 'job-1', progress: step('read', 40) })
    bridge.emit('job.progress', { job: 'job-1', progress: { ...step('read', 90), fraction: 0.5 } })
    expect(current.steps).toEqual([step('identify', 0), { ...step('read', 40), fraction: 0.5 }])
    done('job-1')
    expect(current.phase).toBe('idle')
    expect(current.kept?.id).toBe('report-of-job-1')
  })

  it('does nothing twice on a double click', async () => {
    await Promise.all([inspection.start(reader), inspection.start(reader)])
    expect(bridge.called.filter(({ name }) => name === 'inspect.start')).toHaveLength(1)
  })

  it('takes events that come before the answer that names the job', async () => {
    const early = createMockBridge({
      answers: {
        'inspect.start': () => {
          early.emit('job.progress', { job: 'fast', progress: step('identify', 0) })
          early.emit('job.done', { job: 'fast', report: 'r', result: blankReport() })
          return { job: 'fast' }
        }
      }
    })
    const state = new InspectionState(createClient(early))
    await state.start(reader)
    expect(state.of(reader.id)).toMatchObject({ phase: 'idle', kept: { id: 'r' } })
  })

  it('keeps the readers apart', async () => {
    await inspection.start(reader)
    await inspection.start({ id: 'virtual:Tap', cardCount: 4 })
    done('job-2', blankReport())
    expect(inspection.of('virtual:Desk')?.busy).toBe(true)
    expect(inspection.of('virtual:Tap')?.kept?.report.applications).toEqual([])
  })

  it('shows what was learned when the card is pulled', async () => {
    await inspection.start(reader)
    done('job-1', interruptedReport())
    expect(inspection.of(reader.id)?.kept?.report.outcome).toBe('interrupted')
  })

  it('keeps the last report when a later reading fails', async () => {
    await inspection.start(reader)
    done('job-1')
    await inspection.start(reader)
    const error = { code: 'card-gone', message: { en: 'gone', zh: '已移走' }, retrySafe: true }
    bridge.emit('job.failed', { job: 'job-2', error })
    expect(inspection.of(reader.id)).toMatchObject({ phase: 'idle', error, kept: { id: 'report-of-job-1' } })
  })

  it('says why a reading could not begin', async () => {
    const error = { code: 'busy', message: { en: 'in use', zh: '使用中' }, retrySafe: true }
    const refusing = createMockBridge({
      answers: {
        'inspect.start': () => {
          throw new Refusal(error)
        }
      }
    })
    const state = new InspectionState(createClient(refusing))
    await state.start(reader)
    expect(state.of(reader.id)).toMatchObject({ phase: 'idle', error })
  })

  it('stops once, when asked', async () => {
    await inspection.start(reader)
    await Promise.all([inspection.cancel(reader.id), inspection.cancel(reader.id)])
    expect(bridge.called.filter(({ name }) => name === 'job.cancel')).toEqual([
      { name: 'job.cancel', input: { job: 'job-1' } }
    ])
    expect(inspection.of(reader.id)?.phase).toBe('cancelling')
  })
})

describe('whether a report is of the card on the reader', () => {
  it.each([
    [present, 'current'],
    [{ presence: 'empty', cardCount: 1 }, 'removed'],
    [{ presence: 'present', cardCount: 2 }, 'swapped'],
    [{ presence: 'mute', cardCount: 2 }, 'swapped']
  ] as const)('%o: %s', async (now, freshness) => {
    await inspection.start(reader)
    done('job-1')
    expect(inspection.of(reader.id)?.freshness(now)).toBe(freshness)
  })
})

describe('saved reports', () => {
  it('opens one beside the card, and closes it again', async () => {
    await inspection.open('report-1')
    expect(inspection.opened?.report.format).toBe('cardwright-inspection')
    inspection.close()
    expect(inspection.opened).toBeUndefined()
  })

  it('closes the report that is forgotten', async () => {
    await inspection.load()
    await inspection.open(inspection.recent[0]!.id)
    await inspection.forget(inspection.recent[0]!.id)
    expect(inspection.opened).toBeUndefined()
    await inspection.forget()
    expect(inspection.recent).toEqual([])
  })

  it('leaves a saved report when the card is read', async () => {
    await inspection.open('report-1')
    await inspection.start(reader)
    expect(inspection.opened).toBeUndefined()
  })

  it('names the saved file, and nothing when the person cancelled', async () => {
    expect(await inspection.save('report-1', 'pdf', 'zh')).toBe('card.pdf')
    const cancelling = createMockBridge({ answers: { 'reports.save': () => ({ kind: 'cancelled' }) } })
    const state = new InspectionState(createClient(cancelling))
    expect(await state.save('report-1', 'pdf', 'zh')).toBeUndefined()
    expect(state.error).toBeUndefined()
  })
})
