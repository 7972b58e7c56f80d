import { type EntryFacts, entryFacts } from '../../engine/ecash/entry/entry-facts'
import type { JournalFacts } from '../../engine/workflow/journal'
import type { EntryHead, JournalStep } from '../journal/journal-store-port'
import { post } from '../ledger/ledger'
import { keptAccount, merchantAccount } from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import { ecashOf, generationOf, type CardGeneration } from './card-generation'
import { ISSUER_CURRENCY } from './issuer-context'

/** What a transfer was for that people decided on. */
export const BY_HAND = 'by-hand'

/** The payments that e-cash makes; those from an account are authorisations, or proven at once. */
const FLOWS: ReadonlySet<string> = new Set([
  'purchase-contact',
  'purchase-flash'
] satisfies EntryFacts['flow'][])

/**
 * A payment from e-cash whose entry was handed over: the issuer heard nothing of it, and only its own people can say
 * whether the merchant is to have the money.
 */
export interface HandedOverPayment {
  readonly entry: string
  /** Milliseconds since 1970. */
  readonly since: number
  /** Minor units. */
  readonly amount: number
  readonly facts: EntryFacts
  readonly generation: CardGeneration
  /** The ledger account that owes it, and those that it goes to. `back` is absent where nothing is to be posted for that. */
  readonly source: string
  readonly merchant: string
  readonly back?: string
}

/** All that are not settled, oldest first. Part of a transaction. */
export async function handedOverPayments(stores: Stores): Promise<HandedOverPayment[]> {
  const payments: HandedOverPayment[] = []
  for (const head of await stores.journal.closedAs('given-up')) {
    const payment = await paymentOf(stores, head)
    if (payment !== undefined) payments.push(payment)
  }
  return payments
}

/** Posts what was decided, and lets the counter stand for it, so that a proof that turns up later moves nothing. */
export async function settlePayment(
  { issuer, ledger }: Stores,
  { entry, amount, facts, generation, source, merchant, back }: HandedOverPayment,
  { happened, at }: { readonly happened: boolean; readonly at: number }
): Promise<void> {
  const { card, atc, tc, terminal } = facts
  const target = happened ? merchant : back
  if (target !== undefined) {
    const transfer = {
      request: entry,
      purpose: BY_HAND,
      source,
      target,
      amount,
      currency: ISSUER_CURRENCY,
      at
    }
    await post(ledger, transfer)
  }
  if (atc === undefined || (target === undefined && facts.refundDue !== true)) return
  await issuer.addSettlement({
    ...{ card, generation: generation.number, atc, amount, currency: ISSUER_CURRENCY },
    ...(tc !== undefined && { cryptogram: tc }),
    ...{ by: happened ? 'claim' : 'refund', terminal, id: entry, at }
  })
}

/** What the steps of an entry said, later ones replacing earlier ones. */
export function factsOf(steps: readonly JournalStep[]): JournalFacts {
  return Object.assign({}, ...steps.map(({ facts }) => facts)) as JournalFacts
}

async function paymentOf(
  stores: Stores,
  { entry, openedAt }: EntryHead
): Promise<HandedOverPayment | undefined> {
  const { issuer, journal } = stores
  const known = factsOf(await journal.steps(entry))
  const facts = entryFacts(known)
  const { flow, card, amount = 0, currency, atc, kept, merchant } = facts
  if (!FLOWS.has(flow) || amount === 0 || currency !== ISSUER_CURRENCY) return undefined
  // What the issuer agreed to keep is listed as kept.
  if (kept === true || known['byHand'] !== undefined || (await issuer.card(card)) === undefined)
    return undefined
  const generation = await generationOf(stores, card, entry)
  if (atc !== undefined && (await issuer.settlement(card, generation.number, atc)) !== undefined)
    return undefined
  return {
    ...{ entry, since: openedAt, amount, facts, generation },
    source: ecashOf(card, generation),
    merchant: merchantAccount(merchant),
    // A card that was made anew has back what the one before had paid.
    ...(facts.refundDue === true && !generation.isFormer && { back: keptAccount(card) })
  }
}
