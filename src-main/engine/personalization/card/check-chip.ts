import { equalBytes } from '../../bytes/bytes'
import { personalizationSteps as say } from '../../../texts/phrases/personalization'
import { CARD_STATES } from '../../globalplatform/life-cycle'
import { readCardContent } from '../../globalplatform/read-card-content'
import type { SecureChannel } from '../../globalplatform/secure-channel'
import type { Workflow } from '../../workflow/workflow'
import type { PreparedApplication } from '../prepare/prepared-card'
import type { Course } from './course'
import { freeMemory } from './free-memory'
import type { PersonalizationOutcome } from './outcome'

/** What is to be deleted first. */
export interface CheckedChip {
  readonly kind: 'checked'
  readonly occupied: readonly PreparedApplication[]
  /** AIDs of all that the domain sees. */
  readonly present: readonly Uint8Array[]
}

/** Looks whether the card can be made on this chip; changes nothing. */
export function* checkChip(
  course: Course,
  channel: SecureChannel
): Workflow<CheckedChip | PersonalizationOutcome> {
  const { card, options } = course
  yield* course.at('check', say.checking, undefined, 1)
  const content = yield* readCardContent(channel)
  const { standing } = course
  if (content.kind === 'channel-broken') return { kind: 'failed', failure: content, standing }
  const state = content.issuerDomain?.lifeCycle
  if (state === CARD_STATES.locked || state === CARD_STATES.terminated) {
    return { kind: 'card-state', state, standing }
  }
  const gap = content.gaps.find(({ part }) => part === 'applications')
  if (gap !== undefined) return { kind: 'unreadable', sw: gap.sw, standing }
  // A domain below the issuer's sees what belongs to it, and the package is another's.
  const refused = content.gaps.map(({ part }) => part)
  const isIssuers = content.issuerDomain !== undefined || refused.includes('issuer-security-domain')
  const isListed = isIssuers && refused.every((part) => part === 'issuer-security-domain')
  const hasPackage = content.loadFiles.some(({ aid }) => equalBytes(aid, card.package))
  if (isListed && !hasPackage) return { kind: 'package-absent', package: card.package, standing }
  const occupied = card.applications.filter(({ instance }) =>
    content.applications.some(({ aid }) => equalBytes(aid, instance))
  )
  if (occupied.length > 0 && !options.replace) {
    return { kind: 'occupied', instances: occupied.map(({ instance }) => instance), standing }
  }
  // What is deleted first makes room; how much, no card tells before.
  if (occupied.length === 0) {
    const scarce = yield* checkMemory(course, channel)
    if (scarce !== undefined) return scarce
  }
  return { kind: 'checked', occupied, present: content.applications.map(({ aid }) => aid) }
}

/** Undefined where there is room, or the card does not tell. */
export function* checkMemory(
  course: Course,
  channel: SecureChannel
): Workflow<PersonalizationOutcome | undefined> {
  const needed = course.options.chip.memory
  const free = yield* freeMemory(channel)
  return free === undefined || free >= needed
    ? undefined
    : { kind: 'memory', needed, free, standing: course.standing }
}
