import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../engine/bytes/bytes'
import { APPLICATION_STATE, CARD_STATE, isLocked, isSecurityDomain } from '../../os/registry'
import type { RegistryEntry } from '../../os/registry-entries'
import { status, SW } from '../../os/status-words'
import { hasPrivilege } from './content/privileges'
import { isIssuerDomain, type Domain, type ManagementCommand } from './domain'

/** P1: whose state (GlobalPlatform Card 2.3.1, table 11-86). */
const OF = { card: 0x80, application: 0x40, domainWithApplications: 0x60 } as const

/** From one state of the card to the next (5.1.1); every state may be the last before TERMINATED. */
const NEXT: Readonly<Record<number, readonly number[]>> = {
  [CARD_STATE.opReady]: [CARD_STATE.initialized],
  [CARD_STATE.initialized]: [CARD_STATE.secured],
  [CARD_STATE.secured]: [CARD_STATE.cardLocked],
  [CARD_STATE.cardLocked]: [CARD_STATE.secured]
}

/**
 * SET STATUS (GlobalPlatform Card 2.3.1, 11.10). 6985: the state does not lead there, or the domain may not say so; 6A80: no such
 * state; 6A88: no such application.
 */
export const setStatus: ManagementCommand = (domain, { p1, p2, data }) => {
  if (p1 === OF.card) return setCardState(domain, p2)
  if (p1 !== OF.application && p1 !== OF.domainWithApplications) return status(SW.wrongParameters)
  const { registry } = domain.content
  const entry = registry.find(data)
  if (entry === undefined) return status(SW.referencedDataNotFound)
  if (!mayChange(domain, entry)) return status(SW.conditionsNotSatisfied)
  if (p1 === OF.application) return setState(domain, entry, p2)
  if (!isSecurityDomain(entry)) return status(SW.wrongData)
  const belonging = registry.entries().filter((other) => equalBytes(registry.domainOf(other), entry.aid))
  const others = belonging.filter(({ aid }) => !equalBytes(aid, entry.aid))
  const wanted = (p2 & APPLICATION_STATE.locked) !== 0
  const changing = [entry, ...others].filter((one) => isLocked(one) !== wanted)
  const answers = changing.map((one) => setState(domain, one, p2))
  return answers.find(({ sw }) => sw !== SW.ok) ?? answers[0] ?? status(SW.conditionsNotSatisfied)
}

function setCardState({ aid, content: { registry } }: Domain, state: number): ResponseApdu {
  if (!Object.values<number>(CARD_STATE).includes(state)) return status(SW.wrongData)
  const privileges = registry.find(aid)?.privileges ?? new Uint8Array(1)
  const isEnd = state === CARD_STATE.terminated
  const leads = isEnd ? hasPrivilege(privileges, 'cardTerminate') : leadsTo(registry.cardState, state)
  const locks = state === CARD_STATE.cardLocked || registry.cardState === CARD_STATE.cardLocked
  if (!leads || (locks && !isEnd && !hasPrivilege(privileges, 'cardLock'))) {
    return status(SW.conditionsNotSatisfied)
  }
  registry.cardState = state
  return status(SW.ok)
}

function leadsTo(from: number, to: number): boolean {
  return NEXT[from]?.includes(to) === true
}

/** What is the domain's own, or anything for the issuer's; nobody locks the issuer's domain but by the card's state. */
function mayChange(domain: Domain, entry: RegistryEntry): boolean {
  const { registry } = domain.content
  if (registry.issuerDomain !== undefined && equalBytes(registry.issuerDomain.aid, entry.aid)) return false
  const isOwn = equalBytes(entry.aid, domain.aid) || equalBytes(registry.domainOf(entry), domain.aid)
  const everywhere = hasPrivilege(registry.find(domain.aid)?.privileges ?? new Uint8Array(1), 'globalLock')
  return isOwn || everywhere || isIssuerDomain(domain)
}

/** Locks over the state that is, goes back to it, or makes a security domain PERSONALIZED. */
function setState({ content: { registry } }: Domain, entry: RegistryEntry, state: number): ResponseApdu {
  const { lifeCycle } = entry
  const put = (next: number): ResponseApdu => {
    registry.put({ ...entry, lifeCycle: next })
    return status(SW.ok)
  }
  if ((state & APPLICATION_STATE.locked) !== 0) {
    return isLocked(entry) ? status(SW.conditionsNotSatisfied) : put(lifeCycle | APPLICATION_STATE.locked)
  }
  if (isLocked(entry)) return put(lifeCycle & ~APPLICATION_STATE.locked)
  const isPersonalization = state === APPLICATION_STATE.personalized && isSecurityDomain(entry)
  if (isPersonalization && lifeCycle === APPLICATION_STATE.selectable) return put(state)
  return status(isPersonalization ? SW.conditionsNotSatisfied : SW.wrongData)
}
