import { type SystemFacts } from '../../services/doctor/system-probe-port'
import { libccidEscape } from './libccid'
import { type World } from './world'

const preferences = '/Library/Preferences/com.apple.security.smartcard'
const libccidPlist = '/usr/local/libexec/SmartCardServices/drivers/ifd-ccid.bundle/Contents/Info.plist'
const firstWithAppleDriver = 14

/** From macOS 14 on, Apple's driver is used unless the preference says otherwise. */
export async function gatherMac(world: World): Promise<SystemFacts> {
  const [version, chosen, escape] = await Promise.all([
    world.run('/usr/bin/sw_vers', ['-productVersion']),
    world.run('/usr/bin/defaults', ['read', preferences, 'useIFDCCID']),
    libccidEscape(world, libccidPlist)
  ])
  const major = Number.parseInt(version ?? '', 10)
  const libccid = major < firstWithAppleDriver || chosen?.trim() === '1'
  return {
    platform: 'darwin',
    ...(!Number.isNaN(major) && { macDriver: libccid ? ('libccid' as const) : ('apple' as const) }),
    ...(escape !== undefined && { libccidEscape: escape })
  }
}
