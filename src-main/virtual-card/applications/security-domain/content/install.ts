import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { equalBytes, uint } from '../../../../engine/bytes/bytes'
import { decodeTlv, findTag } from '../../../../engine/tlv/tlv'
import { APPLICATION_STATE, isSelectable } from '../../../os/registry'
import type { RegistryEntry } from '../../../os/registry-entries'
import { answer, status, SW } from '../../../os/status-words'
import { codeOf } from '../../native-packages'
import { isIssuerDomain, type Domain, type ManagementCommand } from '../domain'
import { lvFields } from './lv-fields'
import { arePrivilegesFor, hasPrivilege } from './privileges'

/** P1 (GlobalPlatform Card 2.3.1, table 11-41): what the command is for. */
const FOR = { install: 0x04, makeSelectable: 0x08, both: 0x0c, personalization: 0x20 } as const
const FIELDS = 6
const MIN_AID = 5
const MAX_AID = 16
/** No confirmation: the domain that asked may do so of itself. */
const NO_CONFIRMATION = Uint8Array.of(0)

/**
 * INSTALL (GlobalPlatform Card 2.3.1, 11.5). 6A86: a purpose that the card does not know; 6A80: fields that are no such
 * command; 6A88: no such load file, module, domain or application; 6985: the AID is taken; 6A84: no room.
 */
export const install: ManagementCommand = (domain, command) => {
  if (command.p2 !== 0) return status(SW.wrongParameters)
  domain.session.personalizing = undefined
  const fields = lvFields(command.data)
  if (fields?.length !== FIELDS) return status(SW.wrongData)
  switch (command.p1) {
    case FOR.install:
      return forInstall(domain, fields, APPLICATION_STATE.installed)
    case FOR.both:
      return forInstall(domain, fields, APPLICATION_STATE.selectable)
    case FOR.makeSelectable:
      return makeSelectable(domain, fields)
    case FOR.personalization:
      return forPersonalization(domain, fields)
    default:
      return status(SW.wrongParameters)
  }
}

/** Load file, module, instance, privileges, parameters, token. */
function forInstall(domain: Domain, fields: readonly Uint8Array[], lifeCycle: number): ResponseApdu {
  const [loadFile = NO_BYTES, moduleAid = NO_BYTES, aid = NO_BYTES, privileges = NO_BYTES] = fields
  const { content } = domain
  const { registry } = content
  const parameters = installParameters(fields[4] ?? NO_BYTES)
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
  return answer(NO_CONFIRMATION)
}

/** Nothing, nothing, instance, privileges, parameters, token; privileges that are named replace those it has. */
function makeSelectable(domain: Domain, fields: readonly Uint8Array[]): ResponseApdu {
  const [, , aid = NO_BYTES, privileges = NO_BYTES] = fields
  const { registry } = domain.content
  const entry = registry.find(aid)
  if (entry === undefined) return status(SW.referencedDataNotFound)
  if (entry.lifeCycle !== APPLICATION_STATE.installed) return status(SW.conditionsNotSatisfied)
  if (privileges.length > 0 && !arePrivilegesFor(privileges, entry.module === 'security-domain')) {
    return status(SW.wrongData)
  }
  const next: RegistryEntry = { ...entry, lifeCycle: APPLICATION_STATE.selectable }
  registry.put(privileges.length > 0 ? { ...next, privileges } : next)
  return answer(NO_CONFIRMATION)
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

/** C9 with the application's own parameters is a must, EF with the system's may follow (table 11-49). */
function installParameters(
  bytes: Uint8Array
): { readonly nonVolatile: number; readonly volatile: number } | undefined {
  const { nodes, problems } = decodeTlv(bytes)
  if (problems.length > 0 || !nodes.some(({ tag }) => tag === 0xc9)) return undefined
  const system = nodes.find(({ tag }) => tag === 0xef)?.children ?? []
  const number = (tag: number): number => uint(findTag(system, tag)?.value.subarray(0, 4) ?? NO_BYTES)
  return { nonVolatile: number(0xc8), volatile: number(0xc7) }
}
