import type { UploadResult } from '../../contract/ecash'
import type { HostReply } from '../../engine/workflow/host'
import type { IssuerHost } from '../issuer/issuer-host-port'
import { ISSUER_CURRENCY } from '../issuer/issuer-context'
import { APPROVED } from '../issuer/response-codes'
import type { CardReferences } from '../journal/card-references'
import type { Database } from '../storage/database-port'
import { chipWithNumber } from './chip-text'
import type { StoredPurchase } from './purchase-store-port'

export interface UploadParts {
  readonly database: Database
  readonly references: CardReferences
  readonly host: IssuerHost
  readonly now: () => number
}

/** See `PurchasesService.upload`. */
export async function uploadPurchases(parts: UploadParts, signal?: AbortSignal): Promise<UploadResult> {
  const { database, now } = parts
  const waiting = await database.transaction(({ purchases }) => purchases.inState('waiting'))
  const result = { uploaded: 0, refused: 0, amount: 0 }
  for (const purchase of waiting) {
    if (signal?.aborted === true) break
    const outcome = await sent(parts, purchase)
    if (outcome === undefined) break
    await database.transaction(({ purchases }) =>
      outcome.kind === 'taken'
        ? purchases.settle(purchase.entry, 'uploaded', now())
        : purchases.settle(purchase.entry, 'disputed', now(), outcome.reason)
    )
    if (outcome.kind === 'refused') result.refused += 1
    else {
      result.uploaded += 1
      result.amount += purchase.amount
    }
  }
  const left = waiting.length - result.uploaded - result.refused
  return { ...result, waiting: left, currency: ISSUER_CURRENCY }
}

type Outcome = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly reason: string }

/** Undefined where no answer came that is about the request. */
async function sent(
  { references, host }: UploadParts,
  purchase: StoredPurchase
): Promise<Outcome | undefined> {
  const { entry, card, psn, terminal, merchant, drawer, at, amount, currency, chip } = purchase
  const pan = await references.panOf(card)
  // Its number is not known here any more; nobody can find the card by the rest.
  if (pan === undefined) return { kind: 'refused', reason: 'card-unknown' }
  const id = `upload-${entry}`
  const reply: HostReply = await host.exchange({
    kind: 'advice',
    id,
    origin: { terminal, merchant, drawer, at },
    amount,
    currency,
    chip: chipWithNumber(chip, pan, psn)
  })
  if (reply.kind === 'no-answer' || reply.answer.id !== id) return undefined
  const { arc, reason } = reply.answer
  return arc === APPROVED ? { kind: 'taken' } : { kind: 'refused', reason: reason ?? arc }
}
