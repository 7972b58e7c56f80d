import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { hex, toHex } from '../bytes/hex'
import { emvFamily } from '../cards/emv'
import { cardFamilies } from '../cards/recognise'
import { transitFamily } from '../cards/transit'
import { UNIONPAY_RID } from '../cards/pboc'
import { select, type SelectOutcome } from '../commands/iso7816/select'
import { decodeTlv, findTag } from '../tlv/tlv'
import { knownAids } from '../trace/explain/values/aid'
import type { Workflow } from '../workflow/workflow'
import { type FoundApplication, type FoundCard, foundApplication } from './found'
import { readApplication } from './read-application'
import { MOST_APPLICATIONS } from './read-directory'
import type { Answer, InspectionSession } from './session'

/** Selections with "next occurrence" after one partial name. */
const MOST_OCCURRENCES = 8
/** Five bytes: a provider's name alone, under which several applications may lie. */
const RID_DIGITS = 10
/** The families' own names first, then whatever else the dictionary wants to be asked for. */
const probes: readonly string[] = [
  ...new Set([
    ...cardFamilies.flatMap((family) => family.probes),
    ...knownAids
      .filter(({ probe, kind }) => probe === true && kind !== 'security-domain')
      .map(({ aid }) => aid)
  ])
]
/** Of category F (proprietary, unregistered): no card has it, so whoever answers answers to everything. */
const NO_ONES_AID = hex('F0436172647772696768743F')

/** Selects and reads every application that a directory lists, in the order found. */
export function* readListed(session: InspectionSession, card: FoundCard, startedAt: number): Workflow<void> {
  const listed = [...card.applications]
  for (const [index, application] of listed.entries()) {
    const fraction = 0.12 + (0.6 * index) / listed.length
    yield* session.say('read-application', say.readingApplication(application.aid), fraction)
    const answer = yield* session.send(select({ aid: hex(application.aid) }))
    if (answer === undefined) continue
    const { outcome, exchange, sw } = answer
    if (outcome.kind !== 'selected' && outcome.kind !== 'selected-blocked') {
      session.note('problem', 'listed-not-selectable', say.listedNotSelectable(application.aid, sw), exchange)
      continue
    }
    keepSelection(session, application, answer)
    yield* readSelected(session, application, startedAt)
  }
}

/** Looks for what no directory lists: known names, first and further occurrences; each find is read at once. */
export function* probeApplications(
  session: InspectionSession,
  card: FoundCard,
  startedAt: number
): Workflow<void> {
  yield* session.say('probe', say.probing, 0.75)
  const trust: NameTrust = {}
  for (const probe of probes) {
    const isProvider = probe.length <= RID_DIGITS
    if (!isProvider && card.applications.some(({ aid }) => aid.startsWith(probe))) continue
    yield* probeName(session, card, { probe, startedAt, trust })
  }
}

/** Whether the card refuses a name that no card has; unknown until it was worth a command to find out. */
interface NameTrust {
  refusesUnknown?: boolean
}

function* probeName(
  session: InspectionSession,
  card: FoundCard,
  { probe, startedAt, trust }: { probe: string; startedAt: number; trust: NameTrust }
): Workflow<void> {
  const names = new Set<string>()
  while (names.size < MOST_OCCURRENCES) {
    const occurrence = names.size === 0 ? 'first' : 'next'
    const answer = yield* session.send(select({ aid: hex(probe), occurrence }))
    if (answer?.outcome.kind !== 'selected' && answer?.outcome.kind !== 'selected-blocked') return
    const name = nameOf(answer.data)
    if (name === undefined) {
      if (names.size === 0) yield* keepSilent(session, card, { probe, answer, trust })
      return
    }
    if (!name.startsWith(probe)) {
      session.note('caution', 'select-name-mismatch', say.selectNameMismatch(probe, name), answer.exchange)
      return
    }
    if (names.has(name)) return
    names.add(name)
    if (card.applications.some(({ aid }) => aid === name)) continue
    if (card.applications.length >= MOST_APPLICATIONS) {
      session.note(
        'problem',
        'too-many-applications',
        say.tooManyApplications(MOST_APPLICATIONS),
        answer.exchange
      )
      return
    }
    const application = foundApplication(name)
    application.foundBy.add('probe')
    card.applications.push(application)
    keepSelection(session, application, answer)
    yield* session.say('read-application', say.readingApplication(name), 0.8)
    yield* readSelected(session, application, startedAt)
  }
}

/**
 * Cards other than payment cards may select without naming what they selected. Those that do so for every name say
 * nothing by it, which one selection of a name that no card has shows.
 */
function* keepSilent(
  session: InspectionSession,
  card: FoundCard,
  { probe, answer, trust }: { probe: string; answer: Answer<SelectOutcome>; trust: NameTrust }
): Workflow<void> {
  if (probe.length <= RID_DIGITS || card.applications.length >= MOST_APPLICATIONS) return
  if (trust.refusesUnknown === undefined) {
    const unknown = yield* session.send(select({ aid: NO_ONES_AID }))
    trust.refusesUnknown = unknown === undefined || unknown.outcome.kind === 'not-found'
    if (!trust.refusesUnknown) {
      session.note('caution', 'selects-anything', say.selectsAnything, unknown?.exchange)
    }
  }
  if (!trust.refusesUnknown) return
  const application = foundApplication(probe)
  application.foundBy.add('probe')
  card.applications.push(application)
  keepSelection(session, application, answer)
}

/** Keeps what a SELECT gave: the FCI, and that the application is blocked. */
function keepSelection(
  session: InspectionSession,
  application: FoundApplication,
  { outcome, exchange, data }: Answer<SelectOutcome>
): void {
  application.blocked = outcome.kind === 'selected-blocked'
  application.parts.push({ exchange, title: say.selected, data })
  const { problems } = application.data.addTlv(data, exchange)
  if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
  if (application.blocked) {
    session.note('caution', 'application-blocked', say.applicationBlocked(application.aid), exchange)
  }
}

/** Payment applications are read in full; of others the FCI is all that is taken. */
function* readSelected(
  session: InspectionSession,
  application: FoundApplication,
  startedAt: number
): Workflow<void> {
  if (isPayment(application)) yield* readApplication(session, application, startedAt)
}

function isPayment({ aid, foundBy }: FoundApplication): boolean {
  const names = { contactless: false, historical: new Uint8Array(0), aids: [aid], ppse: false, pse: false }
  if (transitFamily.evidence(names).length > 0) return false
  const listed = foundBy.has('ppse') || foundBy.has('pse')
  return listed || aid.startsWith(UNIONPAY_RID) || emvFamily.evidence(names).length > 0
}

function nameOf(fci: Uint8Array): string | undefined {
  const name = findTag(decodeTlv(fci).nodes, 0x84)?.value
  return name === undefined || name.length === 0 ? undefined : toHex(name)
}
