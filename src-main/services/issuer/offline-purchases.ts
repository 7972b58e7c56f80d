import { toHex } from '../../engine/bytes/hex'
import type { HostAnswer, HostReason, HostRequest } from '../../engine/workflow/host'
import { balanceOf, canMove, post } from '../ledger/ledger'
import { ecashAccount, keptAccount, merchantAccount } from '../ledger/ledger-accounts'
import { openAccount, type OpenLedgerAccount } from './account-funds'
import { ISSUER_CURRENCY, type IssuerContext, type Refusal } from './issuer-context'
import type { Settlement } from './issuer-store-port'
import { presentedCard, seenCryptogram, type PresentedCard } from './presented-card'
import { responseCode } from './response-codes'

type Advice = Extract<HostRequest, { kind: 'advice' }>
type Claim = Extract<HostRequest, { kind: 'claim' }>

/**
 * A purchase that the card approved offline: its TC is proof, whatever became of the card since. Settled once for each
 * card and counter.
 */
export async function advice(context: IssuerContext, request: Advice): Promise<HostAnswer> {
  if (!canMove(request.amount)) return answer(request, 'amount-invalid')
  const presented = await presentedCard(context, request.chip, request, ['TC'])
  if (presented.kind === 'refused') return answer(request, presented.reason)
  const { card, atc, facts } = presented
  const settled = await settlementOf(context, card.ref, atc)
  if (settled !== undefined) return answer(request, againstAdvice(settled, request, toHex(facts.cryptogram)))
  const source = await paidFrom(context, presented)
  if (source.kind === 'refused') return answer(request, source.reason)
  const cryptogram = toHex(facts.cryptogram)
  await settle(context, request, { card: card.ref, atc, cryptogram, by: 'advice' }, source.id)
  if (atc > card.atc) await context.stores.issuer.changeCard(card.ref, seenCryptogram(presented, true))
  return answer(request)
}

/**
 * Where an offline purchase is paid from. Neither limits nor funds are looked at: the goods are gone, and the issuer stands
 * by what its card approved. The e-cash account may be below zero for a while, until a load that the card took is
 * confirmed; the customer's, until the customer pays in what was spent.
 */
async function paidFrom(
  { stores }: IssuerContext,
  { card, facts }: PresentedCard
): Promise<OpenLedgerAccount | Refusal> {
  return facts.takesEcash ? { kind: 'open', id: ecashAccount(card.ref) } : openAccount(stores, card.account)
}

function againstAdvice(settled: Settlement, { amount }: Advice, cryptogram: string): HostReason | undefined {
  if (settled.by === 'refund') return 'already-reversed'
  const same = settled.amount === amount && (settled.cryptogram ?? cryptogram) === cryptogram
  return same ? undefined : 'atc-replayed'
}

/**
 * A purchase without its TC, proven by what the card says later: more must have left the e-cash account's card than has
 * come in, by at least the amount.
 */
export async function claim(context: IssuerContext, request: Claim): Promise<HostAnswer> {
  const { issuer, ledger } = context.stores
  const { amount, atc, currency } = request
  if (currency !== ISSUER_CURRENCY) return answer(request, 'currency-differs')
  if (!canMove(amount)) return answer(request, 'amount-invalid')
  const evidence = await issuer.authorisation(context.origin.terminal, request.evidence)
  if (evidence?.service !== 'evidence' || evidence.card === undefined)
    return answer(request, 'original-unknown')
  if (evidence.state !== 'authorised' && evidence.state !== 'confirmed') {
    return answer(request, 'original-unknown')
  }
  const { card, balance } = evidence
  if (!isCounter(atc) || balance === undefined || (evidence.atc ?? 0) <= atc) {
    return answer(request, 'balance-unproven')
  }
  const settled = await settlementOf(context, card, atc)
  if (settled !== undefined) return answer(request, againstClaim(settled, request))
  const outstanding = (await balanceOf(ledger, ecashAccount(card))) + (await issuer.underWay(card)) - balance
  if (outstanding < amount) return answer(request, 'balance-unproven')
  const by = request.refund ? 'refund' : 'claim'
  await settle(context, request, { card, atc, by }, ecashAccount(card))
  return answer(request)
}

function againstClaim(settled: Settlement, { amount, refund }: Claim): HostReason | undefined {
  if (settled.amount !== amount) return 'atc-replayed'
  if ((settled.by === 'refund') === refund) return undefined
  return settled.by === 'refund' ? 'already-reversed' : 'already-confirmed'
}

function isCounter(atc: number): boolean {
  return Number.isInteger(atc) && atc > 0 && atc <= 0xffff
}

async function settlementOf(
  { stores }: IssuerContext,
  card: string,
  atc: number
): Promise<Settlement | undefined> {
  return stores.issuer.settlement(card, await stores.issuer.generation(card), atc)
}

async function settle(
  { stores, origin, options }: IssuerContext,
  { id, amount, currency }: Advice | Claim,
  settlement: Pick<Settlement, 'card' | 'atc' | 'by' | 'cryptogram'>,
  source: string
): Promise<void> {
  const { card, by } = settlement
  const at = options.now()
  const generation = await stores.issuer.generation(card)
  await stores.issuer.addSettlement({
    ...settlement,
    generation,
    amount,
    currency,
    terminal: origin.terminal,
    id,
    at
  })
  await post(stores.ledger, {
    request: id,
    purpose: by,
    source,
    target: by === 'refund' ? keptAccount(card) : merchantAccount(origin.merchant),
    amount,
    currency,
    at
  })
}

function answer({ id }: HostRequest, reason?: HostReason): HostAnswer {
  return { id, arc: responseCode(reason), scripts: [], ...(reason !== undefined && { reason }) }
}
