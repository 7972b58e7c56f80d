import { post } from '../ledger/ledger'
import { suspenseAccount } from '../ledger/ledger-accounts'
import type { HostAnswer, HostReason, HostRequest, HostService } from '../../engine/workflow/host'
import * as forCard from './card-services'
import { issuerAuthentication, type ProvenCard } from './card-cryptogram'
import { cardScript } from './card-scripts'
import { ISSUER_CURRENCY, type IssuerContext, refused } from './issuer-context'
import type { Authorisation } from './issuer-store-port'
import * as money from './money-services'
import { pinProblem } from './pin-check'
import {
  counterProblem,
  hasExpired,
  presentedCard,
  seenCryptogram,
  type PresentedCard
} from './presented-card'
import { responseCode } from './response-codes'
import type { Decision, Grant } from './service-decision'

type AuthoriseRequest = Extract<HostRequest, { kind: 'authorise' }>

/** These move nothing by themselves, so that no amount belongs to them. */
const WITHOUT_AMOUNT: ReadonlySet<HostService['kind']> = new Set([
  'evidence',
  'set-limits',
  'change-pin',
  'unblock-pin',
  'block-application',
  'unblock-application',
  'block-card'
])
/** These help a blocked application, put an end to it, or only look at it. It answers each request with an AAC. */
const WHILE_BLOCKED: ReadonlySet<HostService['kind']> = new Set([
  'evidence',
  'unblock-application',
  'block-card'
])

/** Decides on a request, posts what is taken, and answers with ARPC and scripts. */
export async function authorise(context: IssuerContext, request: AuthoriseRequest): Promise<HostAnswer> {
  const { issuer } = context.stores
  const { id, service } = request
  // The original of a reversal that came before it.
  const known = await issuer.authorisation(context.origin.terminal, id)
  if (known !== undefined) return declined(id, 'already-reversed')
  const kinds = WHILE_BLOCKED.has(service.kind) ? (['ARQC', 'AAC'] as const) : (['ARQC'] as const)
  const presented = await presentedCard(context, request.chip, request, kinds)
  if (presented.kind === 'refused') {
    await issuer.addAuthorisation(entry(context, request, { state: 'declined' }))
    return declined(id, presented.reason)
  }
  const counter = counterProblem(presented, context)
  const stands = counter === 'atc-jumped' && service.kind === 'evidence' ? undefined : counter
  const decision = stands === undefined ? await decide(context, request, presented) : refused(stands)
  if (counter !== 'atc-replayed') {
    const spent = decision.kind === 'granted' || stands === 'atc-jumped'
    await issuer.changeCard(presented.card.ref, seenCryptogram(presented, spent))
  }
  if (decision.kind === 'granted') return granted(context, request, presented, decision)
  await issuer.addAuthorisation(
    entry(context, request, { state: 'declined', card: presented.card.ref, atc: presented.atc })
  )
  return declined(id, decision.reason, presented.proven)
}

/** Whether anything about the card stands against it; then the service itself. */
async function decide(
  context: IssuerContext,
  { service, amount, pin }: AuthoriseRequest,
  presented: PresentedCard
): Promise<Decision> {
  const { card } = presented
  if (card.status === 'card-blocked') return refused('card-blocked')
  if (card.status === 'application-blocked' && !WHILE_BLOCKED.has(service.kind))
    return refused('card-blocked')
  if (hasExpired(presented, context.options.now())) return refused('expired')
  if (WITHOUT_AMOUNT.has(service.kind) && amount !== 0) return refused('amount-invalid')
  if (pin !== undefined) {
    const problem = await pinProblem(context.stores, card, pin)
    if (problem !== undefined) return refused(problem)
  }
  return serve(context, presented, service, amount)
}

function serve(
  context: IssuerContext,
  presented: PresentedCard,
  service: HostService,
  amount: number
): Decision | Promise<Decision> {
  switch (service.kind) {
    case 'purchase':
      return money.purchase({ context, presented, service, amount })
    case 'load':
      return money.load({ context, presented, service, amount })
    case 'load-kept':
      return money.loadKept({ context, presented, service, amount })
    case 'unload':
      return money.unload({ context, presented, service, amount })
    case 'evidence':
      return forCard.evidence({ context, presented, service, amount })
    case 'set-limits':
      return forCard.setLimits({ context, presented, service, amount })
    case 'change-pin':
      return forCard.changePin({ context, presented, service, amount })
    case 'unblock-pin':
      return forCard.unblockPin({ context, presented, service, amount })
    case 'block-application':
      return forCard.blockApplication()
    case 'unblock-application':
      return forCard.unblockApplication()
    case 'block-card':
      return forCard.blockCard()
  }
}

async function granted(
  context: IssuerContext,
  request: AuthoriseRequest,
  { card, proven, atc }: PresentedCard,
  grant: Grant
): Promise<HostAnswer> {
  const { id, service } = request
  const { issuer, ledger } = context.stores
  const { amount, takenFrom, confirmedFrom, target, changes, commands, balanceAfter } = grant
  const source = takenFrom ?? confirmedFrom
  const number = await issuer.addAuthorisation(
    entry(context, request, {
      state: 'authorised',
      card: card.ref,
      amount,
      atc,
      ...(proven.balance !== undefined && { balance: proven.balance }),
      ...(source !== undefined && { source }),
      ...(target !== undefined && { target }),
      ...(changes !== undefined && { changes })
    })
  )
  if (takenFrom !== undefined) {
    await post(ledger, {
      request: id,
      purpose: service.kind,
      source: takenFrom,
      target: suspenseAccount(context.origin.terminal, id),
      amount,
      currency: ISSUER_CURRENCY,
      at: context.options.now()
    })
  }
  return {
    id,
    arc: responseCode(undefined),
    issuerAuthentication: issuerAuthentication(proven, responseCode(undefined)),
    scripts: commands.length === 0 ? [] : [cardScript(proven, number, commands)],
    ...(balanceAfter !== undefined && { balanceAfter })
  }
}

function declined(id: string, reason: HostReason, proven?: ProvenCard): HostAnswer {
  const arc = responseCode(reason)
  return {
    id,
    arc,
    ...(proven !== undefined && { issuerAuthentication: issuerAuthentication(proven, arc) }),
    scripts: [],
    reason
  }
}

function entry(
  { origin, options }: IssuerContext,
  { id, service, currency }: AuthoriseRequest,
  more: Pick<Authorisation, 'state'> & Partial<Authorisation>
): Authorisation {
  const known = { terminal: origin.terminal, id, at: options.now(), service: service.kind }
  return { ...known, amount: 0, currency: Number.isSafeInteger(currency) ? currency : 0, ...more }
}
