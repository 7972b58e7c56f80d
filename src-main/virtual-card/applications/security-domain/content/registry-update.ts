import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../../engine/bytes/bytes'
import { isSecurityDomain } from '../../../os/registry'
import type { LoadFile, RegistryEntry } from '../../../os/registry-entries'
import { answer, status, SW } from '../../../os/status-words'
import { isIssuerDomain, type Domain } from '../domain'
import { confirmed, isOwn } from './management-right'
import { arePrivilegesFor } from './privileges'

const NO_BYTES = new Uint8Array(0)

/**
 * INSTALL [for extradition] (GlobalPlatform Card 2.3.1, 11.5.2.3.4): new domain, nothing, instance or load file, nothing. 6A88: there is
 * no such thing or no such domain; 6985: it is not this domain's to give away.
 */
export function forExtradition(domain: Domain, fields: readonly Uint8Array[]): ResponseApdu {
  const [to = NO_BYTES, , aid = NO_BYTES] = fields
  const { registry } = domain.content
  const before = registry.find(aid) ?? registry.findLoadFile(aid)
  const target = registry.find(to)
  if (before === undefined || target === undefined || !isSecurityDomain(target)) {
    return status(SW.referencedDataNotFound)
  }
  const isIssuer = isIssuerDomain({ aid, content: domain.content })
  if (isIssuer || !isOwn(domain, before)) return status(SW.conditionsNotSatisfied)
  const from = registry.domainOf(before)
  putInto(domain, before, to)
  return confirmed(domain, [from, aid, to])
}

/**
 * INSTALL [for registry update] (11.5.2.3.5): domain or nothing, nothing, instance, privileges or nothing. 6A80: privileges that it
 * cannot have.
 */
export function forRegistryUpdate(domain: Domain, fields: readonly Uint8Array[]): ResponseApdu {
  const [to = NO_BYTES, , aid = NO_BYTES, privileges = NO_BYTES] = fields
  const { registry } = domain.content
  const before = registry.find(aid)
  const target = to.length === 0 ? undefined : registry.find(to)
  const isTarget = to.length === 0 || (target !== undefined && isSecurityDomain(target))
  if (before === undefined || !isTarget) return status(SW.referencedDataNotFound)
  const isIssuer = isIssuerDomain({ aid, content: domain.content })
  if (isIssuer || !isOwn(domain, before)) return status(SW.conditionsNotSatisfied)
  const changed = privileges.length > 0 ? { ...before, privileges } : before
  if (!arePrivilegesFor(changed.privileges, before.module === 'security-domain')) return status(SW.wrongData)
  if (to.length > 0) putInto(domain, changed, to)
  else registry.put(changed)
  return answer(Uint8Array.of(0))
}

/** The issuer's domain is the one that is not named. */
function putInto({ content }: Domain, item: RegistryEntry | LoadFile, to: Uint8Array): void {
  const { registry } = content
  const { domain: _before, ...rest } = item
  const isIssuer = registry.issuerDomain !== undefined && equalBytes(registry.issuerDomain.aid, to)
  const next = isIssuer ? rest : { ...rest, domain: to }
  if ('privileges' in next) registry.put(next)
  else registry.putLoadFile(next)
}
