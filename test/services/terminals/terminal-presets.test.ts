import { expect, it } from 'vitest'
import pos from '../../../resources/terminals/pos.json'
import { terminalPreset as presetShape } from '../../../src-main/contract/payment'
import {
  isOfflineOnly,
  isUnattended,
  takesApplication
} from '../../../src-main/engine/emv/terminal-configuration'
import { hex } from '../../../src-main/engine/bytes/hex'
import { AppFailure } from '../../../src-main/services/app-failure'
import {
  presetViews,
  terminalOf,
  terminalPreset,
  terminalPresets
} from '../../../src-main/services/terminals/terminal-presets'

it('offers the shop terminal first, and takes it where nobody chose', () => {
  expect(terminalPresets().map(({ id }) => id)).toEqual([
    ...['pos', 'offline-only-pos', 'metro-gate', 'branch-counter']
  ])
  expect(terminalPreset().id).toBe('pos')
  expect(terminalPreset('metro-gate').id).toBe('metro-gate')
})

it('names those that there are where one is unknown', () => {
  expect(() => terminalPreset('atm')).toThrow(AppFailure)
  const failure = (): unknown => {
    try {
      return terminalPreset('atm')
    } catch (error) {
      return error
    }
  }
  expect(failure()).toMatchObject({ code: 'terminal-unknown' })
  expect(JSON.stringify(failure())).toContain('offline-only-pos')
})

it('knows what each terminal is', () => {
  const rows = terminalPresets().map((terminal) => [
    terminal.id,
    isOfflineOnly(terminal),
    isUnattended(terminal)
  ])
  expect(rows).toEqual([
    ['pos', false, false],
    ['offline-only-pos', true, false],
    ['metro-gate', true, true],
    ['branch-counter', false, false]
  ])
})

it('takes every application of the payment system, and no other', () => {
  for (const terminal of terminalPresets()) {
    expect(takesApplication(terminal, hex('A0000003330101065133020000000017'))).toBe(true)
    expect(takesApplication(terminal, hex('A0000000031010'))).toBe(false)
  }
})

it('is told to a person in the shape of the contract', () => {
  for (const view of presetViews()) {
    expect(presetShape.parse(view)).toEqual(view)
    expect(view.facts.every(({ name, value }) => name.zh !== '' && value.zh !== '')).toBe(true)
  }
})

it.each([
  ['a hex digit too few', { ttq: '3600008' }],
  ['an application without a name', { applications: [] }],
  ['a fraction of a minor unit', { limits: { ...pos.limits, floor: 0.5 } }],
  ['a negative limit', { limits: { ...pos.limits, flash: -1 } }],
  ['a kind of terminal that there is not', { type: '27' }],
  ['something unknown', { secret: true }],
  ['a merchant’s name that does not fit', { merchantName: 'x'.repeat(21) }]
])('refuses a file with %s', (_name, change) => {
  expect(() => terminalOf({ ...pos, ...change })).toThrow()
})
