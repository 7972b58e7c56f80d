import aids from '../../../../../resources/dictionaries/aids.json'
import rids from '../../../../../resources/dictionaries/rids.json'
import { toHex } from '../../../bytes/hex'
import { valuePhrases } from '../../../../texts/phrases/values'
import type { LocalText } from '../../../../texts/local-text'
import type { Explainer } from './explainer'

/** What an application is for, as far as its identifier says. */
export type AidKind =
  | 'debit'
  | 'credit'
  | 'quasi-credit'
  | 'e-cash'
  | 'payment'
  | 'directory'
  | 'security-domain'
  | 'transit'
  | 'telecom'
  | 'identity'
  | 'nfc'
  | 'other'

export interface KnownAid {
  /** The registered beginning of the identifier, upper-case hex. */
  readonly aid: string
  readonly kind: AidKind
  readonly name: LocalText
  readonly source: string
  /** Asked for when no directory lists applications. */
  readonly probe?: true
}

/** Every application identifier that the dictionary knows, most used first. */
export const knownAids = aids as unknown as readonly KnownAid[]

const providers = rids as unknown as readonly { readonly rid: string; readonly name: LocalText }[]

/** The entry whose identifier is the longest beginning of `aid` (bytes or hex); undefined where none is. */
export function aidEntry(aid: Uint8Array | string): KnownAid | undefined {
  const digits = typeof aid === 'string' ? aid.toUpperCase() : toHex(aid)
  let best: KnownAid | undefined
  for (const known of knownAids) {
    if (digits.startsWith(known.aid) && known.aid.length > (best?.aid.length ?? 0)) best = known
  }
  return best
}

/** The application's name, else the name of who registered its RID, else undefined. */
export function aidName(aid: Uint8Array | string): LocalText | undefined {
  const digits = typeof aid === 'string' ? aid.toUpperCase() : toHex(aid)
  return aidEntry(digits)?.name ?? providers.find(({ rid }) => digits.startsWith(rid))?.name
}

export const explainAid: Explainer = (value) => ({ value: aidName(value) ?? valuePhrases.aidUnknown })
