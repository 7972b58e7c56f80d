import { reasonTexts } from '../../texts/phrases/issuer'
import { AppFailure } from '../app-failure'
import type { EntryOutcome } from '../journal/journal-store-port'
import { post } from '../ledger/ledger'
import { keptAccount } from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import { entryOf } from './entry-of-request'
import { factsOf, handedOverPayments, settlePayment } from './handed-over-payment'
import type { IssuerOptions } from './issuer-context'
import { RELEASE } from './kept-money'
import { openMoney, type ByHand, type OpenMoney } from './open-money'
import { makeFinal, takeBack } from './settle'

/** `settled`: nothing is left to be posted, since the same was done before. */
export type PlanByHand =
  { readonly kind: 'open'; readonly money: OpenMoney } | { readonly kind: 'settled'; readonly entry: string }

const WAYS: readonly ByHand[] = ['confirm', 'reverse', 'release']

/** How the entry of the journal ends with it. */
const OUTCOMES: Readonly<Record<ByHand, EntryOutcome>> = {
  confirm: 'completed',
  reverse: 'reversed',
  release: 'reversed'
}

/**
 * What settling an entry (or request) that way means. Rejects with `AppFailure` where nothing is known of it, where it
 * cannot be settled that way, or was settled in another.
 */
export async function planByHand(stores: Stores, name: string, how: ByHand): Promise<PlanByHand> {
  const named = (await openMoney(stores)).filter(({ entry, request }) => entry === name || request === name)
  const money = named.find(({ ways }) => ways[how] !== undefined)
  if (money !== undefined) return { kind: 'open', money }
  const last = await lastByHand(stores, name)
  if (last === how) return { kind: 'settled', entry: name }
  if (named.length > 0) throw new AppFailure('settlement-impossible')
  const before = last ?? (await settledBefore(stores, name))
  if (before === undefined) throw new AppFailure('entry-unknown')
  if (before === how) return { kind: 'settled', entry: name }
  const reason = before === 'confirm' ? 'already-confirmed' : 'already-reversed'
  throw new AppFailure('issuer-refused', { detail: reasonTexts[reason] })
}

/** Posts what was planned, and closes the entry of the journal where it is still open. Part of a transaction. */
export async function settleByHand(
  stores: Stores,
  options: IssuerOptions,
  { money, how }: { readonly money: OpenMoney; readonly how: ByHand }
): Promise<void> {
  const { request, terminal, entry, journal } = money
  const [posting] = money.ways[how] ?? []
  if (how === 'release') {
    if (posting === undefined) throw new Error('kept money has nowhere to go')
    await post(stores.ledger, { request, ...posting, currency: money.currency, at: options.now() })
  } else if (money.where === 'payment') {
    const payment = (await handedOverPayments(stores)).find((one) => one.entry === entry)
    if (payment === undefined) throw new Error('what was open is gone')
    await settlePayment(stores, payment, { happened: how === 'confirm', at: options.now() })
  } else {
    const open = await stores.issuer.authorisation(terminal ?? '', request)
    if (open?.state !== 'authorised') throw new Error('what was open is gone')
    const purpose = posting === undefined ? {} : { purpose: posting.purpose }
    await (how === 'confirm' ? makeFinal : takeBack)({ stores, options }, open, purpose)
  }
  if (journal === undefined) return
  await stores.journal.add(entry, {
    step: 'settled-by-hand',
    facts: { byHand: how },
    at: options.now(),
    ...(journal === 'open' && { closed: OUTCOMES[how] })
  })
}

/** The way in which people settled the entry last, by the journal. */
async function lastByHand({ journal }: Stores, name: string): Promise<ByHand | undefined> {
  const head = await entryOf(journal, name)
  const how = head && factsOf(await journal.steps(head.entry))['byHand']
  return WAYS.find((way) => way === how)
}

/** What the books say of one that has no entry, or was settled by card and terminal. */
async function settledBefore({ issuer, ledger }: Stores, name: string): Promise<ByHand | undefined> {
  for (const id of [name, `${name}-a`]) {
    for (const { state, service, card } of await issuer.authorisationsNamed(id)) {
      if (state === 'confirmed' && service !== 'evidence') return 'confirm'
      if (state !== 'reversed') continue
      const kept = card === undefined ? [] : await ledger.transfers({ account: keptAccount(card), most: ALL })
      return kept.some(({ request, purpose }) => request === id && purpose === RELEASE)
        ? 'release'
        : 'reverse'
    }
  }
  for (const { ref } of await issuer.cards()) {
    const kept = await ledger.transfers({ account: keptAccount(ref), most: ALL })
    const released = ({ request, purpose }: { request: string; purpose: string }): boolean =>
      purpose === RELEASE && (request === name || request.startsWith(`${name}-`))
    if (kept.some(released)) return 'release'
  }
  return undefined
}

const ALL = Number.MAX_SAFE_INTEGER
