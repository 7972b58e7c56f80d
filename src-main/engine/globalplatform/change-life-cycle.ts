import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { setStatus, type SetStatusOutcome } from '../commands/globalplatform/set-status'
import type { Command } from '../commands/command'
import { noWayBack, progress, type Workflow } from '../workflow/workflow'
import { CARD_STATES, type CardState } from './life-cycle'
import { manage, type Failed } from './perform-management'
import type { SecureChannel } from './secure-channel'

export type LifeCycleChange =
  /** `withApplications`: a security domain with everything that belongs to it. */
  | { readonly kind: 'lock' | 'unlock'; readonly aid: Uint8Array; readonly withApplications?: boolean }
  /** A state of the application's or domain's own, e.g. 0F of a personalized domain. */
  | { readonly kind: 'application-state'; readonly aid: Uint8Array; readonly state: number }
  /** A locked card is unlocked by `secured`; `terminated` is for good. */
  | { readonly kind: 'card'; readonly state: Exclude<CardState, 'op-ready'> }

export type LifeCycleResult = { readonly kind: 'changed'; readonly sw: number } | Failed

const LOCK = 0x80
const UNLOCK = 0x00

/** Whether nothing can undo the change: the card never goes back to an earlier state but from locked to secured. */
export function isIrreversible(change: LifeCycleChange): boolean {
  return change.kind === 'card' && change.state !== 'locked'
}

/**
 * SET STATUS (GlobalPlatform Card 2.3.1, 11.10). One command: interrupted, it was done or not, which the registry tells. A
 * terminated card answers little or nothing from then on.
 */
export function* changeLifeCycle(channel: SecureChannel, change: LifeCycleChange): Workflow<LifeCycleResult> {
  yield* progress({ step: 'set-status', text: say.changingState })
  if (isIrreversible(change)) yield* noWayBack()
  return yield* manage(channel, commandFor(channel, change), 'changed')
}

function commandFor({ facts }: SecureChannel, change: LifeCycleChange): Command<SetStatusOutcome> {
  switch (change.kind) {
    case 'lock':
    case 'unlock': {
      const scope = change.withApplications === true ? 'domain-and-applications' : 'application'
      return setStatus(scope, change.kind === 'lock' ? LOCK : UNLOCK, change.aid)
    }
    case 'application-state':
      return setStatus('application', change.state, change.aid)
    case 'card':
      return setStatus('card', CARD_STATES[change.state], facts.aid)
  }
}
