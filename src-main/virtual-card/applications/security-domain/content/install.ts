import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../../engine/bytes/bytes'
import { APPLICATION_STATE, isSelectable } from '../../../os/registry'
import type { RegistryEntry } from '../../../os/registry-entries'
import { answer, status, SW } from '../../../os/status-words'
import { codeOf } from '../../native-packages'
import { isIssuerDomain, type Domain, type ManagementCommand } from '../domain'
import { installParameters } from './install-parameters'
import { installForLoad } from './load'
import { lvFields } from './lv-fields'
import { confirmed, installRefusal, isOwn } from './management-right'
import { arePrivilegesFor, hasPrivilege } from './privileges'
import { forExtradition, forRegistryUpdate } from './registry-update'

/** P1 (GlobalPlatform Card 2.3.1, table 11-41): what the command is for. */
const FOR = {
  ...{ load: 0x02, install: 0x04, makeSelectable: 0x08, both: 0x0c },
  ...{ extradition: 0x10, personalization: 0x20, registryUpdate: 0x40 }
} as const
const FIELDS = 6
const FIELDS_FOR_LOAD = 5
const MIN_AID = 5
const MAX_AID = 16
/** No confirmation: the domain that asked may do so of itself. */
const NO_CONFIRMATION = Uint8Array.of(0)

/**
 * INSTALL (GlobalPlatform Card 2.3.1, 11.5). 6A86: a purpose that the card does not know; 6A80: fields that are no such
 * command; 6A88: no such load file, module, domain or application; 6985: the AID is taken, or the domain may not; 6982: a token is missing or wrong;
 * 6A84: no room.
 */
export const install: ManagementCommand = (domain, command) => {
  const { p1, p2, data } = command
  domain.session.personalizing = undefined
  if (p2 !== 0 || !Object.values<number>(FOR).includes(p1)) return status(SW.wrongParameters)
  const fields = lvFields(data)
  if (fields?.length !== (p1 === FOR.load ? FIELDS_FOR_LOAD : FIELDS)) return status(SW.wrongData)
  if (p1 === FOR.personalization) return forPersonalization(domain, fields)
  const refused = installRefusal(domain, command)
  if (refused !== undefined) return status(refused)
  switch (p1) {
    case FOR.load:
      return installForLoad(domain, fields)
    case FOR.install:
      return forInstall(domain, fields, APPLICATION_STATE.installed)
    case FOR.both:
      return forInstall(domain, fields, APPLICATION_STATE.selectable)
    case FOR.makeSelectable:
      return makeSelectable(domain, fields)
    case FOR.extradition:
      return forExtradition(domain, fields)
    default:
      return forRegistryUpdate(domain, fields)
  }
}

/** Load file, module, instance, privileges, parameters, token. */
function forInstall(domain: Domain, fields: readonly Uint8Array[], lifeCycle: number): ResponseApdu {
  const [loadFile = NO_BYTES, moduleAid = NO_BYTES, aid = NO_BYTES, privileges = NO_BYTES] = fields
  const { content } = domain
  const { registry } = content
  const parameters = installParameters(fields[4] ?? NO_BYTES, true)
  if (!isAid(aid) || parameters === undefined) return status(SW.wrongData)
  const file = registry.findLoadFile(loadFile)
  const isThere = file?.modules.some((one) => equalBytes(one, moduleAid)) === true
  if (!isThere) return status(SW.referencedDataNotFound)
  const module = codeOf(loadFile, moduleAid)
  if (!arePrivilegesFor(privileges, module === 'security-domain')) return status(SW.wrongData)
  if (isTaken(domain, aid) || (hasPrivilege(privileges, 'cardReset') && isResetTaken(domain))) {
    return status(SW.conditionsNotSatisfied)
  }
  const { nonVolatile, volatile } = content.free()
  const needed = Math.max(parameters.nonVolatile, content.sizeOf(module))
  if (needed > nonVolatile || parameters.volatile > volatile) return status(SW.notEnoughMemory)
  content.install({
    ...{ aid, module, lifeCycle, privileges, loadFile, moduleAid },
    ...(!isIssuerDomain(domain) && { domain: domain.aid })
  })
  return confirmed(domain, [loadFile, aid])
}

/** Nothing, nothing, instance, privileges, parameters, token; privileges that are named replace those it has. */
function makeSelectable(domain: Domain, fields: readonly Uint8Array[]): ResponseApdu {
  const [, , aid = NO_BYTES, privileges = NO_BYTES] = fields
  const { registry } = domain.content
  const entry = registry.find(aid)
  if (entry === undefined) return status(SW.referencedDataNotFound)
  const isReady = entry.lifeCycle === APPLICATION_STATE.installed && isOwn(domain, entry)
  if (!isReady) return status(SW.conditionsNotSatisfied)
  if (privileges.length > 0 && !arePrivilegesFor(privileges, entry.module === 'security-domain')) {
    return status(SW.wrongData)
  }
  const next: RegistryEntry = { ...entry, lifeCycle: APPLICATION_STATE.selectable }
  registry.put(privileges.length > 0 ? { ...next, privileges } : next)
  return confirmed(domain, [entry.loadFile ?? NO_BYTES, aid])
}

/** Nothing, nothing, instance, nothing, nothing, nothing: STORE DATA goes to it from now on. */
function forPersonalization(domain: Domain, fields: readonly Uint8Array[]): ResponseApdu {
  const [, , aid = NO_BYTES] = fields
  const { content } = domain
  const entry = content.registry.find(aid)
  if (entry === undefined) return status(SW.referencedDataNotFound)
  const isOurs = equalBytes(content.registry.domainOf(entry), domain.aid)
  const taker = isOurs && isSelectable(entry) ? content.application(entry).personalize?.() : undefined
  if (taker === undefined) return status(SW.conditionsNotSatisfied)
  domain.session.personalizing = taker
  return answer(NO_CONFIRMATION)
}

const NO_BYTES = new Uint8Array(0)

function isAid(aid: Uint8Array): boolean {
  return aid.length >= MIN_AID && aid.length <= MAX_AID
}

function isTaken({ content: { registry } }: Domain, aid: Uint8Array): boolean {
  return registry.find(aid) !== undefined || registry.findLoadFile(aid) !== undefined
}

/** Only one application beside the issuer's domain is selected at reset. */
function isResetTaken({ content: { registry } }: Domain): boolean {
  const [, ...others] = registry.entries()
  return others.some(({ privileges }) => hasPrivilege(privileges, 'cardReset'))
}
