import type { OpenEntry } from '../../../contract/ecash'
import type { LocalText } from '../../../texts/local-text'
import {
  entryTitle,
  openEntryTexts as say,
  recoveryTexts,
  settleTexts as buttons
} from '../../../texts/phrases/ecash'
import { type EntryFacts, isScripted } from '../entry/entry-facts'
import { mayHandOver } from '../recover/hand-over'
import { cardlessWork } from '../recover/settle-without-card'
import { amountOfEntry } from './money-text'

/** An open entry as a person sees it: what is certain, and what can be done. */
export function openEntryView(entry: string, facts: EntryFacts): OpenEntry {
  const { flow, at, pan, amount, currency } = facts
  return {
    entry,
    flow,
    title: entryTitle(facts),
    at: new Date(at).toISOString(),
    pan,
    ...(amount !== undefined && { amount, currency }),
    ...standing(facts),
    ...(mayHandOver(facts) && { handOver: button(buttons.handOver, buttons.handOverEffect(entry)) })
  }
}

type Standing = Pick<OpenEntry, 'sentence' | 'needsCard' | 'finish' | 'reverse' | 'handOver'>
type Button = NonNullable<OpenEntry['finish']>

const button = (label: LocalText, effect: LocalText): Button => ({ label, effect })

function standing(facts: EntryFacts): Standing {
  const work = cardlessWork(facts)
  const money = amountOfEntry(facts)
  switch (work?.kind) {
    case 'hand-over':
      return { sentence: say.refused, needsCard: false }
    case 'keep-purchase':
      return {
        sentence: say.standing(money),
        needsCard: false,
        finish: button(buttons.finishPurchase, buttons.finishEffect.standing)
      }
    case 'settle':
      return settling(work.how, money)
    case undefined:
      return { ...withCard(facts, money), ...doubt(facts) }
  }
}

/** The card was asked before and could not tell; it may be asked again. */
function doubt({ ambiguous, kept, refundDue }: EntryFacts): Pick<Standing, 'sentence'> | undefined {
  if (ambiguous === undefined || kept === true || refundDue === true) return undefined
  return { sentence: say.ambiguous(recoveryTexts.ambiguous[ambiguous]) }
}

function settling(how: 'confirm' | 'reverse' | 'keep', money: LocalText): Standing {
  switch (how) {
    case 'confirm':
      return {
        sentence: say.confirm,
        needsCard: false,
        finish: button(buttons.finish, buttons.finishEffect.confirm)
      }
    case 'reverse':
      return {
        sentence: say.reverse,
        needsCard: false,
        reverse: button(buttons.reverse, buttons.reverseEffect.reverse)
      }
    case 'keep':
      return {
        sentence: say.kept(money),
        needsCard: true,
        finish: button(buttons.finishLoad, buttons.finishEffect.load(money))
      }
  }
}

function withCard(facts: EntryFacts, money: LocalText): Standing {
  if (facts.refundDue === true) {
    return {
      sentence: say.refundDue(money),
      needsCard: true,
      reverse: button(buttons.giveMoneyBack, buttons.reverseEffect.refund(money))
    }
  }
  if (facts.kept === true) {
    return {
      sentence: say.kept(money),
      needsCard: true,
      finish: button(buttons.finishLoad, buttons.finishEffect.load(money))
    }
  }
  if (!isScripted(facts)) {
    return {
      sentence: say.needsCard.purchase(money),
      needsCard: true,
      finish: button(buttons.finishPurchase, buttons.finishEffect.purchase),
      reverse: button(buttons.giveMoneyBack, buttons.reverseEffect.refund(money))
    }
  }
  return scripted(facts, money)
}

function scripted({ flow }: EntryFacts, money: LocalText): Standing {
  const { needsCard } = say
  const { finishEffect: finish, reverseEffect: reverse } = buttons
  switch (flow) {
    case 'unload':
      return {
        sentence: needsCard.unload(money),
        needsCard: true,
        finish: button(buttons.finishUnload, finish.unload(money)),
        reverse: button(buttons.reverse, reverse.other)
      }
    case 'script':
      return {
        sentence: needsCard.service,
        needsCard: true,
        finish: button(buttons.finish, finish.service),
        reverse: button(buttons.reverse, reverse.other)
      }
    default:
      return {
        sentence: needsCard.load(money),
        needsCard: true,
        finish: button(buttons.finishLoad, finish.load(money)),
        reverse: button(buttons.reverse, reverse.load(money))
      }
  }
}
