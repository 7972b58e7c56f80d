import { type SystemFacts, type SystemProbe } from '../../services/doctor/system-probe-port'
import { gatherLinux } from './linux'
import { gatherMac } from './mac'
import { realWorld, type World } from './world'
import { gatherWindows } from './windows'

/** Looks at this computer: files, sockets and read-only commands; changes nothing. `world` is for tests. */
export function createSystemProbe(platform: NodeJS.Platform, world: World = realWorld): SystemProbe {
  return { gather: () => gather(platform, world) }
}

function gather(platform: NodeJS.Platform, world: World): Promise<SystemFacts> {
  switch (platform) {
    case 'linux':
      return gatherLinux(world)
    case 'darwin':
      return gatherMac(world)
    case 'win32':
      return gatherWindows(world)
    default:
      return Promise.resolve({ platform: 'other' })
  }
}
