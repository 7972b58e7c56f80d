import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'
import type { StoreData } from '../../os/card-application'
import type { CardContent } from '../../os/card-content'
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

/** A load file on its way. */
export interface Loading {
  readonly aid: Uint8Array
  /** Security domain that it shall belong to. */
  readonly domain: Uint8Array
  /** Load file data block hash: 20 or 32 bytes, none where nobody asked for it. */
  readonly hash: Uint8Array
  /** Next block, and what came with those before. */
  readonly block: number
  readonly stream: Uint8Array
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
