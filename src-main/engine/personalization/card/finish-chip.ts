import { personalizationSteps as say } from '../../../texts/phrases/personalization'
import { changeLifeCycle } from '../../globalplatform/change-life-cycle'
import { putKeys } from '../../globalplatform/put-keys'
import type { SecureChannel } from '../../globalplatform/secure-channel'
import { diversifiedKeys } from '../../secure-channel/diversification'
import { compute, type Workflow } from '../../workflow/workflow'
import type { Course } from './course'
import type { KeySource } from './open-domain'
import type { PersonalizationOutcome } from './outcome'

/** Keys of a factory: they make way for the first keys that are put, and no version of theirs is named. */
const FACTORY_VERSION = 0xff

/** The domain's own keys, then the card's state, as the profile says. */
export function* finishChip(
  course: Course,
  { channel, source }: { readonly channel: SecureChannel; readonly source: KeySource }
): Workflow<PersonalizationOutcome> {
  const { chip, newKeys } = course.options
  const { kdd, keyVersion: before } = channel.facts
  let keyVersion = before
  if (chip.keys !== undefined && newKeys !== undefined && source === 'current') {
    yield* course.at('put-keys', say.keys, undefined, 1)
    const { enc, mac, dek } = yield* compute(diversifiedKeys(chip.keys.diversification, newKeys, kdd))
    keyVersion = Number.parseInt(chip.keys.version, 16)
    yield* course.before('putting-keys', { keyVersion })
    const put = yield* putKeys(channel, {
      ...{ keys: [enc, mac, dek], keyVersion },
      replaces: before === FACTORY_VERSION ? 0 : before
    })
    if (put.kind === 'check-value-differs') return { kind: 'keys-wrong', standing: course.standing }
    if (put.kind !== 'stored') return { kind: 'failed', failure: put, standing: course.standing }
    yield* course.after('keys-put', { keyVersion })
  }
  const state = yield* secure(course, channel)
  if (state !== undefined) return state
  yield* course.at('secure', say.finished, undefined, 1)
  yield* course.after('made', { keyVersion }, 'completed')
  return { kind: 'completed', keyVersion, kdd }
}

/** A card that is in the state already says so by refusing: it was torn after that. */
function* secure(course: Course, channel: SecureChannel): Workflow<PersonalizationOutcome | undefined> {
  const { state } = course.options.chip
  if (state === undefined) return undefined
  yield* course.at('secure', say.securing, undefined, 1)
  yield* course.before('securing', { state })
  const target = state === 'SECURED' ? 'secured' : 'initialized'
  // From OP_READY there is no step to SECURED but over INITIALIZED (GlobalPlatform Card 2.3.1, 5.1.1).
  const steps = target === 'secured' ? (['initialized', 'secured'] as const) : (['initialized'] as const)
  for (const step of steps) {
    const changed = yield* changeLifeCycle(channel, { kind: 'card', state: step })
    if (changed.kind === 'changed') continue
    const isThere = changed.kind === 'refused' && changed.reason === 'no-such-transition'
    if (!isThere) return { kind: 'failed', failure: changed, standing: course.standing }
  }
  return undefined
}
