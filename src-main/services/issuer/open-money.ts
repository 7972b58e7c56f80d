import {
  customerAccount,
  DESK_DRAWER,
  drawerAccount,
  keptAccount,
  ledgerAccountKind
} from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import type { IssuerCard, StoredAuthorisation } from './issuer-store-port'
import { entryOf } from './entry-of-request'
import { BY_HAND, factsOf, handedOverPayments, type HandedOverPayment } from './handed-over-payment'
import { ISSUER_CURRENCY } from './issuer-context'
import { keptFor, RELEASE, type KeptMoney } from './kept-money'
import { inSuspense } from './settle'

/** How people settle what the card does not settle any more. */
export type ByHand =
  /** The card did it: the money reaches its target. */
  | 'confirm'
  /** The card did not do it: the money goes back to where it came from. */
  | 'reverse'
  /** What is kept is not loaded any more: it goes back to where it came from. */
  | 'release'

/** One transfer that a settlement will post. */
export interface Posting {
  readonly source: string
  readonly target: string
  /** Minor units. */
  readonly amount: number
  readonly purpose: string
}

/** What the issuer waits to hear: mostly money that is neither where it was nor where it is to be. */
export interface OpenMoney {
  /** What it is called when it is settled: the entry of the journal, or the request where it came without one. */
  readonly entry: string
  /**
   * `suspense`: taken, and the card has not said what it did. `unload`: the card was told to give it off, and the issuer
   * has not paid it out. `kept`: waits to be loaded onto the card. `payment`: nobody can tell any more whether
   * the card paid it, or the card paid for nothing. `service`: no money; the card may have taken what the issuer told it.
   */
  readonly where: 'suspense' | 'unload' | 'kept' | 'payment' | 'service'
  readonly request: string
  /** Who asked for it; absent where it is kept. */
  readonly terminal?: string
  /** What it was asked for, e.g. `load`. */
  readonly service: string
  /** Truncated number, and what people call the card. */
  readonly pan?: string
  readonly label?: string
  /** Minor units. */
  readonly amount: number
  readonly currency: number
  /** Milliseconds since 1970. */
  readonly since: number
  /** How it can be settled, each with what will be posted; nothing is where nothing was taken. */
  readonly ways: Readonly<Partial<Record<ByHand, readonly Posting[]>>>
  /** How the entry stands in this terminal's journal; absent where it has none. */
  readonly journal?: 'open' | 'completed' | 'reversed' | 'nothing-happened' | 'given-up'
  /** Which run of the program began it; see `EntryFacts`. */
  readonly session?: string
}

/** All of it, oldest first. Part of a transaction. */
export async function openMoney(stores: Stores): Promise<OpenMoney[]> {
  const cards = await stores.issuer.cards()
  const open: OpenMoney[] = []
  for (const one of await stores.issuer.openAuthorisations()) {
    if (one.amount > 0) open.push(await underWay(stores, one, cards))
    else if (one.changes !== undefined) open.push(await serviceView(stores, one, cards))
  }
  for (const payment of await handedOverPayments(stores)) {
    open.push(await paymentView(stores, payment, cards))
  }
  for (const card of cards) {
    for (const kept of await keptFor(stores.ledger, card.ref)) open.push(await keptView(stores, kept, card))
  }
  return open.sort((one, other) => one.since - other.since)
}

async function underWay(
  stores: Stores,
  authorisation: StoredAuthorisation,
  cards: readonly IssuerCard[]
): Promise<OpenMoney> {
  const { id, terminal, service = 'unknown', card: ref, amount, currency, at, source, target } = authorisation
  const lies = inSuspense(authorisation)
  const from = lies ?? source
  const posting = (to: string | undefined): Posting[] =>
    from === undefined || to === undefined ? [] : [{ source: from, target: to, amount, purpose: BY_HAND }]
  return {
    ...(await entryPart(stores, id)),
    where: lies === undefined ? 'unload' : 'suspense',
    ...{ request: id, terminal, service, amount, currency, since: at },
    ...named(cards, ref),
    ways: { confirm: posting(target), reverse: lies === undefined ? [] : posting(source) }
  }
}

/** A change of PIN, limits or state that the issuer told the card, and of which it has not heard. */
async function serviceView(
  stores: Stores,
  authorisation: StoredAuthorisation,
  cards: readonly IssuerCard[]
): Promise<OpenMoney> {
  const { id, terminal, service = 'unknown', card: ref, currency, at } = authorisation
  return {
    ...(await entryPart(stores, id)),
    ...{ where: 'service', request: id, terminal, service, amount: 0, currency, since: at },
    ...named(cards, ref),
    ways: { confirm: [], reverse: [] }
  }
}

async function paymentView(
  stores: Stores,
  { entry, since, amount, facts, source, merchant, back }: HandedOverPayment,
  cards: readonly IssuerCard[]
): Promise<OpenMoney> {
  const posting = (target: string, purpose: string): Posting => ({ source, target, amount, purpose })
  const { terminal, currency, refundDue, card } = facts
  return {
    ...(await entryPart(stores, entry)),
    ...{ where: 'payment', request: entry, terminal, amount, currency, since },
    service: refundDue === true ? 'refund' : 'ecash-purchase',
    ...named(cards, card),
    ways: {
      confirm: [posting(merchant, BY_HAND)],
      reverse: back === undefined ? [] : [posting(back, BY_HAND)]
    }
  }
}

async function keptView(stores: Stores, kept: KeptMoney, card: IssuerCard): Promise<OpenMoney> {
  const { request, amount, since } = kept
  const origin = await cameFrom(stores, kept)
  const release: Posting = {
    source: keptAccount(card.ref),
    target: releasedTo(origin, card),
    amount,
    purpose: RELEASE
  }
  return {
    ...(await entryPart(stores, request)),
    where: 'kept',
    request,
    service: origin.service,
    ...{ pan: card.pan, label: card.label, amount, currency: ISSUER_CURRENCY, since },
    ways: { release: [release] }
  }
}

interface Origin {
  readonly account: string
  readonly service: string
}

/** A load that did not reach the card came by way of suspense; everything else from where it says. */
async function cameFrom({ issuer }: Stores, { source, request }: KeptMoney): Promise<Origin> {
  const { kind, of } = ledgerAccountKind(source)
  if (kind !== 'suspense') return { account: source, service: kind === 'ecash' ? 'refund' : 'keep' }
  const load = await issuer.authorisation(of.slice(0, -request.length - 1), request)
  return { account: load?.source ?? source, service: load?.service ?? 'load' }
}

/**
 * A payment that the card is to get back came from its e-cash, which it cannot return to without the card: the holder has
 * it on the account, or in cash where the card has none.
 */
function releasedTo({ account }: Origin, { account: own }: IssuerCard): string {
  if (ledgerAccountKind(account).kind !== 'ecash') return account
  return own === undefined ? drawerAccount(DESK_DRAWER) : customerAccount(own)
}

function named(cards: readonly IssuerCard[], ref: string | undefined): Pick<OpenMoney, 'pan' | 'label'> {
  const card = cards.find((one) => one.ref === ref)
  return card === undefined ? {} : { pan: card.pan, label: card.label }
}

async function entryPart(
  { journal }: Stores,
  request: string
): Promise<Pick<OpenMoney, 'entry' | 'journal' | 'session'>> {
  const head = await entryOf(journal, request)
  if (head === undefined) return { entry: request }
  const { session } = factsOf(await journal.steps(head.entry))
  return {
    entry: head.entry,
    journal: head.closed ?? 'open',
    ...(typeof session === 'string' && { session })
  }
}
