import { type SystemFacts } from '../../services/doctor/system-probe-port'
import { type World } from './world'

const acr122uKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USB\\VID_072F&PID_2200'

/** `reg query` reads the registry in every language of Windows alike: names and numbers are not translated. */
export async function gatherWindows(world: World): Promise<SystemFacts> {
  const listing = await world.run('reg', ['query', acr122uKey, '/s'])
  return { platform: 'win32', ...(listing !== undefined && { windowsEscape: escapeEnabled(listing) }) }
}

/** Each device instance has a key "Device Parameters"; the value must be set in all of them. */
function escapeEnabled(listing: string): boolean {
  const instances = listing
    .split(/^(?=HKEY_)/m)
    .filter((key) => /\\Device Parameters\s*$/m.test(key.split('\n')[0] ?? ''))
  return (
    instances.length > 0 &&
    instances.every((instance) => /EscapeCommandEnable\s+REG_DWORD\s+0x0*1\b/i.test(instance))
  )
}
