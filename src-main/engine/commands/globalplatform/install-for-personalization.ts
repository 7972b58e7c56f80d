import type { Command } from '../command'
import { install } from './install'
import type { ManagementOutcome } from './management-outcome'

/** INSTALL [for personalization]: the STORE DATA that follow go to this application (GlobalPlatform Card 2.3.1, 11.5.2.3.6). */
export function installForPersonalization(aid: Uint8Array): Command<ManagementOutcome> {
  return install('personalization', [undefined, undefined, aid, undefined, undefined, undefined])
}
