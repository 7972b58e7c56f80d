import { hex } from '../../bytes/hex'
import { openSecureChannel } from '../../globalplatform/open-secure-channel'
import type { ChannelRequest } from '../../globalplatform/open-outcome'
import type { SecureChannel } from '../../globalplatform/secure-channel'
import type { Workflow } from '../../workflow/workflow'
import type { PersonalizationOptions } from './options'
import type { NotOpened } from './outcome'

/** Which keys a channel was opened with. */
export type KeySource = 'current' | 'new'

export type OpenedDomain =
  { readonly kind: 'open'; readonly channel: SecureChannel; readonly source: KeySource } | NotOpened

/**
 * Opens the security domain with the keys that the card comes with or, where it does not know them, with those that it would
 * have got already: a card may have been torn after PUT KEY. Keys that the card's cryptogram does not confirm are never tried on
 * it, so that neither costs an attempt.
 */
export function* openDomain(options: PersonalizationOptions): Workflow<OpenedDomain> {
  const current = yield* openSecureChannel(channelRequest(options, 'current'))
  if (current.kind === 'open') return { ...current, source: 'current' }
  const mayBeNew = current.kind === 'card-cryptogram-wrong' || current.kind === 'update-refused'
  if (!mayBeNew || options.newKeys === undefined) return current
  const made = yield* openSecureChannel(channelRequest(options, 'new'))
  if (made.kind === 'open') return { ...made, source: 'new' }
  // What is told is about the keys that were asked for, not about the second try.
  return made.kind === 'rejected' ? made : current
}

/** How the domain, or one of its applications, is opened. */
export function channelRequest(
  { chip, keys, newKeys, guard }: PersonalizationOptions,
  source: KeySource,
  aid?: Uint8Array
): ChannelRequest {
  const { domain, keys: replacement } = chip
  const isNew = source === 'new' && replacement !== undefined && newKeys !== undefined
  return {
    aid: aid ?? hex(domain.aid),
    keys: isNew ? newKeys : keys,
    keyVersion: Number.parseInt(isNew ? replacement.version : domain.keyVersion, 16),
    diversification: isNew ? replacement.diversification : domain.diversification,
    protocol: { name: domain.protocol, ...(domain.i !== undefined && { i: Number.parseInt(domain.i, 16) }) },
    level: Number.parseInt(domain.level, 16),
    guard
  }
}
