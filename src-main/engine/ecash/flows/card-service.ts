import { ecashRefusals as no, ecashSentences as say } from '../../../texts/phrases/ecash'
import type { Secret } from '../../crypto/secret'
import { isAmount } from '../../emv/amount'
import { money } from '../../emv/reasons'
import type { HostService } from '../../workflow/host'
import type { Workflow } from '../../workflow/workflow'
import type { EntryFacts, ScriptService } from '../entry/entry-facts'
import type { Purse } from '../purse/purse'
import type { FlowContext } from './flow-context'
import { type FlowEnd, refusal } from './flow-end'
import { scriptedFlow } from './scripted-flow'

export type CardService = Extract<HostService, { kind: ScriptService }>

export interface CardServiceOptions {
  readonly purse: Purse
  readonly service: CardService
  /** The holder's present PIN, for the issuer to check, where the service needs the holder's agreement. */
  readonly pin?: Secret
}

/** A service that the issuer does on the card by script (JR/T 0025): limits, PIN, blocks. Moves no money. */
export function* cardService(
  context: FlowContext,
  { purse, service, pin }: CardServiceOptions
): Workflow<FlowEnd> {
  const unfit = refusalFor(purse, service, context.terminal.currency)
  if (unfit !== undefined) return unfit
  return yield* scriptedFlow(context, {
    purse,
    facts: { flow: 'script', ...serviceFacts(service, purse) },
    type: 'script',
    service,
    amount: 0,
    ...(pin !== undefined && { pin }),
    target: () => undefined,
    done: () => say.served[service.kind]
  })
}

/** What the journal keeps of a service; never a PIN. */
function serviceFacts(service: CardService, { limits }: Purse): Partial<EntryFacts> {
  if (service.kind !== 'set-limits') return { service: service.kind }
  const { balanceLimit, transactionLimit, resetThreshold } = service
  return {
    service: 'set-limits',
    ...(balanceLimit !== undefined && { balanceLimit }),
    ...(transactionLimit !== undefined && { transactionLimit }),
    ...(resetThreshold !== undefined && { resetThreshold }),
    ...(balanceLimit !== undefined && limits.balance !== undefined && { balanceLimitBefore: limits.balance }),
    ...(transactionLimit !== undefined &&
      limits.transaction !== undefined && { transactionLimitBefore: limits.transaction }),
    ...(resetThreshold !== undefined &&
      limits.threshold !== undefined && { resetThresholdBefore: limits.threshold })
  }
}

/** What can be said against a service without asking anybody. */
function refusalFor(purse: Purse, service: CardService, currency: number): FlowEnd | undefined {
  if (service.kind === 'unblock-application') {
    return purse.blocked ? undefined : refusal(no.notBlocked, no.advice)
  }
  if (purse.blocked && service.kind !== 'block-card') return refusal(no.blocked, no.advice)
  if ((service.kind === 'change-pin' || service.kind === 'unblock-pin') && purse.pinTriesLeft === undefined) {
    return refusal(no.noPin, no.advice)
  }
  if (service.kind !== 'set-limits') return undefined
  const { balanceLimit, transactionLimit, resetThreshold } = service
  const limits = [balanceLimit, transactionLimit, resetThreshold].filter((limit) => limit !== undefined)
  if (limits.length === 0) return refusal(no.noLimits)
  if (!limits.every(isAmount)) return refusal(no.amount, no.advice)
  return balanceLimit !== undefined && balanceLimit < purse.balance
    ? refusal(no.limitBelowBalance(money(purse.balance, currency)), no.advice)
    : undefined
}
