import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleX from '@lucide/svelte/icons/circle-x'
import CreditCard from '@lucide/svelte/icons/credit-card'
import RotateCcw from '@lucide/svelte/icons/rotate-ccw'
import Smartphone from '@lucide/svelte/icons/smartphone'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import type { Component } from 'svelte'
import type { ActionResult } from '../../../src-main/contract/ecash'
import type { TransactionOutcome } from '../../../src-main/contract/payment'
import type { TextKey } from '../../../src-main/texts/window/index'

type Shown = TransactionOutcome | Exclude<ActionResult['outcome'], TransactionOutcome>

/** What the result's one button does. */
export type NextStep = 'next' | 'again' | 'present-again' | 'insert' | 'back'

export interface OutcomeWords {
  readonly tone: 'success' | 'caution' | 'danger' | 'info'
  readonly icon: Component
  readonly title: TextKey
  /** Who decided it. */
  readonly by?: TextKey | undefined
  readonly next: NextStep
}

const table: Readonly<Record<Shown, Omit<OutcomeWords, 'title' | 'by'>>> = {
  'approved-offline': { tone: 'success', icon: CircleCheck, next: 'next' },
  'approved-online': { tone: 'success', icon: CircleCheck, next: 'next' },
  'declined-by-card': { tone: 'danger', icon: CircleX, next: 'back' },
  'declined-by-terminal': { tone: 'danger', icon: CircleX, next: 'back' },
  'declined-by-issuer': { tone: 'danger', icon: CircleX, next: 'back' },
  'try-again': { tone: 'caution', icon: RotateCcw, next: 'again' },
  'see-phone': { tone: 'caution', icon: Smartphone, next: 'present-again' },
  'use-other-interface': { tone: 'caution', icon: CreditCard, next: 'insert' },
  'not-possible': { tone: 'danger', icon: Ban, next: 'back' },
  cancelled: { tone: 'info', icon: Ban, next: 'back' },
  interrupted: { tone: 'caution', icon: TriangleAlert, next: 'again' },
  done: { tone: 'success', icon: CircleCheck, next: 'next' },
  declined: { tone: 'danger', icon: CircleX, next: 'back' },
  refused: { tone: 'danger', icon: Ban, next: 'back' },
  'nothing-happened': { tone: 'info', icon: Ban, next: 'back' }
}

const by = [
  'approved-offline',
  'approved-online',
  'declined-by-card',
  'declined-by-terminal',
  'declined-by-issuer'
] as const

/** How a result is shown: the transaction's own outcome where there was a transaction. */
export function outcomeWords(result: ActionResult): OutcomeWords {
  const outcome = shownOutcome(result)
  const decider = by.find((each) => each === outcome)
  return {
    ...table[outcome],
    title: `pay.outcome_${outcome}`,
    by: decider && `pay.by_${decider}`,
    // What is not finished is the next step itself.
    ...(result.open !== undefined && { next: 'back' as const })
  }
}

/** An entry that was finished afterwards ended as it was finished, whatever the transaction in it said. */
function shownOutcome({ action, outcome, story, open }: ActionResult): Shown {
  if (action !== 'pay' || story === undefined || open !== undefined) return outcome
  // The terminal's word counts where the journal came to the same end.
  const agree = story.outcome.startsWith('approved') === (outcome === 'done')
  return agree ? story.outcome : outcome
}
