import { expect, it } from 'vitest'
import { createSystemProbe } from '../../../src-main/adapters/system/system-probe'
import type { World } from '../../../src-main/adapters/system/world'

interface Scene {
  readonly files?: Readonly<Record<string, string>>
  readonly commands?: Readonly<Record<string, string>>
  readonly knock?: string
}

function world({ files = {}, commands = {}, knock = 'ENOENT' }: Scene): World {
  return {
    readFile: (path) => Promise.resolve(files[path]),
    list: (folder) =>
      Promise.resolve([
        ...new Set(
          Object.keys(files)
            .filter((path) => path.startsWith(`${folder}/`))
            .map((path) => path.slice(folder.length + 1).split('/')[0] ?? '')
        )
      ]),
    run: (command, args) => Promise.resolve(commands[[command, ...args].join(' ')]),
    knock: () => Promise.resolve(knock)
  }
}

const usb = '/sys/bus/usb/devices'
const plist = '/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist'
const options = (value: string) =>
  `<dict>\n\t<key>ifdDriverOptions</key>\n\t<string>${value}</string>\n</dict>`

it('reads Linux without its service tools', async () => {
  const files = {
    '/proc/modules':
      'pn533 49152 1 pn533_usb, Live 0x0\nnfc 139264 1 pn533, Live 0x0\npn533_usb 24576 0 - Live 0x0\n',
    [`${usb}/1-2/idVendor`]: '072f\n',
    [`${usb}/1-2/idProduct`]: '2200\n',
    [`${usb}/1-2:1.0/bInterfaceClass`]: 'ff\n',
    [`${usb}/1-3/idVendor`]: '04e6\n',
    [`${usb}/1-3/idProduct`]: '5790\n',
    [`${usb}/1-3:1.0/bInterfaceClass`]: '0b\n',
    [`${usb}/1-4/idVendor`]: '046d\n',
    [`${usb}/1-4/idProduct`]: 'c31c\n',
    [`${usb}/1-4:1.0/bInterfaceClass`]: '03\n',
    [plist]: options('0x0001')
  }
  expect(await createSystemProbe('linux', world({ files, knock: 'open' })).gather()).toEqual({
    platform: 'linux',
    pcscSocket: 'open',
    nfcModules: ['pn533_usb', 'pn533'],
    usbReaders: ['04E6:5790', '072F:2200'],
    libccidEscape: true
  })
})

it.each([
  ['ENOENT', 'absent'],
  ['ECONNREFUSED', 'dead'],
  ['EACCES', 'denied'],
  ['open', 'open']
])('tells a socket with %s as %s', async (knock, pcscSocket) => {
  expect(await createSystemProbe('linux', world({ knock })).gather()).toEqual({
    platform: 'linux',
    pcscSocket,
    nfcModules: [],
    usbReaders: []
  })
})

it.each([
  ['0x0000', false],
  ['0x0001', true],
  ['5', true],
  ['0x0004', false]
])('reads ifdDriverOptions %s', async (value, libccidEscape) => {
  const probe = createSystemProbe('linux', world({ files: { [plist]: options(value) } }))
  expect(await probe.gather()).toMatchObject({ libccidEscape })
})

const version = '/usr/bin/sw_vers -productVersion'
const preference = '/usr/bin/defaults read /Library/Preferences/com.apple.security.smartcard useIFDCCID'
it.each([
  [{ [version]: '13.6\n' }, 'libccid'],
  [{ [version]: '14.2\n' }, 'apple'],
  [{ [version]: '15.0\n', [preference]: '1\n' }, 'libccid']
])('knows the driver of macOS (%o)', async (commands, macDriver) => {
  expect(await createSystemProbe('darwin', world({ commands })).gather()).toEqual({
    platform: 'darwin',
    macDriver
  })
})

const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Enum\\USB\\VID_072F&PID_2200\\5&1'
const query = 'reg query HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USB\\VID_072F&PID_2200 /s'
it.each([
  [
    `${key}\r\n    Mfg    REG_SZ    ACS\r\n\r\n${key}\\Device Parameters\r\n    EscapeCommandEnable    REG_DWORD    0x1\r\n`,
    true
  ],
  [`${key}\\Device Parameters\r\n    EscapeCommandEnable    REG_DWORD    0x0\r\n`, false],
  [`${key}\\Device Parameters\r\n    SymbolicName    REG_SZ    x\r\n`, false],
  [
    `${key}\\Device Parameters\r\n    EscapeCommandEnable    REG_DWORD    0x1\r\n\r\n${key}2\\Device Parameters\r\n`,
    false
  ]
])('reads the registry of Windows (%#)', async (listing, windowsEscape) => {
  const probe = createSystemProbe('win32', world({ commands: { [query]: listing } }))
  expect(await probe.gather()).toEqual({ platform: 'win32', windowsEscape })
})

it('leaves out what it cannot know', async () => {
  expect(await createSystemProbe('win32', world({})).gather()).toEqual({ platform: 'win32' })
  expect(await createSystemProbe('darwin', world({})).gather()).toEqual({ platform: 'darwin' })
  expect(await createSystemProbe('freebsd', world({})).gather()).toEqual({ platform: 'other' })
})

it('really looks at this computer', async () => {
  const facts = await createSystemProbe(process.platform).gather()
  expect(facts.platform).toBe(process.platform)
})
