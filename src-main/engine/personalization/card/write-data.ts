import { toHex } from '../../bytes/hex'
import { personalizationSteps as say } from '../../../texts/phrases/personalization'
import { storeData } from '../../commands/globalplatform/store-data'
import { prepareForPersonalization } from '../../globalplatform/install-application'
import { openSecureChannel } from '../../globalplatform/open-secure-channel'
import { isFailed, manage } from '../../globalplatform/perform-management'
import type { SecureChannel } from '../../globalplatform/secure-channel'
import { compute, type Workflow } from '../../workflow/workflow'
import type { PreparedApplication } from '../prepare/prepared-card'
import { storeDataBlocks } from '../store-data/store-data-blocks'
import type { Course } from './course'
import { channelRequest, type KeySource } from './open-domain'
import type { PersonalizationOptions } from './options'
import type { PersonalizationOutcome } from './outcome'

/**
 * Writes one instance's data: in a session of its own with the keys of its security domain, or through the domain's. Undefined
 * where all was taken.
 */
export function* writeData(
  course: Course,
  application: PreparedApplication,
  domain: {
    readonly channel: SecureChannel
    readonly source: KeySource
    readonly options: PersonalizationOptions
  }
): Workflow<PersonalizationOutcome | undefined> {
  const { id, instance } = application
  yield* course.at('open-application', say.opening(id), id)
  if (course.options.chip.personalizedBy === 'application') {
    const opened = yield* openSecureChannel(channelRequest(domain.options, domain.source, instance))
    if (opened.kind !== 'open') return { kind: 'not-opened', outcome: opened, standing: course.standing }
    return yield* writeThrough(course, application, opened.channel)
  }
  yield* course.before('personalizing', { application: toHex(instance) })
  const prepared = yield* prepareForPersonalization(domain.channel, instance)
  if (prepared.kind !== 'done') return { kind: 'failed', failure: prepared, standing: course.standing }
  return yield* writeThrough(course, application, domain.channel)
}

function* writeThrough(
  course: Course,
  { id, instance, groupings }: PreparedApplication,
  channel: SecureChannel
): Workflow<PersonalizationOutcome | undefined> {
  const { structure, maxData } = course.options.chip
  const { session } = channel
  if (session === undefined) {
    const failure = { kind: 'channel-broken', reason: 'closed' } as const
    return { kind: 'failed', failure, standing: course.standing }
  }
  const room = Math.min(channel.room, maxData)
  const blocks = yield* compute(storeDataBlocks(session, groupings, { room, structure }))
  yield* course.before('writing', { application: toHex(instance) })
  for (const block of blocks) {
    const text = say.writing(id, block.number + 1, blocks.length)
    yield* course.at('write', text, id, groupings.length / blocks.length)
    const stored = yield* manage(channel, storeData(block), 'stored')
    if (isFailed(stored)) return { kind: 'failed', failure: stored, standing: course.standing }
  }
  yield* course.after('written', { application: toHex(instance) })
  return undefined
}
