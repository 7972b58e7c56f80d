import { afterEach, describe, expect, it } from 'vitest'
import { VirtualReaderDriver } from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import { readerDetails, type ReaderDetails, type ReaderFact } from '../../../src-main/contract/views'
import { hex } from '../../../src-main/engine/bytes/hex'
import { readReaderDetails } from '../../../src-main/services/readers/reader-details'
import type { ReaderDriver } from '../../../src-main/services/readers/reader-driver'
import { ReaderRegistry } from '../../../src-main/services/readers/reader-registry'
import { testReaderSignal } from '../../../src-main/services/readers/reader-signal'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { ScriptedDriver, type ScriptedDriverOptions } from '../../support/scripted-driver'

let registry: ReaderRegistry

function watched<D extends ReaderDriver>(driver: D): D {
  registry = new ReaderRegistry([driver], { debounceMs: 1 })
  registry.start()
  return driver
}

function simulated(platform: 'linux' | 'win32' = 'linux'): VirtualReaderDriver {
  const readers = [{ name: 'Tap', kind: 'contactless', family: 'acr122u-simulated' }] as const
  return watched(new VirtualReaderDriver({ readers, platform }))
}

const acr122u = 'ACS ACR122U 00 00'
const scripted = (options: ScriptedDriverOptions = {}): ScriptedDriver => watched(new ScriptedDriver(options))

const of = (details: ReaderDetails, id: string): ReaderFact | undefined =>
  details.groups.flatMap(({ facts }) => facts).find((fact) => fact.id === id)
const ask = (id: string, platform: 'linux' | 'win32' = 'linux'): Promise<ReaderDetails> =>
  readReaderDetails(registry, id, platform)

afterEach(() => registry.stop())

describe('a simulated ACR122U', () => {
  it('without a card, is asked directly, and says what it is', async () => {
    const driver = simulated()
    const details = await ask('virtual:Tap')
    expect(details).toMatchObject({
      reader: 'virtual:Tap',
      access: 'direct',
      canSignal: true,
      profile: { id: 'acr122u-simulated', seenOnHardware: false, usb: [] }
    })
    expect(details.problem).toBeUndefined()
    expect(of(details, 'firmware')?.value?.en).toBe('ACR122U215')
    expect(of(details, 'chip')?.value?.en).toBe('PN532, firmware 1.6')
    expect(of(details, 'escape')?.value?.en).toBe('SCARD_CTL_CODE(1) = 0x42000001')
    expect(of(details, 'max-command')?.value?.en).toBe('255 bytes')
    expect(of(details, 'vendor-name')?.value?.en).toBe('Cardwright')
    expect(of(details, 'serial')?.unknown?.why.en).toBe('The driver does not tell.')
    expect(of(details, 'features')?.parts).toMatchObject([
      { id: 'ccid-esc-command', value: { en: '0x42000001' } }
    ])
    for (const id of ['uid', 'ats']) {
      expect(of(details, id)?.unknown).toMatchObject({ why: { en: 'There is no card on the reader.' } })
    }
    await registry.stop()
    expect(driver.cardIn('Tap')).toBeUndefined()
  })

  it('uses the control codes of the operating system', async () => {
    simulated('win32')
    const details = await ask('virtual:Tap', 'win32')
    expect(of(details, 'escape')?.value?.en).toBe('SCARD_CTL_CODE(3500) = 0x003136B0')
    expect(of(details, 'firmware')?.value?.en).toBe('ACR122U215')
  })

  it('tells its PICC parameters by name', async () => {
    const driver = simulated()
    const direct = await driver.connect('Tap', { share: 'direct' })
    await direct.control(0x42000001, hex('FF0051C300'))
    await direct.disconnect('leave')
    const { hex: byte, parts = [] } = of(await ask('virtual:Tap'), 'picc-parameters') ?? {}
    expect(byte).toBe('C3')
    expect(parts.find(({ id }) => id === 'pollingMs')?.value?.en).toBe('every 500 ms')
    const set = parts.filter((part) => part.set === true).map(({ id }) => id)
    expect(set).toEqual(['autoPolling', 'autoAts', 'iso14443b', 'iso14443a'])
  })

  it('with a card, tells UID and ATS, and leaves the card as it was', async () => {
    const driver = simulated()
    const card = VirtualCard.fromImage(readyMadeCard('debit-ecash'))
    driver.insert('Tap', card)
    const seen: string[] = []
    card.observe(({ kind }) => seen.push(kind))
    const details = await ask('virtual:Tap')
    expect(details.access).toBe('card')
    expect(of(details, 'protocol')?.value?.en).toBe('T=1')
    expect(of(details, 'uid')?.hex).toBe(Buffer.from(card.uid).toString('hex').toUpperCase())
    expect(of(details, 'ats')?.hex).toMatch(/^[0-9A-F]+$/)
    expect(of(details, 'firmware')?.value?.en).toBe('ACR122U215')
    // Nothing reached the card, not even a reset.
    expect(seen).toEqual([])
    expect(registry.find('virtual:Tap')).toMatchObject({ inUse: false })
  })

  it('is asked past a card that somebody else holds', async () => {
    const driver = simulated()
    driver.insert('Tap', VirtualCard.fromImage(readyMadeCard('blank')))
    const other = await driver.connect('Tap', { share: 'exclusive' })
    const details = await ask('virtual:Tap')
    expect(details).toMatchObject({ access: 'direct', problem: { code: 'sharing-violation' } })
    expect(of(details, 'firmware')?.value?.en).toBe('ACR122U215')
    expect(of(details, 'uid')?.unknown?.why.en).toBe('Another program is using this card.')
    await other.disconnect('leave')
  })

  it.each([true, false])('blinks and beeps (with a card: %s)', async (withCard) => {
    const driver = simulated()
    if (withCard) driver.insert('Tap', VirtualCard.fromImage(readyMadeCard('blank')))
    await testReaderSignal(registry, 'virtual:Tap', 'linux')
    expect(driver.acr122uState('Tap')).toMatchObject({ beeps: 2, red: false, green: true })
    expect(registry.find('virtual:Tap')?.inUse).toBe(false)
  })
})

