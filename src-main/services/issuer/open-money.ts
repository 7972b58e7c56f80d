import {
  customerAccount,
  DESK_DRAWER,
  drawerAccount,
  keptAccount,
  ledgerAccountKind
} from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import type { IssuerCard, StoredAuthorisation } from './issuer-store-port'
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

/** Money that is neither where it was nor where it is to be. */
export interface OpenMoney {
  /** What it is called when it is settled: the entry of the journal, or the request where it came without one. */
  readonly entry: string
  /**
   * `suspense`: taken, and the card has not said what it did. `unload`: the card was told to give it off, and the issuer
   * has not paid it out. `kept`: waits to be loaded onto the card.
   */
  readonly where: 'suspense' | 'unload' | 'kept'
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

/** What a transfer was for that people decided on. */
const BY_HAND = 'by-hand'

/** All of it, oldest first. Part of a transaction. */
export async function openMoney(stores: Stores): Promise<OpenMoney[]> {
  const cards = await stores.issuer.cards()
  const open: OpenMoney[] = []
  for (const one of await stores.issuer.openAuthorisations()) {
    if (one.amount > 0) open.push(await underWay(stores, one, cards))
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
  const card = cards.find((one) => one.ref === ref)
  const lies = inSuspense(authorisation)
  const from = lies ?? source
  const posting = (to: string | undefined): Posting[] =>
    from === undefined || to === undefined ? [] : [{ source: from, target: to, amount, purpose: BY_HAND }]
  return {
    ...(await entryOf(stores, id)),
    where: lies === undefined ? 'unload' : 'suspense',
    ...{ request: id, terminal, service, amount, currency, since: at },
    ...(card !== undefined && { pan: card.pan, label: card.label }),
    ways: { confirm: posting(target), reverse: lies === undefined ? [] : posting(source) }
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
    ...(await entryOf(stores, request)),
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

/** Requests bear the name of their entry and what they are to it (`e-0123-a`, `e-0123-claim-89ab`). */
async function entryOf(
  { journal }: Stores,
  request: string
): Promise<Pick<OpenMoney, 'entry' | 'journal' | 'session'>> {
  const entry = request.replace(/-(?:a|claim-[0-9a-f]+)$/, '')
  const head = await journal.head(entry)
  if (head === undefined) return { entry: request }
  const steps = await journal.steps(entry)
  const session = steps.map(({ facts }) => facts['session']).findLast((one) => typeof one === 'string')
  return {
    entry,
    journal: head.closed ?? 'open',
    ...(typeof session === 'string' && { session })
  }
}
