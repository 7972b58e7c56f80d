import type { ChipAction, ChipResult } from '../../contract/chip'
import { toHex } from '../../engine/bytes/hex'
import type { DeleteResult } from '../../engine/globalplatform/delete-content'
import type { LoadResult } from '../../engine/globalplatform/load-cap'
import { isFailed, type Failed } from '../../engine/globalplatform/perform-management'
import type { PutKeysResult } from '../../engine/globalplatform/put-keys'
import { chipTexts as say } from '../../texts/phrases/chip'

/** What came of an action, before the chip is looked at again. */
export type ChipEnd = Omit<ChipResult, 'action' | 'view'>

export function done(kind: ChipAction['kind']): ChipEnd {
  return { outcome: 'done', sentence: say.done[kind] }
}

/** One of the workflows that end in a plain success or a failure. */
export function plainEnd(kind: ChipAction['kind'], result: { readonly kind: string } | Failed): ChipEnd {
  return isFailed(result) ? failed(result) : done(kind)
}

/** `related`: it was to go with all that depends on it. */
export function deleteEnd(kind: 'delete' | 'delete-keys', result: DeleteResult, related = false): ChipEnd {
  switch (result.kind) {
    case 'deleted':
      return done(kind)
    case 'absent':
      return { outcome: 'refused', sentence: say.absent }
    case 'in-use':
      return { outcome: 'refused', sentence: say.inUse, advice: related ? say.othersFirst : say.withRelated }
    case 'has-dependents': {
      const names = result.dependents.map(({ aid }) => toHex(aid))
      return { outcome: 'refused', sentence: say.dependents(names), advice: say.withRelated }
    }
    default:
      return failed(result)
  }
}

export function loadEnd(result: LoadResult): ChipEnd {
  if (result.kind === 'loaded') {
    if (result.already !== true) return done('load')
    return { outcome: 'done', sentence: say.done.loadedAlready, advice: say.otherBuild }
  }
  if (result.kind === 'stopped') {
    return { outcome: 'cancelled', sentence: say.stopped(result.next), advice: say.stoppedAdvice }
  }
  return failed(result)
}

/** `isPublic`: the public key of a pair, which has no check value. */
export function putKeyEnd(result: PutKeysResult, isPublic: boolean): ChipEnd {
  const end = putKeysEnd(result)
  if (result.kind !== 'stored') return end
  return { ...end, sentence: isPublic ? say.publicKeyPut : say.keyPut(result.verified) }
}

export function putKeysEnd(result: PutKeysResult): ChipEnd {
  if (result.kind === 'check-value-differs') return { outcome: 'refused', sentence: say.keysDiffer }
  if (isFailed(result)) return failed(result)
  return {
    outcome: 'done',
    sentence: result.verified ? say.done['put-keys'] : say.done['put-keys-unconfirmed']
  }
}

function failed(failure: Failed): ChipEnd {
  switch (failure.kind) {
    case 'refused': {
      const advices: Readonly<Record<string, ChipEnd['advice']>> = say.refusedAdvice
      const advice = advices[failure.reason]
      return {
        outcome: 'refused',
        sentence: say.refused(failure.command, failure.sw),
        ...(advice !== undefined && { advice })
      }
    }
    case 'too-long':
      return { outcome: 'refused', sentence: say.tooLong(failure.command) }
    case 'channel-broken':
      return { outcome: 'refused', sentence: say.channelBroken }
  }
}
