import { tlv } from '../../tlv/tlv'
import type { Command } from '../command'
import { install } from './install'
import type { ManagementOutcome } from './management-outcome'

/** INSTALL [for registry update] (GlobalPlatform Card 2.3.1, 11.5.2.3.5). */
export function installForRegistryUpdate(asked: {
  /** New security domain; absent: stays. */
  readonly domain?: Uint8Array
  /** Absent: the security domain of the secure channel itself. */
  readonly aid?: Uint8Array
  /** All that it shall have from now on, one byte or three; absent: they stay. */
  readonly privileges?: Uint8Array
  /** System-specific parameters, the value of EF. */
  readonly system?: Uint8Array
  readonly token?: Uint8Array
}): Command<ManagementOutcome> {
  const { domain, aid, privileges, system, token } = asked
  const parameters = system === undefined ? undefined : tlv(0xef, system)
  return install('registry-update', [domain, undefined, aid, privileges, parameters, token])
}