describe('a reader that refuses', () => {
  it('is described all the same, with the reasons, and given back', async () => {
    const driver = scripted()
    driver.plugIn(acr122u)
    const details = await ask(`pcsc:${acr122u}`)
    expect(details).toMatchObject({ access: 'direct', profile: { id: 'acr122u', usb: ['072F:2200'] } })
    expect(of(details, 'firmware')?.unknown?.remedy?.en).toContain('cardwright doctor')
    expect(of(details, 'features')?.unknown?.why.en).toContain('does not know')
    expect(driver.openConnections).toBe(0)
    expect(driver.calls.at(-1)).toBe('disconnect leave')
  })

  it('is described where it cannot even be opened', async () => {
    const driver = scripted()
    driver.plugIn(acr122u)
    driver.connectFailures.push('no-permission')
    const details = await ask(`pcsc:${acr122u}`)
    expect(details).toMatchObject({ access: 'none', problem: { code: 'no-permission' } })
    expect(of(details, 'firmware')?.unknown?.why.en).toContain('may not use')
    expect(of(details, 'max-command')?.value?.en).toBe('255 bytes')
  })

  it('is not opened without a card where the driver cannot', async () => {
    const driver = scripted({ capabilities: { directMode: false } })
    driver.plugIn(acr122u)
    expect(await ask(`pcsc:${acr122u}`)).toMatchObject({ access: 'none', problem: { code: 'no-card' } })
    expect(driver.calls).toEqual(['start'])
  })

  it('gives the status word where it says no', async () => {
    const driver = scripted({ answer: () => hex('6300') })
    driver.insert(acr122u, '3B8F80018031E06B04052D02C4555555555555AB')
    const details = await ask(`pcsc:${acr122u}`)
    for (const id of ['firmware', 'picc-parameters', 'chip', 'uid', 'ats']) {
      expect(of(details, id)?.unknown?.why.en).toBe('The reader answered 6300.')
    }
    expect(driver.calls.slice(-2)).toEqual(['disconnect leave', 'end'])
  })

  it('is not asked again once it is gone', async () => {
    const driver = scripted({ answer: () => 'no-reader' })
    driver.insert(acr122u, '3B8F80018031E06B04052D02C4555555555555AB')
    const details = await ask(`pcsc:${acr122u}`)
    expect(of(details, 'uid')?.unknown?.why.en).toBe(of(details, 'firmware')?.unknown?.why.en)
    expect(driver.calls.filter((call) => call.startsWith('transmit'))).toEqual(['transmit FF00480000'])
    expect(driver.openConnections).toBe(0)
  })

  it('does not hold a person up for longer than its time limit', { timeout: 15_000 }, async () => {
    const driver = scripted({ control: () => 'hang' })
    driver.plugIn(acr122u)
    const details = await ask(`pcsc:${acr122u}`)
    expect(of(details, 'firmware')?.unknown?.why.en).toBe('The reader did not answer in time.')
    expect(driver.calls.filter((call) => call.startsWith('control'))).toHaveLength(1)
  })

  it('does not blink, and why is told', async () => {
    const driver = scripted()
    driver.plugIn(acr122u)
    driver.plugIn('Alcor Micro AU9540 00 00')
    const signal = (id: string): Promise<void> => testReaderSignal(registry, id, 'linux')
    await expect(signal(`pcsc:${acr122u}`)).rejects.toMatchObject({ code: 'reader-refused' })
    await expect(signal('pcsc:Alcor Micro AU9540 00 00')).rejects.toMatchObject({ code: 'unsupported' })
    await expect(signal('pcsc:nowhere')).rejects.toMatchObject({ code: 'reader-unknown' })
    expect(driver.openConnections).toBe(0)
  })

  it('rejects only for one that is not there', async () => {
    scripted()
    await expect(ask('pcsc:nowhere')).rejects.toMatchObject({ code: 'reader-unknown' })
  })
})

