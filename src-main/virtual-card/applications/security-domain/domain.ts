import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'
import type { StoreData } from '../../os/card-application'
import type { CardContent } from '../../os/card-content'
import type { Loading } from './content/load'
import type { SecureChannel } from './secure-channel'

/** A security domain at work. */
export interface Domain {
  readonly aid: Uint8Array
  readonly memory: MemoryArea
  readonly content: CardContent
  readonly channel: SecureChannel
  /** Forgotten with the session. */
  readonly session: DomainSession
}

/** What a domain remembers from one command of a session to the next. */
export interface DomainSession {
  /** What GET STATUS has still to tell. */
  pages: { readonly part: number; readonly format: number; readonly left: readonly Uint8Array[] } | undefined
  /** Since INSTALL [for load]. */
  loading: Loading | undefined
  /** Takes STORE DATA in this domain's place, since INSTALL [for personalization]. */
  personalizing: StoreData | undefined
  /** Block that the domain's own STORE DATA goes on with. */
  block: number
}

/** One command of an open session, as one update of the memory: whatever is not answered 9000 or 6310 changes nothing. */
export type ManagementCommand = (domain: Domain, command: CommandApdu) => ResponseApdu

/** Whether this is the issuer's own domain, which may do everything. */
export function isIssuerDomain({ aid, content }: Pick<Domain, 'aid' | 'content'>): boolean {
  const issuer = content.registry.issuerDomain
  return issuer !== undefined && equalBytes(issuer.aid, aid)
}
