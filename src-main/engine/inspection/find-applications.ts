import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { hex, toHex } from '../bytes/hex'
import { emvFamily } from '../cards/emv'
import { cardFamilies } from '../cards/recognise'
import { transitFamily } from '../cards/transit'
import { UNIONPAY_RID } from '../cards/pboc'
import { select, type SelectOutcome } from '../commands/iso7816/select'
import { decodeTlv, findTag } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import { type FoundApplication, type FoundCard, foundApplication } from './found'
import { readApplication } from './read-application'
import { MOST_APPLICATIONS } from './read-directory'
import type { Answer, InspectionSession } from './session'

/** Selections with "next occurrence" after one partial name. */
const MOST_OCCURRENCES = 8
/** Five bytes: a provider's name alone, under which several applications may lie. */
const RID_DIGITS = 10
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
export function* probeApplications(session: InspectionSession, card: FoundCard, startedAt: number): Workflow<void> {
  yield* session.say('probe', say.probing, 0.75)
  let believesNames: boolean | undefined
  for (const probe of cardFamilies.flatMap(({ probes }) => probes)) {
    if (probe.length > RID_DIGITS && card.applications.some(({ aid }) => aid.startsWith(probe))) continue
    let occurrence: 'first' | 'next' = 'first'
    for (let count = 0; count < MOST_OCCURRENCES; count += 1) {
      const answer: Answer<SelectOutcome> | undefined = yield* session.send(select({ aid: hex(probe), occurrence }))
      if (answer === undefined) break
      if (answer.outcome.kind !== 'selected' && answer.outcome.kind !== 'selected-blocked') break
      const named = findTag(decodeTlv(answer.data).nodes, 0x84)?.value
      const name = named === undefined || named.length === 0 ? undefined : toHex(named)
      if (name !== undefined && !name.startsWith(probe)) {
        session.note('caution', 'select-name-mismatch', say.selectNameMismatch(probe, name), answer.exchange)
        break
      }
      if (name === undefined) {
        // Cards other than payment cards may select without a word; those that do so for every name say nothing.
        if (probe.length <= RID_DIGITS || believesNames === false) break
        believesNames ??= yield* refusesUnknownName(session)
        if (!believesNames) break
        card.applications.push(silentApplication(probe, answer.data, answer.exchange))
        break
      }
      if (occurrence === 'next' && count > 0 && !isNew(card, name) && isSame(card, name, probe, count)) break
      if (isNew(card, name)) {
        if (card.applications.length >= MOST_APPLICATIONS) {
          session.note('problem', 'too-many-applications', say.tooManyApplications(MOST_APPLICATIONS), answer.exchange)
          return
        }
        const application = foundApplication(name)
        application.foundBy.add('probe')
        card.applications.push(application)
        keepSelection(session, application, answer)
        yield* session.say('read-application', say.readingApplication(name), 0.8)
        yield* readSelected(session, application, startedAt)
      }
      occurrence = 'next'
    }
  }
}
