import type { CardAction } from '../../contract/ecash'
import { Entry } from '../../engine/ecash/entry/entry'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import { askAgreement, askPin } from '../../engine/ecash/flows/ask-pin'
import { cardService, type CardService } from '../../engine/ecash/flows/card-service'
import { changePin } from '../../engine/ecash/flows/change-pin'
import type { FlowContext } from '../../engine/ecash/flows/flow-context'
import { type FlowEnd, refusal } from '../../engine/ecash/flows/flow-end'
import { load, loadKept, loadRefusal } from '../../engine/ecash/flows/load'
import { pay } from '../../engine/ecash/flows/pay'
import { unload } from '../../engine/ecash/flows/unload'
import { amountRefusal } from '../../engine/ecash/purse/check-purse'
import type { Purse } from '../../engine/ecash/purse/purse'
import { readPurse } from '../../engine/ecash/purse/read-purse'
import { type RecoverOptions, recoverWithCard } from '../../engine/ecash/recover/recover-with-card'
import { cardlessWork, settleWithoutCard } from '../../engine/ecash/recover/settle-without-card'
import { unreadableEnd } from '../../engine/ecash/purse/unreadable'
import { noWayBack, type Workflow } from '../../engine/workflow/workflow'
import { ecashRefusals as no } from '../../texts/phrases/ecash'
import type { JournalEntry } from '../journal/journal-service'

type Of<K extends CardAction['kind']> = Extract<CardAction, { kind: K }>

/** What a person may want with a purse that was read. */
type PurseAction = Exclude<CardAction, Of<'pay' | 'finish' | 'reverse'>>

/** A payment: the card says what it is only within the transaction itself. */
export function payment(
  context: FlowContext,
  { amount, mode, online = false }: Of<'pay'>
): Workflow<FlowEnd> {
  return pay(context, { amount, mode, online, connected: true })
}

/** Everything at the counter: looks at the card first, and stops at what can be seen to be impossible. */
export function* counterAction(context: FlowContext, action: PurseAction): Workflow<FlowEnd> {
  const early = 'amount' in action ? amountRefusal(action.amount) : undefined
  if (early !== undefined) return early
  if (action.kind === 'load' && action.from === 'other-account' && action.pan === undefined) {
    return refusal(no.noOtherCard)
  }
  const { terminal } = context
  const says = yield* readPurse({ terminal, interface: context.interface, logs: false })
  if (says.kind !== 'purse') return unreadableEnd(says)
  const { purse } = says
  const open = context.blockedBy(context.reference(purse.pan, purse.psn))
  if (open !== undefined) return refusal(open)
  return yield* withPurse(context, action, purse)
}

function* withPurse(context: FlowContext, action: PurseAction, purse: Purse): Workflow<FlowEnd> {
  switch (action.kind) {
    case 'load':
      return yield* loadFrom(context, action, purse)
    case 'load-kept':
      return yield* loadKept(context, { purse })
    case 'unload':
      return yield* unload(context, { purse, amount: action.amount, to: action.to })
    case 'change-pin': {
      const asked = yield* changePin()
      return asked.kind === 'ended' ? asked.end : yield* cardService(context, { purse, ...asked })
    }
    default:
      return yield* cardService(context, { purse, service: serviceOf(action) })
  }
}

function* loadFrom(context: FlowContext, { amount, from, pan }: Of<'load'>, purse: Purse): Workflow<FlowEnd> {
  const money = { amount, currency: context.terminal.currency }
  if (from === 'cash') return yield* load(context, { purse, amount, from: { kind: from } })
  if (from === 'account') {
    // What cannot be done is said before anybody is asked for a PIN.
    const unfit = loadRefusal(purse, amount, money.currency)
    if (unfit !== undefined) return unfit
    const agreed = yield* askAgreement(money)
    if (agreed !== undefined && 'outcome' in agreed) return agreed
    const pin = agreed === undefined ? {} : { pin: agreed }
    return yield* load(context, { purse, amount, from: { kind: from }, ...pin })
  }
  if (pan === undefined) return refusal(no.noOtherCard)
  const asked = yield* askPin('online', money)
  if (asked.kind === 'ended') return asked.end
  return yield* load(context, { purse, amount, from: { kind: 'other-account', pan, pin: asked.pin } })
}

function serviceOf(
  action: Exclude<PurseAction, Of<'load' | 'load-kept' | 'unload' | 'change-pin'>>
): CardService {
  if (action.kind !== 'set-limits') return action
  const { balanceLimit, transactionLimit, resetThreshold } = action
  return {
    kind: 'set-limits',
    ...(balanceLimit !== undefined && { balanceLimit }),
    ...(transactionLimit !== undefined && { transactionLimit }),
    ...(resetThreshold !== undefined && { resetThreshold })
  }
}

/** Settles an open entry, with its card where that is needed. `underWay`: what was begun for it is open itself. */
export function* settlement(
  context: FlowContext,
  { entry: id, facts: plain }: JournalEntry,
  { how, underWay }: Pick<RecoverOptions, 'how' | 'underWay'>
): Workflow<FlowEnd> {
  const facts = entryFacts(plain)
  const entry = Entry.resume(id, facts)
  const work = cardlessWork(facts)
  if (work === undefined || (work.kind === 'settle' && work.how === 'keep')) {
    return yield* recoverWithCard(context, { entry, how, underWay })
  }
  yield* noWayBack()
  return yield* settleWithoutCard(entry, work)
}
