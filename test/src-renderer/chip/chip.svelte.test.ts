import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelChoice, ChipResult } from '../../../src-main/contract/chip'
import { createClient } from '../../../src-renderer/ipc/client'
import { ChipState, type ReaderChip } from '../../../src-renderer/state/chip.svelte'
import { createMockBridge, Refusal, type MockBridge } from '../../support/mock-bridge'
import { listedView, openView } from '../../support/mock-chip'

const reader = { id: 'virtual:Desk', presence: 'present', cardCount: 1 } as const
const channel: ChannelChoice = { keys: { kind: 'one', key: 'test:kmc' }, diversification: 'none', level: 1 }
const sentence = { en: 'done', zh: '完成' }
const error = { code: 'vault-locked', message: { en: 'locked', zh: '已锁定' }, retrySafe: true }
const done = (action: string, more: Partial<ChipResult> = {}): ChipResult => ({
  ...{ action, outcome: 'done', sentence, view: listedView },
  ...more
})

const ended = vi.fn()
let bridge: MockBridge
let chips: ChipState
let answer: () => typeof openView

/** A bridge whose jobs only begin; the test tells what becomes of them. */
beforeEach(() => {
  ended.mockReset()
  answer = () => openView
  let jobs = 0
  bridge = createMockBridge({
    answers: { 'chip.info': () => answer(), 'chip.start': () => ({ job: `job-${++jobs}` }) }
  })
  chips = new ChipState(createClient(bridge), { byId: () => reader as never }, ended, () => 1000)
})

const started = () => bridge.called.filter(({ name }) => name === 'chip.start')
async function listed(): Promise<ReaderChip> {
  await chips.read(reader)
  await chips.start(reader.id, channel, { kind: 'list' })
  bridge.emit('chip.done', { job: 'job-1', result: done('list') })
  return chips.of(reader.id)!
}

describe('the chip on a reader', () => {
  it('tells who it is without a key, and with one what is on it', async () => {
    const chip = await listed()
    expect(chip).toMatchObject({ phase: 'idle', fresh: true, channel, content: listedView.content })
    expect(chip.isOf(reader)).toBe(true)
    expect(ended).toHaveBeenCalledExactlyOnceWith(reader.id, { kind: 'list' })
  })

  it('does nothing twice on a double click', async () => {
    const list = { kind: 'list' } as const
    await Promise.all([chips.start(reader.id, channel, list), chips.start(reader.id, channel, list)])
    expect(started()).toHaveLength(1)
  })

  it('can be stopped until it is changed', async () => {
    await chips.start(reader.id, channel, { kind: 'lock', aid: 'A000000333010101' })
    const chip = chips.of(reader.id)!
    expect(chip.mayCancel).toBe(true)
    bridge.emit('chip.committed', { job: 'job-1' })
    await chips.cancel(reader.id)
    expect(chip.phase).toBe('committed')
    expect(bridge.called.some(({ name }) => name === 'chip.cancel')).toBe(false)
  })

  it('keeps what was on it in view, but not as what is there, once the card was away', async () => {
    const chip = await listed()
    expect(chip.isOf({ ...reader, cardCount: 2 })).toBe(false)
    await chips.read({ ...reader, cardCount: 2 })
    expect(chip).toMatchObject({ fresh: false, content: listedView.content, channel })
  })

  it('forgets all of it where another chip came', async () => {
    const chip = await listed()
    answer = () => ({ ...openView, chip: 'another' })
    await chips.read({ ...reader, cardCount: 2 })
    expect(chip).toMatchObject({ fresh: false, content: undefined, channel: undefined })
  })

  it('trusts nothing after an interruption, and everything after a stop', async () => {
    const chip = await listed()
    await chips.start(reader.id, channel, { kind: 'lock', aid: 'A000000333010101' })
    bridge.emit('chip.done', { job: 'job-2', result: { action: 'lock', outcome: 'cancelled', sentence } })
    expect(chip.fresh).toBe(true)
    await chips.start(reader.id, channel, { kind: 'lock', aid: 'A000000333010101' })
    bridge.emit('chip.done', { job: 'job-3', result: { action: 'lock', outcome: 'interrupted', sentence } })
    expect(chip.fresh).toBe(false)
    expect(chip.isOf(reader)).toBe(false)
  })

  it('goes on with the keys that were written, and never confirms twice', async () => {
    const chip = await listed()
    const keys = { kind: 'one', key: 'new' } as const
    await chips.start(
      reader.id,
      { ...channel, confirmed: true },
      { kind: 'put-keys', keys, diversification: 'emv', keyVersion: 32 }
    )
    bridge.emit('chip.done', { job: 'job-2', result: done('put-keys') })
    expect(chip.channel).toEqual({ ...channel, keys, diversification: 'emv', keyVersion: 32 })
  })

  it('does not take over a way that the chip refused, or that was only checked', async () => {
    const chip = await listed()
    await chips.start(reader.id, { ...channel, diversification: 'visa' }, { kind: 'list' })
    const refused = {
      action: 'list',
      outcome: 'refused',
      sentence,
      matching: 'none',
      view: openView
    } as const
    bridge.emit('chip.done', { job: 'job-2', result: refused })
    expect(chip).toMatchObject({ channel, fresh: false })
  })

  it('says why it did not begin', async () => {
    bridge = createMockBridge({
      answers: {
        'chip.start': () => {
          throw new Refusal(error)
        }
      }
    })
    chips = new ChipState(createClient(bridge), { byId: () => undefined })
    await chips.start(reader.id, channel, { kind: 'list' })
    expect(chips.of(reader.id)).toMatchObject({ phase: 'idle', error })
  })

  it('takes the events that come before the answer that names the job', async () => {
    const early: MockBridge = createMockBridge({
      answers: {
        'chip.start': () => {
          early.emit('chip.done', { job: 'fast', result: done('list') })
          return { job: 'fast' }
        }
      }
    })
    chips = new ChipState(createClient(early), { byId: () => reader as never })
    await chips.start(reader.id, channel, { kind: 'list' })
    expect(chips.of(reader.id)).toMatchObject({ phase: 'idle', fresh: true })
  })
})
