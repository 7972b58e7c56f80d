import Ban from '@lucide/svelte/icons/ban'
import KeyRound from '@lucide/svelte/icons/key-round'
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole'
import LockKeyholeOpen from '@lucide/svelte/icons/lock-keyhole-open'
import RotateCcwKey from '@lucide/svelte/icons/rotate-ccw-key'
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal'
import type { Component } from 'svelte'
import type { CardAction, PurseView } from '../../../src-main/contract/ecash'
import type { TextKey } from '../../../src-main/texts/window/index'

export type ServiceKind = Extract<
  CardAction['kind'],
  'set-limits' | 'change-pin' | 'unblock-pin' | 'block-application' | 'unblock-application' | 'block-card'
>

interface Service {
  readonly kind: ServiceKind
  readonly icon: Component
  readonly label: TextKey
  readonly detail: TextKey
}

const services: readonly Service[] = [
  { kind: 'set-limits', icon: SlidersHorizontal, label: 'counter.limits', detail: 'counter.limitsDetail' },
  { kind: 'change-pin', icon: KeyRound, label: 'counter.changePin', detail: 'counter.changePinDetail' },
  {
    kind: 'unblock-pin',
    icon: RotateCcwKey,
    label: 'counter.unblockPin',
    detail: 'counter.unblockPinDetail'
  },
  {
    kind: 'block-application',
    icon: LockKeyhole,
    label: 'counter.blockApplication',
    detail: 'counter.blockApplicationDetail'
  },
  {
    kind: 'unblock-application',
    icon: LockKeyholeOpen,
    label: 'counter.unblockApplication',
    detail: 'counter.unblockApplicationDetail'
  },
  { kind: 'block-card', icon: Ban, label: 'counter.blockCard', detail: 'counter.blockCardDetail' }
]

/** What the counter can do with this card: a blocked application can be unblocked, or its card blocked. */
export function servicesFor({ blocked }: PurseView): readonly Service[] {
  return services.filter(({ kind }) =>
    blocked ? kind === 'unblock-application' || kind === 'block-card' : kind !== 'unblock-application'
  )
}

interface Confirmation {
  readonly title: TextKey
  readonly text: TextKey
  readonly action: TextKey
}

/** What is asked before each; limits have a dialog of their own. */
export const confirmations: Readonly<Record<Exclude<ServiceKind, 'set-limits'>, Confirmation>> = {
  'change-pin': {
    title: 'counter.changePinTitle',
    text: 'counter.changePinText',
    action: 'counter.changePinGo'
  },
  'unblock-pin': {
    title: 'counter.unblockPinTitle',
    text: 'counter.unblockPinText',
    action: 'counter.unblockPin'
  },
  'block-application': {
    title: 'counter.blockApplicationTitle',
    text: 'counter.blockApplicationText',
    action: 'counter.blockApplication'
  },
  'unblock-application': {
    title: 'counter.unblockApplicationTitle',
    text: 'counter.unblockApplicationText',
    action: 'counter.unblockApplication'
  },
  'block-card': {
    title: 'counter.blockCardTitle',
    text: 'counter.blockCardText',
    action: 'counter.blockCard'
  }
}
