import { describe, expect, it } from 'vitest'
import { runDoctor } from '../../../src-main/services/doctor/doctor'
import type { SystemFacts } from '../../../src-main/services/doctor/system-probe-port'
import type { ServiceState } from '../../../src-main/services/readers/reader-driver'
import { ReaderRegistry } from '../../../src-main/services/readers/reader-registry'
import { ScriptedDriver } from '../../support/scripted-driver'

interface Scene {
  readonly facts?: Partial<SystemFacts>
  readonly service?: ServiceState
  readonly readers?: readonly string[]
  readonly inUse?: boolean
  readonly mute?: boolean
  readonly asides?: readonly string[]
}

const acr122u = 'ACS ACR122U PICC Interface 00 00'

async function findings({
  facts = {},
  service = 'running',
  readers = [],
  inUse = false,
  mute = false,
  asides = []
}: Scene) {
  const pcsc = new ScriptedDriver()
  const virtual = new ScriptedDriver({ id: 'virtual' })
  const registry = new ReaderRegistry([pcsc, virtual])
  registry.start()
  virtual.plugIn('debit-ecash')
  pcsc.service(service)
  for (const name of readers) pcsc.plugIn(name, { inUse, ...(mute && { presence: 'mute' }) })
  const found = await runDoctor({
    probe: { gather: () => Promise.resolve({ platform: 'linux', ...facts }) },
    readers: registry.snapshot(),
    asides
  })
  await registry.stop()
  return found
}

async function levels(scene: Scene) {
  return (await findings(scene)).map(({ id, level }) => `${id} ${level}`)
}

describe('the reader doctor', () => {
  it.each<[string, Scene, string[]]>([
    [
      'all is well',
      { readers: ['Virtual PCD 00 00'] },
      ['binding ok', 'service ok', 'readers ok', 'virtual-readers ok']
    ],
    [
      'a document of the data folder was damaged',
      { readers: ['Virtual PCD 00 00'], asides: ['/home/a/shelf.json.damaged'] },
      ['binding ok', 'service ok', 'readers ok', 'data-folder caution', 'virtual-readers ok']
    ],
    ['nothing is plugged in', {}, ['binding ok', 'service ok', 'readers caution', 'virtual-readers ok']],
    ['the binding is missing', { service: 'binding-missing' }, ['binding problem', 'virtual-readers ok']],
    [
      'the service has not answered',
      { service: 'starting' },
      ['binding ok', 'service caution', 'virtual-readers ok']
    ],
    [
      'the service is stopped',
      { service: 'stopped' },
      ['binding ok', 'service problem', 'virtual-readers ok']
    ],
    ['no permission', { service: 'no-permission' }, ['binding ok', 'service problem', 'virtual-readers ok']],
    [
      'a kernel module holds the ACR122U',
      { facts: { nfcModules: ['pn533_usb', 'pn533'], usbReaders: ['072F:2200'] } },
      ['binding ok', 'service ok', 'kernel-module problem', 'readers caution', 'virtual-readers ok']
    ],
    [
      'a kernel module may hold one',
      { facts: { nfcModules: ['pn533'] }, readers: ['Virtual PCD 00 00'] },
      ['binding ok', 'service ok', 'kernel-module caution', 'readers ok', 'virtual-readers ok']
    ],
    [
      'the module holds nothing',
      {
        facts: { nfcModules: ['pn533'], usbReaders: ['072F:2200'], libccidEscape: true },
        readers: [acr122u]
      },
      ['binding ok', 'service ok', 'readers ok', 'escape ok', 'unseen-acr122u caution', 'virtual-readers ok']
    ],
    [
      'a reader on the USB that PC/SC does not have',
      { facts: { usbReaders: ['04E6:5790'] } },
      ['binding ok', 'service ok', 'reader-driver problem', 'virtual-readers ok']
    ],
    [
      'escape is off in libccid',
      { facts: { libccidEscape: false }, readers: [acr122u] },
      [
        'binding ok',
        'service ok',
        'readers ok',
        'escape caution',
        'unseen-acr122u caution',
        'virtual-readers ok'
      ]
    ],
    [
      'escape is off on Windows',
      { facts: { platform: 'win32', windowsEscape: false }, readers: [acr122u] },
      [
        'binding ok',
        'service ok',
        'readers ok',
        'escape caution',
        'unseen-acr122u caution',
        'virtual-readers ok'
      ]
    ],
    [
      'Apple’s driver',
      { facts: { platform: 'darwin', macDriver: 'apple', libccidEscape: false }, readers: [acr122u] },
      [
        'binding ok',
        'service ok',
        'readers ok',
        'mac-driver caution',
        'unseen-acr122u caution',
        'virtual-readers ok'
      ]
    ],
    [
      'another program holds the card',
      { readers: ['Virtual PCD 00 00'], inUse: true },
      ['binding ok', 'service ok', 'readers ok', 'sharing caution', 'virtual-readers ok']
    ],
    [
      'a mute card',
      { readers: ['Virtual PCD 00 00'], mute: true },
      ['binding ok', 'service ok', 'readers ok', 'mute-card caution', 'virtual-readers ok']
    ],
    [
      'as many readers as the binding can show',
      { readers: ['Virtual PCD 00 00', 'Virtual PCD 00 01', 'Virtual PCD 01 00', 'Virtual PCD 01 01'] },
      ['binding ok', 'service ok', 'readers ok', 'reader-limit caution', 'virtual-readers ok']
    ]
  ])('%s', async (_, scene, expected) => {
    expect(await levels(scene)).toEqual(expected)
  })

  it.each<[string, Partial<SystemFacts>, string]>([
    ['no pcscd', { pcscSocket: 'absent' }, 'apt install pcscd'],
    ['a dead pcscd', { pcscSocket: 'dead' }, 'systemctl restart pcscd'],
    ['a socket for others', { pcscSocket: 'denied' }, 'polkit'],
    ['Windows', { platform: 'win32' }, 'SCardSvr'],
    ['macOS', { platform: 'darwin' }, 'Plug a reader in']
  ])('says how to start the service: %s', async (_, facts, words) => {
    const service = (await findings({ service: 'stopped', facts })).find(({ id }) => id === 'service')
    expect(service?.remedy?.en).toContain(words)
  })

  it('says everything in both languages', async () => {
    const scenes: Scene[] = [
      { service: 'binding-missing' },
      { service: 'stopped' },
      { readers: [acr122u], facts: { libccidEscape: false }, inUse: true, mute: true }
    ]
    for (const scene of scenes) {
      for (const { title, detail, remedy } of await findings(scene)) {
        for (const text of [title, detail, remedy]) {
          if (text === undefined) continue
          expect(text.en).not.toMatch(/[\u4e00-\u9fff]/)
          expect(text.zh).toMatch(/[\u4e00-\u9fff]|^[\w .,-]+$/)
        }
      }
    }
  })
})
