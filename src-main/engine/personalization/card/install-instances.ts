import { toHex } from '../../bytes/hex'
import { personalizationSteps as say } from '../../../texts/phrases/personalization'
import { deleteContent } from '../../globalplatform/delete-content'
import { installApplication } from '../../globalplatform/install-application'
import { privilegesIn } from '../../globalplatform/privileges'
import type { SecureChannel } from '../../globalplatform/secure-channel'
import type { Workflow } from '../../workflow/workflow'
import type { PreparedApplication } from '../prepare/prepared-card'
import { checkMemory } from './check-chip'
import type { Course } from './course'
import type { PersonalizationOutcome } from './outcome'

/** Deletes what is in the way, then installs all instances. Undefined where that went well. */
export function* installInstances(
  course: Course,
  channel: SecureChannel,
  occupied: readonly PreparedApplication[]
): Workflow<PersonalizationOutcome | undefined> {
  for (const { id, instance } of occupied) {
    yield* course.at('delete', say.deleting(id), id)
    yield* course.before('deleting', { application: toHex(instance) })
    const deleted = yield* deleteContent(channel, { aid: instance, related: false })
    if (deleted.kind === 'deleted' || deleted.kind === 'absent') continue
    const failure =
      deleted.kind === 'in-use' || deleted.kind === 'has-dependents'
        ? ({ kind: 'refused', command: 'DELETE', reason: deleted.kind, sw: 0x6985 } as const)
        : deleted
    return { kind: 'failed', failure, standing: course.standing }
  }
  if (occupied.length > 0) {
    const scarce = yield* checkMemory(course, channel)
    if (scarce !== undefined) return scarce
  }
  for (const application of course.card.applications) {
    const failed = yield* install(course, channel, application)
    if (failed !== undefined) return failed
  }
  return undefined
}

function* install(
  course: Course,
  channel: SecureChannel,
  { id, module, instance, privileges, parameters }: PreparedApplication
): Workflow<PersonalizationOutcome | undefined> {
  yield* course.at('install', say.installing(id), id, 1)
  yield* course.before('installing', { application: toHex(instance) })
  const installed = yield* installApplication(channel, {
    ...{ loadFile: course.card.package, module, instance, makeSelectable: true },
    privileges: privilegesIn(privileges),
    parameters: { application: parameters }
  })
  return installed.kind === 'done'
    ? undefined
    : { kind: 'failed', failure: installed, standing: course.standing }
}
