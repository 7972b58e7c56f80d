import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { MonitorSupervisor } from '../../../src-main/adapters/pcsc/supervisor'
import { ReaderError } from '../../../src-main/services/readers/reader-driver'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A service that a test switches on and off. */
class FakeService {
  up = true
  opened = 0
  closed = 0
  readonly log: string[] = []
  #died: ((error: ReaderError) => void) | undefined
  readonly supervisor = new MonitorSupervisor({
    open: (died) => {
      this.log.push('open')
      if (!this.up) throw new ReaderError('no-service', 'down')
      this.#died = died
      this.opened += 1
      return { close: () => (this.closed += 1) }
    },
    onState: (state) => this.log.push(state),
    delays: [100, 1000]
  })

  die(): void {
    this.#died?.(new ReaderError('no-service', 'gone'))
  }
}

it('opens at once, and closes at the end', () => {
  const service = new FakeService()
  service.supervisor.start()
  service.supervisor.start()
  expect(service.log).toEqual(['open', 'running'])
  service.supervisor.stop()
  service.supervisor.stop()
  expect([service.opened, service.closed, vi.getTimerCount()]).toEqual([1, 1, 0])
})

it('waits longer each time for a service that is not there, and finds it', () => {
  const service = new FakeService()
  service.up = false
  service.supervisor.start()
  vi.advanceTimersByTime(100)
  vi.advanceTimersByTime(999)
  expect(service.log).toEqual(['open', 'stopped', 'open', 'stopped'])
  vi.advanceTimersByTime(1)
  service.up = true
  vi.advanceTimersByTime(1000)
  expect(service.log.slice(4)).toEqual(['open', 'stopped', 'open', 'running'])
  service.supervisor.stop()
})

it('opens a new watch when the old one died, and closes the dead one', () => {
  const service = new FakeService()
  service.supervisor.start()
  for (let round = 1; round <= 5; round += 1) {
    service.die()
    service.die()
    expect(service.closed).toBe(round)
    vi.advanceTimersByTime(100)
    expect(service.opened).toBe(round + 1)
  }
  service.supervisor.stop()
  expect(service.closed).toBe(service.opened)
})

it('tells missing permission apart', () => {
  const states: string[] = []
  const supervisor = new MonitorSupervisor({
    open: () => {
      throw new ReaderError('no-permission', 'polkit')
    },
    onState: (state, detail) => states.push(`${state} ${detail}`)
  })
  supervisor.start()
  expect(states).toEqual(['no-permission polkit'])
  supervisor.stop()
})

it('does not open again after it was stopped', () => {
  const service = new FakeService()
  service.supervisor.start()
  service.supervisor.stop()
  service.die()
  service.supervisor.reopen()
  vi.advanceTimersByTime(10_000)
  expect(service.opened).toBe(1)
})
