import { toHex } from '../../engine/bytes/hex'
import type { HostAnswer, HostReason, HostRequest } from '../../engine/workflow/host'
import { balanceOf, canMove, post } from '../ledger/ledger'
import { ecashAccount, keptAccount, merchantAccount } from '../ledger/ledger-accounts'
import { openAccount, type OpenLedgerAccount } from './account-funds'
import { ecashOf, generationOf, type CardGeneration } from './card-generation'
import { ISSUER_CURRENCY, type IssuerContext, type Refusal } from './issuer-context'
import type { Settlement } from './issuer-store-port'
import { presentedCard, seenCryptogram, type PresentedCard } from './presented-card'
import { responseCode } from './response-codes'

type Advice = Extract<HostRequest, { kind: 'advice' }>
type Claim = Extract<HostRequest, { kind: 'claim' }>

/**
 * A purchase that the card approved offline: its TC is proof, whatever became of the card since. Settled once for each
 * card and counter; one that was made anew since counts for itself.
 */
export async function advice(context: IssuerContext, request: Advice): Promise<HostAnswer> {
  if (!canMove(request.amount)) return answer(request, 'amount-invalid')
  const presented = await presentedCard(context, request.chip, request, ['TC'])
  if (presented.kind === 'refused') return answer(request, presented.reason)
  const { card, atc, facts } = presented
  const cryptogram = toHex(facts.cryptogram)
  const generation = await generationOf(context.stores, card.ref, request.id)
  const settled = await context.stores.issuer.settlement(card.ref, generation.number, atc)
  if (settled !== undefined) return answer(request, againstAdvice(settled, request, cryptogram))
  const source = await paidFrom(context, presented, generation)
  if (source.kind === 'refused') return answer(request, source.reason)
  const settlement = { card: card.ref, generation: generation.number, atc, cryptogram, by: 'advice' } as const
  await settle(context, request, settlement)
  await pay(context, request, { ...settlement, source: source.id })
  if (atc > card.atc && !generation.isFormer)
    await context.stores.issuer.changeCard(card.ref, seenCryptogram(presented, true))
  return answer(request)
}

/**
 * Where an offline purchase is paid from. Neither limits nor funds are looked at: the goods are gone, and the issuer stands
 * by what its card approved. The e-cash account may be below zero for a while, until a load that the card took is
 * confirmed; the customer's, until the customer pays in what was spent.
 */
async function paidFrom(
  { stores }: IssuerContext,
  { card, facts }: PresentedCard,
  generation: CardGeneration
): Promise<OpenLedgerAccount | Refusal> {
  return facts.takesEcash
    ? { kind: 'open', id: ecashOf(card.ref, generation) }
    : openAccount(stores, card.account)
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
  if (!isCounter(atc)) return answer(request, 'balance-unproven')
  const generation = await generationOf(context.stores, card, request.id)
  const settled = await issuer.settlement(card, generation.number, atc)
  if (settled !== undefined) return answer(request, againstClaim(settled, request))
  const settlement = {
    ...{ card, generation: generation.number, atc },
    by: request.refund ? 'refund' : 'claim'
  } as const
  if (generation.isFormer) {
    // The new card proves nothing about the one before, and holds again what that one had paid.
    if (!request.refund) return answer(request, 'balance-unproven')
    await settle(context, request, settlement)
    return answer(request)
  }
  if (balance === undefined || (evidence.atc ?? 0) <= atc) return answer(request, 'balance-unproven')
  const outstanding = (await balanceOf(ledger, ecashAccount(card))) + (await issuer.underWay(card)) - balance
  if (outstanding < amount) return answer(request, 'balance-unproven')
  await settle(context, request, settlement)
  await pay(context, request, { ...settlement, source: ecashAccount(card) })
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

type NewSettlement = Pick<Settlement, 'card' | 'generation' | 'atc' | 'by' | 'cryptogram'>

/** From now on the counter stands for this purchase. */
async function settle(
  { stores, origin, options }: IssuerContext,
  { id, amount, currency }: Advice | Claim,
  settlement: NewSettlement
): Promise<void> {
  const { terminal } = origin
  await stores.issuer.addSettlement({ ...settlement, amount, currency, terminal, id, at: options.now() })
}

async function pay(
  { stores, origin, options }: IssuerContext,
  { id, amount, currency }: Advice | Claim,
  { card, by, source }: NewSettlement & { readonly source: string }
): Promise<void> {
  await post(stores.ledger, {
    request: id,
    purpose: by,
    source,
    target: by === 'refund' ? keptAccount(card) : merchantAccount(origin.merchant),
    amount,
    currency,
    at: options.now()
  })
}

function answer({ id }: HostRequest, reason?: HostReason): HostAnswer {
  return { id, arc: responseCode(reason), scripts: [], ...(reason !== undefined && { reason }) }
}
