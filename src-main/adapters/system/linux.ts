import { type SystemFacts } from '../../services/doctor/system-probe-port'
import { libccidEscape } from './libccid'
import { type World } from './world'

const pcscSocket = '/run/pcscd/pcscd.comm'
const usbDevices = '/sys/bus/usb/devices'
const libccidPlist = '/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist'
const smartCardClass = '0b'
// The ACR122U tells the USB that it is a device of its maker's own class.
const readersByNumber = ['072F:2200']

/** Without systemd's tools, so that it works in containers too. */
export async function gatherLinux(world: World): Promise<SystemFacts> {
  const [socket, nfcModules, usbReaders, escape] = await Promise.all([
    lookAtSocket(world),
    lookForNfcModules(world),
    lookForReaders(world),
    libccidEscape(world, libccidPlist)
  ])
  return {
    platform: 'linux',
    pcscSocket: socket,
    nfcModules,
    usbReaders,
    ...(escape !== undefined && { libccidEscape: escape })
  }
}

async function lookAtSocket(world: World): Promise<NonNullable<SystemFacts['pcscSocket']>> {
  const found = await world.knock(pcscSocket)
  switch (found) {
    case 'open':
      return 'open'
    case 'EACCES':
    case 'EPERM':
      return 'denied'
    case 'ENOENT':
      return 'absent'
    default:
      return 'dead'
  }
}

async function lookForNfcModules(world: World): Promise<readonly string[]> {
  const loaded = (await world.readFile('/proc/modules')) ?? ''
  const names = loaded.split('\n').map((line) => line.split(' ')[0] ?? '')
  // In the order in which they can be unloaded.
  return ['pn533_usb', 'pn533'].filter((name) => names.includes(name))
}

async function lookForReaders(world: World): Promise<readonly string[]> {
  const entries = await world.list(usbDevices)
  const found = await Promise.all(
    entries.map(async (entry) => {
      // Interfaces are named after their device: 1-2:1.0 belongs to 1-2.
      const [device = ''] = entry.split(':')
      if (entry !== device) {
        const type = await world.readFile(`${usbDevices}/${entry}/bInterfaceClass`)
        return type?.trim() === smartCardClass ? usbNumber(world, device) : undefined
      }
      const number = await usbNumber(world, device)
      return number !== undefined && readersByNumber.includes(number) ? number : undefined
    })
  )
  return [...new Set(found.filter((number) => number !== undefined))].sort()
}

async function usbNumber(world: World, device: string): Promise<string | undefined> {
  const [vendor, product] = await Promise.all([
    world.readFile(`${usbDevices}/${device}/idVendor`),
    world.readFile(`${usbDevices}/${device}/idProduct`)
  ])
  if (vendor === undefined || product === undefined) return undefined
  return `${vendor.trim()}:${product.trim()}`.toUpperCase()
}
