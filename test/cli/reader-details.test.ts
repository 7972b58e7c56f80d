import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VirtualReaderDriver } from '../../src-main/adapters/virtual-reader/virtual-reader-driver'
import type { Workbench } from '../../src-main/composition/workbench'
import { readerDetails } from '../../src-main/contract/views'
import { readReaderDetails } from '../../src-main/services/readers/reader-details'
import { ReaderRegistry } from '../../src-main/services/readers/reader-registry'
import { testReaderSignal } from '../../src-main/services/readers/reader-signal'
import { ScriptedDriver } from '../support/scripted-driver'
import { fakeWorkbench, run } from './support'

let virtual: VirtualReaderDriver
let pcsc: ScriptedDriver
let workbench: Workbench
let registry: ReaderRegistry

beforeEach(() => {
  const readers = [{ name: 'Tap', kind: 'contactless', family: 'acr122u-simulated' }] as const
  virtual = new VirtualReaderDriver({ readers, platform: 'linux' })
  pcsc = new ScriptedDriver()
  registry = new ReaderRegistry([pcsc, virtual], { debounceMs: 1 })
  registry.start()
  pcsc.plugIn('Alcor 00 00')
  workbench = fakeWorkbench({
    readers: registry,
    shelf: { readerFor: (name: string) => (name === 'Tap' ? name : undefined), list: () => [] },
    readerDetails: (reader: string) => readReaderDetails(registry, reader, 'linux'),
    signalReader: (reader: string) => testReaderSignal(registry, reader, 'linux')
  })
})
afterEach(() => registry.stop())

describe('readers NAME', () => {
  test('tells what the reader is, and what it does not say', async () => {
    const { code, out, err } = await run(['readers', 'virtual:Tap'], { workbench })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('virtual:Tap\nSimulated ACR122U · Cardwright\n')
    expect(out).toMatch(/Firmware +ACR122U215\n/)
    expect(out).toMatch(/ISO 14443 type B +yes\n/)
    expect(out).toMatch(/Serial number +not known: The driver does not tell\.\n/)
    expect(out).toMatch(/UID +not known: There is no card on the reader\. Put a card on the reader\.\n/)
  })

  test('in Chinese', async () => {
    const { out } = await run(['readers', 'virtual:Tap'], { workbench, language: 'zh' })
    expect(out).toMatch(/UID +未知：读卡器上没有卡片。请放置卡片。\n/)
  })

  test('as one JSON document in the shape of the contract', async () => {
    const { code, out } = await run(['readers', 'virtual:Tap', '--json'], { workbench })
    expect(code).toBe(0)
    const document: unknown = JSON.parse(out)
    expect(readerDetails.parse(document)).toEqual(document)
  })

  test('--signal blinks and beeps first', async () => {
    const { code, err } = await run(['readers', 'virtual:Tap', '--signal'], { workbench })
    expect({ code, err }).toEqual({ code: 0, err: 'The reader was told to blink and beep twice.\n' })
    expect(virtual.acr122uState('Tap')?.beeps).toBe(2)
  })

  test('--signal on a reader without lamps ends with 1, and why', async () => {
    const { code, out, err } = await run(['readers', 'alcor', '--signal'], { workbench })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('Lamps and buzzer of this reader family are not known.')
  })

  test('prints what is known of a reader that cannot be opened, and ends with 3', async () => {
    pcsc.connectFailures.push('no-permission')
    const { code, out, err } = await run(['readers', 'alcor'], { workbench })
    expect(code).toBe(3)
    expect(out).toMatch(/Longest command +65535 bytes/)
    expect(err).toContain('may not use the smart-card service')
  })

  test.each([
    [['readers', '--signal'], '--signal needs the name'],
    [['readers', 'x', '--watch'], 'leave the name out']
  ])('%j is wrong usage', async (argv, why) => {
    const { code, err } = await run(argv, { workbench })
    expect(code).toBe(2)
    expect(err).toContain(why)
  })
})
