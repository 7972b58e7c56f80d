import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { chooseReader } from '../../src-main/cli/choose-reader'
import type { Workbench } from '../../src-main/composition/workbench'
import { ReaderRegistry } from '../../src-main/services/readers/reader-registry'
import type {
  DriverId,
  DriverSnapshot,
  ReaderDriver,
  ServiceState
} from '../../src-main/services/readers/reader-driver'
import { fakeWorkbench } from './support'

/** Readers by name; `true` where a card is on it. */
type Readers = Readonly<Record<string, boolean>>

function driver(id: DriverId, service: ServiceState, readers: Readers): ReaderDriver {
  const snapshot: DriverSnapshot = {
    service,
    readers: Object.entries(readers).map(([name, hasCard]) => ({
      name,
      presence: hasCard ? 'present' : 'empty',
      inUse: false,
      exclusive: false,
      cardCount: 0
    }))
  }
  return {
    id,
    capabilities: { transactions: true, reconnect: true, control: true, attributes: true, directMode: true },
    start: (listener) => listener(snapshot),
    connect: () => Promise.reject(new Error('nobody connects here')),
    stop: async () => undefined
  }
}

const registries: ReaderRegistry[] = []
afterEach(async () => {
  for (const registry of registries.splice(0)) await registry.stop()
})

function workbench(pcsc: Readers, service: ServiceState = 'running'): Workbench {
  const readers = new ReaderRegistry([
    driver('pcsc-mini', service, pcsc),
    driver('virtual', 'running', { Desk: true })
  ])
  registries.push(readers)
  readers.start()
  return fakeWorkbench({
    readers,
    shelf: {
      list: () => [{ id: 'debit-ecash' }],
      readerFor: (name: string, { contactless }: { contactless: boolean }) =>
        name === 'debit-ecash' ? (contactless ? 'tap' : name) : undefined
    },
    traces: { open: (name: string, text: string) => `replay:${name}:${text}` }
  })
}

const contact = { contactless: false }

describe('without --reader', () => {
  test('the only PC/SC reader with a card is used, virtual ones are not counted', async () => {
    const bench = workbench({ 'ACR122U 00': false, 'Omnikey 01': true })
    expect(await chooseReader(bench, undefined, contact)).toBe('pcsc:Omnikey 01')
  })

  test.each<[string, Readers, ServiceState, string, RegExp]>([
    ['two cards', { A: true, B: true }, 'running', 'reader-ambiguous', /A\n {2}B/],
    ['no card', { A: false }, 'running', 'no-card', /virtual:debit-ecash/]
  ])('%s is told with what there is', async (_name, readers, service, code, cause) => {
    const rejected = await chooseReader(workbench(readers, service), undefined, contact).catch(
      (error: unknown) => error
    )
    expect(rejected).toMatchObject({ code, data: { cause: { en: expect.stringMatching(cause) as string } } })
  })

  test.each<[ServiceState, string, RegExp]>([
    ['running', 'no-reader', /--reader virtual:debit-ecash/],
    ['stopped', 'no-service', /cardwright doctor.*--reader virtual:debit-ecash/],
    ['no-permission', 'no-permission', /Virtual cards work/],
    ['binding-missing', 'binding-missing', /Virtual cards work/]
  ])('without a reader, %s: what to do, and that virtual cards work', async (service, code, remedy) => {
    const rejected = await chooseReader(workbench({}, service), undefined, contact).catch(
      (error: unknown) => error
    )
    expect(rejected).toMatchObject({
      code,
      data: { remedy: { en: expect.stringMatching(remedy) as string } }
    })
  })
})

describe('with --reader', () => {
  test.each([
    ['ACR122U PICC 00 00', 'pcsc:ACR122U PICC 00 00'],
    ['acr122', 'pcsc:ACR122U PICC 00 00'],
    ['pcsc:Omnikey', 'pcsc:Omnikey']
  ])('%j is %s', async (wanted, expected) => {
    const bench = workbench({ 'ACR122U PICC 00 00': true, Omnikey: true })
    expect(await chooseReader(bench, wanted, contact)).toBe(expected)
  })

  test('part of two names is not enough', async () => {
    const bench = workbench({ 'Virtual PCD 00 00': true, 'Virtual PCD 00 01': true })
    await expect(chooseReader(bench, 'PCD', contact)).rejects.toMatchObject({ code: 'reader-ambiguous' })
  })

  test('an unknown name lists what there is; without a service it names the service', async () => {
    await expect(chooseReader(workbench({ A: true }), 'nix', contact)).rejects.toMatchObject({
      code: 'reader-unknown',
      data: { cause: { en: "'nix' is none of:\n  A\n  virtual:Desk" } }
    })
    await expect(chooseReader(workbench({}, 'stopped'), 'nix', contact)).rejects.toMatchObject({
      code: 'no-service'
    })
  })

  test('virtual:CARD is the reader that the shelf makes for it, on the side that is asked for', async () => {
    expect(await chooseReader(workbench({}), 'virtual:debit-ecash', contact)).toBe('virtual:debit-ecash')
    expect(await chooseReader(workbench({}), 'virtual:debit-ecash', { contactless: true })).toBe(
      'virtual:tap'
    )
    await expect(chooseReader(workbench({}), 'virtual:nix', contact)).rejects.toMatchObject({
      code: 'reader-unknown'
    })
  })

  test('replay:FILE is opened under its name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cardwright-replay-'))
    try {
      const file = join(folder, 'a.jsonl')
      writeFileSync(file, 'TEXT')
      expect(await chooseReader(workbench({}), `replay:${file}`, contact)).toBe('replay:a.jsonl:TEXT')
      await expect(chooseReader(workbench({}), `replay:${file}x`, contact)).rejects.toMatchObject({
        code: 'file-not-read'
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
