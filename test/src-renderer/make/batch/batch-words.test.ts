import { describe, expect, it } from 'vitest'
import type { BatchLane } from '../../../../src-main/contract/batch'
import type { ReaderView } from '../../../../src-main/contract/views'
import {
  clockTime,
  laneWords,
  remainingTime,
  roughTime
} from '../../../../src-renderer/features/make/batch/batch-words'
import { listText } from '../../../../src-renderer/features/make/batch/list-file'
import { LanguageState } from '../../../../src-renderer/state/language.svelte'
import { running } from '../../../support/fixtures/batch'

const sentence = { en: 'made', zh: '制成' }
const last = { line: 1, name: 'LI SI', pan: '622848*********0117', chip: 'hand-out', sentence } as const
const lane = (change: Partial<BatchLane> = {}): BatchLane => ({
  ...{ reader: 'pcsc:A', state: 'waiting-for-card', made: 0, failed: 0 },
  ...change
})
const reader = (presence: ReaderView['presence'] = 'empty'): ReaderView => ({
  ...{
    id: 'pcsc:A',
    name: 'A',
    driver: 'pcsc-mini',
    presence,
    inUse: false,
    cardCount: 1,
    contactless: false
  },
  profile: { en: 'A', zh: 'A' }
})
const words = (of: BatchLane, on: ReaderView | undefined = reader(), isRunning = true) =>
  laneWords(of, on, isRunning).text

describe('what a lane wants', () => {
  it('is a blank card, and then the next one', () => {
    expect(words(lane())).toBe('batch.lanePut')
    expect(words(lane({ last }))).toBe('batch.lanePutNext')
    expect(words(lane({ reader: 'virtual:Desk' }))).toBe('batch.lanePutVirtual')
  })

  it('is that the card stays, and afterwards that it is taken off to where it belongs', () => {
    expect(words(lane({ state: 'making', line: 2 }))).toBe('batch.laneMaking')
    const off = (chip: (typeof last)['chip'] | 'scrap' | 'unchanged') =>
      words(lane({ state: 'take-card', last: { ...last, chip } }))
    expect(off('hand-out')).toBe('batch.laneTakeGood')
    expect(off('scrap')).toBe('batch.laneTakeScrap')
    expect(off('unchanged')).toBe('batch.laneTakeUnchanged')
  })

  it('is the last card taken off too, as long as it lies there', () => {
    expect(words(lane({ state: 'done', last }), reader('present'))).toBe('batch.laneTakeGood')
    expect(words(lane({ state: 'done', last }), reader('empty'))).toBe('batch.laneDone')
    expect(words(lane({ state: 'stopped', last, reader: 'virtual:Desk' }), reader('present'))).toBe(
      'batch.laneStopped'
    )
  })

  it('is the reader itself, or a card that answers', () => {
    expect(laneWords(lane(), undefined, true).text).toBe('batch.laneGone')
    expect(words(lane(), reader('mute'))).toBe('batch.laneMute')
    expect(words(lane(), reader(), false)).toBe('batch.laneStopped')
  })
})

describe('the time that is left', () => {
  const start = Date.parse(running.startedAt)

  it('is told by the cards of this run only, and not before there is one', () => {
    expect(remainingTime({ ...running, made: 0 }, start + 5000)).toBeUndefined()
    expect(remainingTime({ ...running, made: 4, before: 4, left: 2 }, start + 5000)).toBeUndefined()
    expect(remainingTime({ ...running, made: 5, before: 3, left: 4 }, start + 10_000)).toBe(20_000)
    expect(remainingTime({ ...running, stopping: true }, start + 5000)).toBeUndefined()
  })

  it.each([
    [20_000, 'less than a minute', '不到 1 分钟'],
    [61_000, 'one minute', '1 分钟'],
    [12 * 60_000, '12 minutes', '12 分钟'],
    [125 * 60_000, '2 h 5 min', '2 小时 5 分']
  ])('%i ms is %s', (time, en, zh) => {
    const language = new LanguageState('en')
    expect(roughTime(time, language.t)).toBe(en)
    language.use('zh')
    expect(roughTime(time, language.t)).toBe(zh)
  })

  it.each([
    [-5, '0:00'],
    [65_999, '1:05'],
    [3_725_000, '1:02:05']
  ])('%i ms have passed: %s', (time, text) => expect(clockTime(time)).toBe(text))
})

describe('the text of a list', () => {
  it('is UTF-8, or as spreadsheets in China write it', () => {
    expect(listText(new TextEncoder().encode('name\n王五\n'))).toBe('name\n王五\n')
    expect(listText(Uint8Array.of(0xcd, 0xf5, 0xce, 0xe5, 0x0a))).toBe('王五\n')
    expect(listText(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00, 0x00))).toBeUndefined()
    expect(listText(Uint8Array.of(0xff, 0xff, 0xff))).toBeUndefined()
  })
})
