import { afterEach, describe, expect, it } from 'vitest'
import { ReaderRegistry, type RegistrySnapshot } from '../../../src-main/services/readers/reader-registry'
import { ScriptedDriver } from '../../support/scripted-driver'

let registry: ReaderRegistry | undefined

function started(...drivers: ScriptedDriver[]): ReaderRegistry {
  registry = new ReaderRegistry(drivers, { debounceMs: 5 })
  registry.start()
  return registry
}

afterEach(async () => {
  await registry?.stop()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('the list of readers', () => {
  it('joins the drivers, each reader with an id and its profile', async () => {
    const pcsc = new ScriptedDriver()
    const virtual = new ScriptedDriver({ id: 'virtual' })
    const readers = started(pcsc, virtual)
    virtual.plugIn('debit-ecash')
    pcsc.plugIn('ACS ACR122U PICC Interface 00 00')
    pcsc.plugIn('Some Other Reader 01 00')
    await readers.ready()
    expect(readers.snapshot().readers.map(({ id, profile }) => [id, profile.id])).toEqual([
      ['pcsc:ACS ACR122U PICC Interface 00 00', 'acr122u'],
      ['pcsc:Some Other Reader 01 00', 'generic-ccid'],
      ['virtual:debit-ecash', 'cardwright-virtual']
    ])
    expect(readers.snapshot().services).toEqual([
      { driver: 'pcsc-mini', state: 'running' },
      { driver: 'virtual', state: 'running' }
    ])
  })

  it('tells of changes that come together once', async () => {
    const driver = new ScriptedDriver()
    const readers = started(driver)
    await pause(20)
    const told: RegistrySnapshot[] = []
    readers.onChange((snapshot) => told.push(snapshot))
    driver.plugIn('A')
    driver.plugIn('B')
    driver.insert('B')
    await pause(30)
    expect(
      told.map((snapshot) => snapshot.readers.map(({ name, presence }) => `${name} ${presence}`))
    ).toEqual([['A empty', 'B present']])
  })

  it('forgets an unplugged reader, and knows it again', async () => {
    const driver = new ScriptedDriver()
    const readers = started(driver)
    driver.plugIn('A')
    driver.unplug('A')
    expect(readers.find('pcsc:A')).toBeUndefined()
    await expect(readers.connect('pcsc:A', { share: 'shared' })).rejects.toMatchObject({ code: 'no-reader' })
    driver.plugIn('A')
    expect(readers.find('pcsc:A')?.name).toBe('A')
    const connection = await readers.connect('pcsc:A', { share: 'shared' })
    expect(connection.reader).toBe('A')
  })

  it('does not wait for a driver that never says anything longer than asked', async () => {
    const silent = new ScriptedDriver()
    silent.start = () => undefined
    const readers = started(silent)
    const snapshot = await readers.ready(20)
    expect(snapshot.services).toEqual([{ driver: 'pcsc-mini', state: 'starting' }])
  })

  it('tells contactless by profile, else by the ATR that readers make up for such cards', () => {
    const driver = new ScriptedDriver()
    const readers = started(driver)
    driver.plugIn('ACS ACR122U 00 00')
    driver.insert('Any Reader', '3B8D80018073C021C057597562694B6579F9')
    driver.insert('Any Other Reader', '3B6D00000031C071D66438D00300849000')
    const contactless = Object.fromEntries(
      readers.snapshot().readers.map(({ name, contactless: is }) => [name, is])
    )
    expect(contactless).toEqual({ 'ACS ACR122U 00 00': true, 'Any Reader': true, 'Any Other Reader': false })
  })
})

describe('a reader by a person’s words', () => {
  const names = ['ACS ACR122U 00 00', 'ACS ACR122U 01 00', 'Virtual PCD 00 00', 'debit']

  function resolved(text: string): string {
    const pcsc = new ScriptedDriver()
    const virtual = new ScriptedDriver({ id: 'virtual' })
    const readers = started(pcsc, virtual)
    for (const name of names) pcsc.plugIn(name)
    virtual.plugIn('debit')
    virtual.plugIn('credit')
    virtual.plugIn('Blank')
    virtual.plugIn('blank')
    const outcome = readers.resolve(text)
    if (outcome.kind === 'found') return outcome.reader.id
    return outcome.kind === 'ambiguous'
      ? `ambiguous: ${outcome.candidates.map(({ name }) => name).join(' | ')}`
      : outcome.kind
  }

  it.each([
    ['pcsc:Virtual PCD 00 00', 'pcsc:Virtual PCD 00 00'],
    ['Virtual PCD 00 00', 'pcsc:Virtual PCD 00 00'],
    ['virtual pcd', 'pcsc:Virtual PCD 00 00'],
    ['01 00', 'pcsc:ACS ACR122U 01 00'],
    ['acr122', 'ambiguous: ACS ACR122U 00 00 | ACS ACR122U 01 00'],
    ['virtual:credit', 'virtual:credit'],
    ['virtual:CRED', 'virtual:credit'],
    ['virtual:debit', 'virtual:debit'],
    ['debit', 'pcsc:debit'],
    ['credit', 'virtual:credit'],
    ['blank', 'virtual:blank'],
    ['BLANK', 'ambiguous: Blank | blank'],
    ['virtual:acr122', 'unknown'],
    ['nothing like it', 'unknown'],
    ['pcsc:', 'unknown'],
    ['  ', 'unknown']
  ])('%s is %s', (text, expected) => {
    expect(resolved(text)).toBe(expected)
  })
})
