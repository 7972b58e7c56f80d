import type { CommandApdu } from '../../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { concat, equalBytes, uint, uintBytes } from '../../../../engine/bytes/bytes'
import { lengthBytes } from '../../../../engine/tlv/tlv'
import type { LoadFile, RegistryEntry } from '../../../os/registry-entries'
import { answer, SW } from '../../../os/status-words'
import { dataCell } from '../data-cells'
import { isIssuerDomain, type Domain } from '../domain'
import { lengthAt } from './lv-fields'
import { hasPrivilege } from './privileges'
import { isSigned, receiptMac, SIGNATURE_KEY } from './signature'

/** No confirmation: a length of nothing. */
const UNCONFIRMED = Uint8Array.of(0)
/** Confirmation counter, issuer identification, card image number. */
const DATA = { counter: 0xc2, issuer: 0x42, image: 0x45 } as const

/** By whose leave a domain manages content (GlobalPlatform Card 2.3.1, 6.6 and 9.1.3). */
type ManagementRight = 'own' | 'delegated' | 'none'

export function managementRight(domain: Domain): ManagementRight {
  if (isIssuerDomain(domain)) return 'own'
  const privileges = domain.content.registry.find(domain.aid)?.privileges ?? new Uint8Array(1)
  if (hasPrivilege(privileges, 'authorizedManagement')) return 'own'
  return hasPrivilege(privileges, 'delegatedManagement') ? 'delegated' : 'none'
}

/**
 * The status word that refuses a domain this INSTALL: 6985 where it manages no content, 6982 where it needs the issuer's token and
 * has none that is right. Undefined where it may.
 */
export function installRefusal(domain: Domain, command: CommandApdu): number | undefined {
  const right = managementRight(domain)
  if (right === 'own') return undefined
  if (right === 'none') return SW.conditionsNotSatisfied
  const issuer = domain.content.registry.issuerDomain
  const token = lastField(command.data)
  if (issuer === undefined || token === undefined) return SW.securityStatusNotSatisfied
  const covered = command.data.slice(0, token.start)
  const data = concat(Uint8Array.of(command.p1, command.p2), lengthBytes(covered.length), covered)
  const memory = domain.content.area(issuer.aid)
  return isSigned(memory, SIGNATURE_KEY.token, data, token.value) ? undefined : SW.securityStatusNotSatisfied
}

/** What is the domain's own to change: all for the issuer's, else what belongs to it. */
export function isOwn(domain: Domain, item: RegistryEntry | LoadFile): boolean {
  return isIssuerDomain(domain) || equalBytes(domain.content.registry.domainOf(item), domain.aid)
}

/**
 * The answer to what was done: nothing, or for a delegated domain the issuer's receipt where it has a key for receipts (C.5). `names`:
 * what it was done to.
 */
export function confirmed(domain: Domain, names: readonly Uint8Array[]): ResponseApdu {
  const issuer = domain.content.registry.issuerDomain
  if (issuer === undefined || managementRight(domain) !== 'delegated') return answer(UNCONFIRMED)
  const memory = domain.content.area(issuer.aid)
  const counter = uintBytes((uint(memory.read(dataCell(DATA.counter)) ?? UNCONFIRMED) + 1) % 0x10000, 2)
  const card = [DATA.issuer, DATA.image].map((tag) => memory.read(dataCell(tag)) ?? new Uint8Array(0))
  const covered = concat(counted(counter), counted(concat(...card)))
  const receipt = receiptMac(memory, concat(covered, ...names.map(counted)))
  if (receipt === undefined) return answer(UNCONFIRMED)
  memory.write(dataCell(DATA.counter), counter)
  return answer(counted(concat(counted(receipt), covered)))
}

function counted(bytes: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(bytes.length), bytes)
}

/** The last field, and where its length stands. */
function lastField(data: Uint8Array): { readonly value: Uint8Array; readonly start: number } | undefined {
  let last: { readonly value: Uint8Array; readonly start: number } | undefined
  for (let at = 0; at < data.length;) {
    const header = lengthAt(data, at)
    if (header === undefined) return undefined
    const end = header.start + header.length
    last = { value: data.slice(header.start, end), start: at }
    at = end
  }
  return last
}