describe('a reader of no known family', () => {
  const name = 'Alcor Micro AU9540 00 00'

  it('tells attributes, part 10 features and properties', async () => {
    const tlv = 0x42330012
    const driver = scripted({
      control: (code) =>
        code === 0x42000d48
          ? hex('0604423300061204423300127F0400000001')
          : code === tlv
            ? hex('0A040000000008034142310B028F05')
            : 'unsupported',
      attribute: (id) => (id === 0x10102 ? hex('03000201') : id === 0x10103 ? hex('414200') : undefined)
    })
    driver.insert(name)
    const details = await ask(`pcsc:${name}`)
    expect(of(details, 'ifd-version')?.value?.en).toBe('1.2.3')
    expect(of(details, 'serial')?.value?.en).toBe('AB')
    expect(of(details, 'features')?.parts?.map(({ id, name: words }) => [id, words.en])).toEqual([
      ['verify-pin-direct', 'Enter a PIN on the reader'],
      ['get-tlv-properties', 'Properties as a list'],
      ['7F', 'Feature 7F']
    ])
    expect(of(details, 'tlv-properties')?.parts?.map(({ id, value }) => [id, value?.en])).toEqual([
      ['firmwareId', 'AB1'],
      ['maxApduDataSize', 'short APDUs only'],
      ['idVendor', '058F']
    ])
  })

  it('is not asked for the UID of a contact card, to which that would be a command', async () => {
    const driver = scripted()
    driver.insert(name, '3B6D000050424F430000000000000000009000')
    const details = await ask(`pcsc:${name}`)
    expect(of(details, 'uid')?.unknown?.why.en).toBe('Only contactless cards have one.')
    expect(driver.calls.filter((call) => call.startsWith('transmit'))).toEqual([])
    expect(details.canSignal).toBe(false)
  })
})

it('crosses the contract as it is', async () => {
  const driver = simulated()
  driver.insert('Tap', VirtualCard.fromImage(readyMadeCard('ecash')))
  const details = await ask('virtual:Tap')
  expect(readerDetails.parse(structuredClone(details))).toEqual(details)
})
