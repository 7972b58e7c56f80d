import { Interruption } from '../../workflow/interruption'
import { journal, type Workflow } from '../../workflow/workflow'
import type { PreparedCard } from '../prepare/prepared-card'
import { Course } from './course'
import { finishChip } from './finish-chip'
import { installInstances } from './install-instances'
import { openDomain } from './open-domain'
import type { PersonalizationOptions } from './options'
import type { PersonalizationOutcome } from './outcome'
import { comesWith, readyDomain } from './ready-domain'
import { writeData } from './write-data'

/**
 * Makes a card: opens the security domain (or makes it), looks whether the chip can take the card, installs the instances, writes the data of each,
 * puts the card's own keys, secures the chip (EMV CPS 1.1; GlobalPlatform Card 2.3.1, 9). Until the first change a
 * cancellation is heard; from then on the journal is ahead of every change. A card that was torn at any point is made anew by
 * the same workflow with `replace`: what is there is deleted, keys that it has already are used. Never throws an
 * `Interruption`.
 */
export function* personalizeCard(
  card: PreparedCard,
  options: PersonalizationOptions
): Workflow<PersonalizationOutcome> {
  const course = new Course(card, options)
  let outcome: PersonalizationOutcome
  try {
    outcome = yield* make(course)
  } catch (error) {
    if (!(error instanceof Interruption)) throw error
    outcome = { kind: 'interrupted', reason: error.reason, standing: course.standing }
  }
  if (outcome.kind !== 'completed' && course.touched) {
    const { entry } = options.journal
    yield* journal({ entry, step: 'stopped', facts: { at: course.standing.step, why: outcome.kind } })
  }
  return outcome
}

function* make(course: Course): Workflow<PersonalizationOutcome> {
  const { chip } = course.options
  const domain = yield* readyDomain(course)
  if (domain.kind !== 'ready') return domain
  const { opened, checked, options } = domain
  const failed = yield* installInstances(course, opened.channel, checked.occupied)
  if (failed !== undefined) return failed
  for (const application of course.card.applications) {
    const unwritten = yield* writeData(course, application, { ...opened, options })
    if (unwritten !== undefined) return unwritten
  }
  // Sessions of the applications have ended the domain's, and a domain that was made is not the one that is finished.
  if (chip.personalizedBy === 'domain' && chip.domain.create === undefined) {
    return yield* finishChip(course, opened)
  }
  const again = yield* openDomain(comesWith(course.options))
  if (again.kind !== 'open') return { kind: 'not-opened', outcome: again, standing: course.standing }
  return yield* finishChip(course, again)
}
