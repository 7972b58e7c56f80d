import { ecashRefusals as no, ecashSentences as say } from '../../../texts/phrases/ecash'
import type { Secret } from '../../crypto/secret'
import { money } from '../../emv/reasons'
import type { LoadSource } from '../../workflow/host'
import type { Workflow } from '../../workflow/workflow'
import type { EntryFacts } from '../entry/entry-facts'
import { amountRefusal, usableRefusal } from '../purse/check-purse'
import type { Purse } from '../purse/purse'
import type { FlowContext } from './flow-context'
import { type FlowEnd, refusal } from './flow-end'
import { scriptedFlow, type ScriptedPlan } from './scripted-flow'

export interface LoadOptions {
  readonly purse: Purse
  /** Minor units. */
  readonly amount: number
  readonly from: LoadSource
  /** The holder's, for the issuer to check; where it was asked for. */
  readonly pin?: Secret
}

const TYPES = { account: 'load-account', 'other-account': 'load-other', cash: 'load-cash' } as const

/** Puts money onto the card (JR/T 0025: loads from the designated account, from another one, of cash). */
export function* load(context: FlowContext, options: LoadOptions): Workflow<FlowEnd> {
  const { purse, amount, from, pin } = options
  const { currency } = context.terminal
  const unfit = loadRefusal(purse, amount, currency)
  if (unfit !== undefined) return unfit
  return yield* scriptedFlow(context, {
    purse,
    facts: { flow: 'load', source: from.kind, amount },
    type: TYPES[from.kind],
    service: { kind: 'load', from },
    amount,
    ...(pin !== undefined && { pin }),
    target: (before) => before + amount,
    done: loadedText
  })
}

/** Why this amount cannot be loaded, as far as the card itself shows; nothing is sent then. */
export function loadRefusal(purse: Purse, amount: number, currency: number): FlowEnd | undefined {
  const unfit = amountRefusal(amount) ?? usableRefusal(purse, currency)
  if (unfit !== undefined) return unfit
  const most = purse.limits.balance
  return most !== undefined && purse.balance + amount > most
    ? refusal(no.overBalanceLimit(money(most, currency)), no.advice)
    : undefined
}

/** `continues`: the entry for which it is being loaded. */
export interface LoadKeptOptions {
  readonly purse: Purse
  readonly continues?: string
}

/** Loads what the issuer keeps for the card (JR/T 0025: update after an interrupted load); the issuer knows how much. */
export function* loadKept(context: FlowContext, { purse, continues }: LoadKeptOptions): Workflow<FlowEnd> {
  const unfit = usableRefusal(purse, context.terminal.currency)
  if (unfit !== undefined) return unfit
  const plan: ScriptedPlan = {
    purse,
    facts: { flow: 'load-kept', ...(continues !== undefined && { continues }) },
    type: 'load-account',
    service: { kind: 'load-kept' },
    amount: 0,
    target: (before, { balanceAfter }) => {
      const most = purse.limits.balance ?? Number.MAX_SAFE_INTEGER
      const possible = balanceAfter !== undefined && balanceAfter > before && balanceAfter <= most
      return possible ? balanceAfter : undefined
    },
    done: loadedText
  }
  return yield* scriptedFlow(context, plan)
}

function loadedText({ balanceBefore = 0, balanceAfter = 0, currency }: EntryFacts) {
  return say.loaded(money(balanceAfter - balanceBefore, currency), money(balanceAfter, currency))
}
