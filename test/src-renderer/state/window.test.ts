import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { Actions, type Action } from '../../../src-renderer/state/actions.svelte'
import { AppState } from '../../../src-renderer/state/app.svelte'
import { DoctorState } from '../../../src-renderer/state/doctor.svelte'
import { Layout } from '../../../src-renderer/state/layout.svelte'
import { Navigation, type Memory } from '../../../src-renderer/state/navigation.svelte'
import { Toasts } from '../../../src-renderer/state/toasts.svelte'
import { cancelledError, checks } from '../../support/fixtures/window'
import { createMockBridge, Refusal } from '../../support/mock-bridge'

function memory(entries: Record<string, string> = {}): Memory {
  const map = new Map(Object.entries(entries))
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value) }
}

describe('navigation', () => {
  it('begins with the card, remembers the page, and keeps visited ones', () => {
    const kept = memory()
    const navigation = new Navigation(kept)
    expect(navigation.page).toBe('card')
    navigation.go('shelf')
    expect([...navigation.visited]).toEqual(['card', 'shelf'])
    expect(new Navigation(kept).page).toBe('shelf')
  })

  it('begins with the card when the remembered page is none', () => {
    expect(new Navigation(memory({ 'cardwright.page': 'gone' })).page).toBe('card')
  })
})

describe('layout', () => {
  it('is remembered', () => {
    const kept = memory()
    new Layout(kept).traceRight = 500
    expect(new Layout(kept).traceRight).toBe(500)
  })

  it.each(['', 'null', '[]', '{"traceRight":"wide","other":1}'])('survives a spoilt memory: %s', (text) => {
    expect(new Layout(memory({ 'cardwright.layout': text })).traceRight).toBe(460)
  })
})

describe('toasts', () => {
  afterEach(() => void vi.useRealTimers())

  it('go by themselves', () => {
    vi.useFakeTimers()
    const toasts = new Toasts()
    toasts.show('one')
    vi.advanceTimersByTime(2000)
    toasts.show('two')
    vi.advanceTimersByTime(2000)
    expect(toasts.list.map(({ text }) => text)).toEqual(['two'])
  })
})

describe('doctor', () => {
  it('counts what it found', async () => {
    const doctor = new DoctorState(createClient(createMockBridge()))
    await doctor.run()
    expect(doctor.checks).toEqual(checks)
    expect([doctor.problems, doctor.cautions]).toEqual([1, 1])
  })

  it('keeps the last findings when a check fails', async () => {
    let fails = false
    const answer = (): typeof checks => {
      if (fails) throw new Refusal(cancelledError)
      return checks
    }
    const doctor = new DoctorState(createClient(createMockBridge({ answers: { 'doctor.run': answer } })))
    await doctor.run()
    fails = true
    await doctor.run()
    expect(doctor.error).toEqual(cancelledError)
    expect(doctor.checks).toEqual(checks)
    expect(doctor.running).toBe(false)
  })
})

describe('attempts', () => {
  it('say above the page what failed, until something works', async () => {
    const app = new AppState(createClient(createMockBridge()))
    const refuse = (): Promise<never> => Promise.reject(new Error('no'))
    expect(await app.attempt('readers.insertFailed', refuse)).toBe(false)
    expect(app.problem?.title).toBe('readers.insertFailed')
    expect(await app.attempt('readers.insertFailed', () => Promise.resolve())).toBe(true)
    expect(app.problem).toBeUndefined()
  })
})

describe('actions', () => {
  const action = (id: string): Action => ({ id, group: 'actions', title: id, run: () => undefined })

  it('come from all sources, the newest first, until they are taken out', () => {
    const actions = new Actions()
    actions.provide(() => [action('a')])
    const remove = actions.provide(() => [action('b')])
    expect(actions.all.map(({ id }) => id)).toEqual(['b', 'a'])
    remove()
    expect(actions.all.map(({ id }) => id)).toEqual(['a'])
  })
})
