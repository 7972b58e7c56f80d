import type { Secret } from '../../crypto/secret'
import type { Workflow } from '../../workflow/workflow'
import { askPin } from './ask-pin'
import type { CardService } from './card-service'
import type { FlowEnd } from './flow-end'

export type ChangePin =
  | { readonly kind: 'ended'; readonly end: FlowEnd }
  | { readonly kind: 'service'; readonly service: CardService; readonly pin?: Secret }

/** The holder enters the present PIN, which the issuer checks, and the new one. */
export function* changePin(): Workflow<ChangePin> {
  const present = yield* askPin('online')
  if (present.kind === 'ended') return present
  const next = yield* askPin('new')
  if (next.kind === 'ended') return next
  return { kind: 'service', service: { kind: 'change-pin', pin: next.pin }, pin: present.pin }
}
