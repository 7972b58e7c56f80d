import type { Command } from '../command'
import { install } from './install'
import type { ManagementOutcome } from './management-outcome'

/** INSTALL [for extradition]: the application goes to another security domain (GlobalPlatform Card 2.3.1, 11.5.2.3.4). */
export function installForExtradition(asked: {
  readonly domain: Uint8Array
  readonly aid: Uint8Array
  readonly token?: Uint8Array
}): Command<ManagementOutcome> {
  return install('extradition', [asked.domain, undefined, asked.aid, undefined, undefined, asked.token])
}
