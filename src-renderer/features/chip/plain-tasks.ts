import type { ChipAction } from '../../../src-main/contract/chip'
import type { TextKey } from '../../../src-main/texts/window/index'
import type { CardState, VerbId } from './verbs'

/** Verbs that are done after one plain question. */
export type PlainVerb = Extract<
  VerbId,
  'lock' | 'unlock' | 'make-selectable' | 'initialized' | 'secured' | 'card-lock' | 'card-unlock'
>

interface PlainTask {
  readonly title: TextKey
  readonly text: TextKey
  readonly button: TextKey
  readonly final?: true
  readonly action: (aid: string) => ChipAction
}

const cardState = (state: CardState) => (): ChipAction => ({ kind: 'card-state', state })

export const plainTasks: Readonly<Record<PlainVerb, PlainTask>> = {
  lock: {
    ...{ title: 'chipTask.lockTitle', text: 'chipTask.lockText', button: 'chip.lock' },
    action: (aid) => ({ kind: 'lock', aid })
  },
  unlock: {
    ...{ title: 'chipTask.unlockEntryTitle', text: 'chipTask.unlockEntryText', button: 'chip.unlockEntry' },
    action: (aid) => ({ kind: 'unlock', aid })
  },
  'make-selectable': {
    ...{ title: 'chipTask.selectableTitle', text: 'chipTask.selectableText', button: 'chip.make-selectable' },
    action: (aid) => ({ kind: 'make-selectable', aid })
  },
  initialized: {
    ...{ title: 'chipTask.initializedTitle', text: 'chipTask.stateText', button: 'chip.toInitialized' },
    ...{ final: true, action: cardState('initialized') }
  },
  secured: {
    ...{ title: 'chipTask.securedTitle', text: 'chipTask.stateText', button: 'chip.toSecured' },
    ...{ final: true, action: cardState('secured') }
  },
  'card-lock': {
    ...{ title: 'chipTask.cardLockTitle', text: 'chipTask.cardLockText', button: 'chip.toLocked' },
    action: cardState('locked')
  },
  'card-unlock': {
    ...{ title: 'chipTask.cardUnlockTitle', text: 'chipTask.cardUnlockText', button: 'chip.toUnlocked' },
    action: cardState('secured')
  }
}
