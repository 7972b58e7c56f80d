import { equalBytes } from '../../bytes/bytes'
import { hex } from '../../bytes/hex'
import { personalizationSteps as say } from '../../../texts/phrases/personalization'
import { createSecurityDomain } from '../../globalplatform/install-application'
import { openSecureChannel } from '../../globalplatform/open-secure-channel'
import { privilegesIn } from '../../globalplatform/privileges'
import { putKeys } from '../../globalplatform/put-keys'
import type { SecureChannel } from '../../globalplatform/secure-channel'
import { diversifiedKeys } from '../../secure-channel/diversification'
import { compute, type Workflow } from '../../workflow/workflow'
import { checkChip, type CheckedChip } from './check-chip'
import type { Course } from './course'
import { channelRequest, openDomain, type OpenedDomain } from './open-domain'
import type { PersonalizationOptions } from './options'
import type { PersonalizationOutcome } from './outcome'

type Opened = Extract<OpenedDomain, { kind: 'open' }>

/** The domain that takes the applications, open, and what is on the card already. */
export interface ReadyDomain {
  readonly kind: 'ready'
  readonly opened: Opened
  readonly checked: CheckedChip
  /** How it was opened, and how its applications are. */
  readonly options: PersonalizationOptions
}

/**
 * Opens the security domain for the applications and looks whether the chip can take them. Where the profile says so, the domain
 * is made first, by the one that the card comes with, and gets the issuer's keys before anything else happens in it. Torn
 * anywhere, the same call goes on: a domain that is there is not made again, and keys that it has are used.
 */
export function* readyDomain(course: Course): Workflow<ReadyDomain | PersonalizationOutcome> {
  const { options } = course
  const opened = yield* openDomain(comesWith(options))
  if (opened.kind !== 'open') return notOpened(course, opened)
  const checked = yield* checkChip(course, opened.channel)
  if (checked.kind !== 'checked') return checked
  if (options.chip.domain.create === undefined) return { kind: 'ready', opened, checked, options }
  const created = yield* createDomain(course, opened.channel, checked)
  if (created !== undefined) return created
  const own = ownOptions(options)
  const ready = yield* openOwn(course, own)
  return ready.kind === 'open' ? { kind: 'ready', opened: ready, checked, options: own } : ready
}

/** Options for the security domain that the card comes with, whose keys and state change at the end. */
export function comesWith(options: PersonalizationOptions): PersonalizationOptions {
  const { chip } = options
  const { create } = chip.domain
  return create === undefined ? options : { ...options, chip: { ...chip, domain: create.by } }
}

/** Options for a domain that was made: it has the issuer's new keys from the beginning. */
function ownOptions(options: PersonalizationOptions): PersonalizationOptions {
  const { newKeys, ...others } = options
  if (newKeys === undefined) throw new Error('readyDomain: a domain that is made needs keys')
  return { ...others, keys: newKeys }
}

/** Makes the domain where it is not there. Undefined where it is now. */
function* createDomain(
  course: Course,
  channel: SecureChannel,
  checked: CheckedChip
): Workflow<PersonalizationOutcome | undefined> {
  const { domain } = course.options.chip
  const instance = hex(domain.aid)
  if (checked.present.some((aid) => equalBytes(aid, instance))) return undefined
  yield* course.at('create-domain', say.creating)
  yield* course.before('creating-domain', { domain: domain.aid })
  const privileges = privilegesIn(hex(domain.create?.privileges ?? '80'))
  const made = yield* createSecurityDomain(channel, {
    instance,
    privileges: privileges.filter((privilege) => privilege !== 'security-domain')
  })
  return made.kind === 'done' ? undefined : failed(course, made)
}

/** Opens the domain that was made, with its own keys; where it has none yet it is given them. */
function* openOwn(course: Course, own: PersonalizationOptions): Workflow<Opened | PersonalizationOutcome> {
  const opened = yield* openDomain(own)
  if (opened.kind === 'open') return opened
  if (opened.kind !== 'update-refused') return notOpened(course, opened)
  const failure = yield* giveKeys(course, own)
  if (failure !== undefined) return failure
  const again = yield* openDomain(own)
  return again.kind === 'open' ? again : notOpened(course, again)
}

/** Until it has keys of its own, a domain is opened with those of the domain above it (GlobalPlatform Card 2.3.1, 7.2.1). */
function* giveKeys(
  course: Course,
  own: PersonalizationOptions
): Workflow<PersonalizationOutcome | undefined> {
  const { domain } = own.chip
  const above = comesWith(course.options)
  const inherited = yield* openSecureChannel(channelRequest(above, 'current', hex(domain.aid)))
  if (inherited.kind !== 'open') return notOpened(course, inherited)
  const { channel } = inherited
  const keyVersion = Number.parseInt(domain.keyVersion, 16)
  const { enc, mac, dek } = yield* compute(
    diversifiedKeys(domain.diversification, own.keys, channel.facts.kdd)
  )
  yield* course.before('giving-keys', { domain: domain.aid, keyVersion })
  const put = yield* putKeys(channel, { keys: [enc, mac, dek], keyVersion })
  if (put.kind === 'check-value-differs') return { kind: 'keys-wrong', standing: course.standing }
  return put.kind === 'stored' ? undefined : failed(course, put)
}

function notOpened(course: Course, outcome: Exclude<OpenedDomain, { kind: 'open' }>): PersonalizationOutcome {
  return { kind: 'not-opened', outcome, standing: course.standing }
}

function failed(
  course: Course,
  failure: Extract<PersonalizationOutcome, { kind: 'failed' }>['failure']
): PersonalizationOutcome {
  return { kind: 'failed', failure, standing: course.standing }
}
