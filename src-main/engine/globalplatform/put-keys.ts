import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { concat, equalBytes } from '../bytes/bytes'
import { putKey } from '../commands/globalplatform/put-key'
import { compute, noWayBack, progress, type Workflow } from '../workflow/workflow'
import { keyDataField, type KeyDataField, type NewKey } from './key-data-field'
import { isFailed, manage, type Failed } from './perform-management'
import type { SecureChannel } from './secure-channel'

export interface PutKeysOptions {
  /** In the order of their identifiers; those of a secure channel are ENC, MAC, DEK. */
  readonly keys: readonly NewKey[]
  /** Version that they get. */
  readonly keyVersion: number
  /** Version that they take the place of; absent or 0: they are added. */
  readonly replaces?: number
  /** Identifier of the first; absent: 1. */
  readonly firstKeyId?: number
  /** AES keys in the form of older cards. */
  readonly withoutKeyLength?: boolean
}

export type PutKeysResult =
  /** `verified`: the card's check values are those of the keys; false where it gave none. */
  | { readonly kind: 'stored'; readonly keyVersion: number; readonly verified: boolean }
  /** The card took keys, but not these: do not use them. The old ones are gone where they were replaced. */
  | { readonly kind: 'check-value-differs'; readonly expected: Uint8Array; readonly answered: Uint8Array }
  | Failed

/**
 * PUT KEY (GlobalPlatform Card 2.3.1, 11.8): all keys in one command, enciphered under the channel's data encryption key. A
 * card takes all or none: interrupted, it has the old keys or the new ones, and GET DATA E0 tells the version. Whoever
 * replaces keys has to keep both until then. The channel stays open on the keys that it began with.
 */
export function* putKeys(channel: SecureChannel, options: PutKeysOptions): Workflow<PutKeysResult> {
  const { keys, keyVersion, replaces = 0, firstKeyId = 1, withoutKeyLength } = options
  const { session } = channel
  if (session === undefined) return { kind: 'channel-broken', reason: 'closed' }
  yield* progress({ step: 'put-key', text: say.puttingKeys })
  const fields: KeyDataField[] = []
  for (const key of keys) {
    fields.push(yield* compute(keyDataField(session.keys.dek, key, withoutKeyLength)))
  }
  const command = putKey({ replaces, keyVersion, firstKeyId, keys: fields.map(({ field }) => field) })
  yield* noWayBack()
  const outcome = yield* manage(channel, command, 'stored')
  if (isFailed(outcome)) return outcome
  const expected = concat(...fields.map(({ checkValue }) => checkValue))
  const answered = outcome.checkValues
  if (answered.length === 0) return { kind: 'stored', keyVersion, verified: false }
  return equalBytes(expected, answered) && outcome.keyVersion === keyVersion
    ? { kind: 'stored', keyVersion, verified: true }
    : { kind: 'check-value-differs', expected, answered }
}
