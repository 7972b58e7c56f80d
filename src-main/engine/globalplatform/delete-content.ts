import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { equalBytes } from '../bytes/bytes'
import { deleteKey, deleteObject } from '../commands/globalplatform/delete'
import { noWayBack, progress, type Workflow } from '../workflow/workflow'
import { manage, type Failed } from './perform-management'
import type { CardContent } from './read-card-content'
import type { RegistryEntry } from './registry-entry'
import type { SecureChannel } from './secure-channel'
import { withToken, type Token } from './token'

export interface DeleteOptions {
  readonly aid: Uint8Array
  /** With everything that depends on it. */
  readonly related: boolean
  /** Where it is given, nothing is sent while something depends on what shall go alone. */
  readonly content?: CardContent
  readonly token?: Token
}

export type DeleteResult =
  | { readonly kind: 'deleted'; readonly confirmation?: Uint8Array }
  /** It is not on the card: nothing changed. */
  | { readonly kind: 'absent'; readonly sw: number }
  /** The card refuses while others need it, or it is selected. Nothing changed. */
  | { readonly kind: 'in-use'; readonly sw: number }
  /** Nothing was sent. */
  | { readonly kind: 'has-dependents'; readonly dependents: readonly RegistryEntry[] }
  | Failed

/**
 * Deletes an application, a security domain or a load file (GlobalPlatform Card 2.3.1, 9.5), which nothing brings back.
 * Interrupted, the card has either done it or not: it is done by the time it answers, and finished at the next reset.
 */
export function* deleteContent(
  channel: SecureChannel,
  { aid, related, content, token }: DeleteOptions
): Workflow<DeleteResult> {
  const dependents = content === undefined || related ? [] : dependentsOf(content, aid)
  if (dependents.length > 0) return { kind: 'has-dependents', dependents }
  yield* progress({ step: 'delete', text: say.deleting })
  const command = yield* withToken(token, (bytes) =>
    deleteObject({ aid, related, ...(bytes && { token: bytes }) })
  )
  yield* noWayBack()
  return deleted(yield* manage(channel, command, 'done'))
}

/** Deletes all keys of a version, or one of them. */
export function* deleteKeys(
  channel: SecureChannel,
  key: { readonly keyVersion: number; readonly keyId?: number }
): Workflow<DeleteResult> {
  yield* progress({ step: 'delete-key', text: say.deletingKeys })
  yield* noWayBack()
  return deleted(yield* manage(channel, deleteKey(key), 'done'))
}

/**
 * What goes along when this is deleted with related objects: the applications of a load file; what belongs to a security
 * domain, and what depends on that. Only what the card told of them (C4 and CC) is known.
 */
export function dependentsOf(content: CardContent, aid: Uint8Array): RegistryEntry[] {
  const all = [...content.applications, ...content.loadFiles]
  const found: RegistryEntry[] = []
  const pending = [aid]
  for (let owner = pending.pop(); owner !== undefined; owner = pending.pop()) {
    const name = owner
    const owned = all.filter(
      (entry) =>
        [entry.loadFile, entry.domain].some((other) => other !== undefined && equalBytes(other, name)) &&
        !equalBytes(entry.aid, aid) &&
        !found.includes(entry)
    )
    found.push(...owned)
    pending.push(...owned.map((entry) => entry.aid))
  }
  return found
}

function deleted(
  outcome: { readonly kind: 'done'; readonly confirmation?: Uint8Array } | Failed
): DeleteResult {
  if (outcome.kind === 'done') {
    const { confirmation } = outcome
    return { kind: 'deleted', ...(confirmation && { confirmation }) }
  }
  if (outcome.kind === 'refused' && outcome.reason === 'absent') return { kind: 'absent', sw: outcome.sw }
  if (outcome.kind === 'refused' && outcome.reason === 'refused') return { kind: 'in-use', sw: outcome.sw }
  return outcome
}
