import { ecashRefusals as no, ecashSentences as say } from '../../../texts/phrases/ecash'
import { money } from '../../emv/reasons'
import type { Workflow } from '../../workflow/workflow'
import { amountRefusal, usableRefusal } from '../purse/check-purse'
import type { Purse } from '../purse/purse'
import type { FlowContext } from './flow-context'
import { type FlowEnd, refusal } from './flow-end'
import { scriptedFlow } from './scripted-flow'

export interface UnloadOptions {
  readonly purse: Purse
  /** Minor units. */
  readonly amount: number
  readonly to: 'account' | 'cash'
}

/** Takes money off the card (JR/T 0025), to the account that belongs to it or out of the cash drawer. */
export function* unload(context: FlowContext, { purse, amount, to }: UnloadOptions): Workflow<FlowEnd> {
  const { currency } = context.terminal
  const unfit = amountRefusal(amount) ?? usableRefusal(purse, currency)
  if (unfit !== undefined) return unfit
  if (amount > purse.balance) return refusal(no.notEnough(money(purse.balance, currency)), no.advice)
  return yield* scriptedFlow(context, {
    purse,
    facts: { flow: 'unload', target: to, amount },
    type: 'unload',
    service: { kind: 'unload', to },
    amount,
    target: (before) => before - amount,
    done: (facts) => say.unloaded(money(amount, currency), money(facts.balanceAfter ?? 0, currency))
  })
}
