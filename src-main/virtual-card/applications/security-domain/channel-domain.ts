import { equalBytes } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'
import type { CardContent } from '../../os/card-content'
import { setsForChannel } from './domain-keys'

/** What a secure channel is opened with. */
export interface ChannelDomain {
  /** AID of the application that speaks; SCP03 makes it part of the card challenge (Amendment D 1.1.1, 6.2.2.1). */
  readonly aid: Uint8Array
  /** The security domain's cells: counters, attempts, diversification data. */
  readonly memory: MemoryArea
  /** Cells of the domain whose keys are used: its own, or as long as it has none those of the domain above it. */
  readonly keys: MemoryArea
}

/** The channel of the security domain `domain` for the selected application `aid`. */
export function channelDomain(content: CardContent, domain: Uint8Array, aid: Uint8Array): ChannelDomain {
  return { aid, memory: content.area(domain), keys: keysFor(content, domain) }
}

function keysFor(content: CardContent, domain: Uint8Array): MemoryArea {
  const visited: Uint8Array[] = []
  let at = domain
  while (!visited.some((aid) => equalBytes(aid, at))) {
    if (setsForChannel(content.area(at)).length > 0) break
    visited.push(at)
    const entry = content.registry.find(at)
    if (entry === undefined) break
    at = content.registry.domainOf(entry)
  }
  return content.area(at)
}
