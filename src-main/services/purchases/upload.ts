import type { UploadResult } from '../../contract/ecash'
import { answerTo } from '../../engine/ecash/entry/answers'
import { isApproval } from '../../engine/workflow/response-code'
import type { IssuerHost } from '../issuer/issuer-host-port'
import { ISSUER_CURRENCY } from '../issuer/issuer-context'
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
    if (outcome.kind === 'no-answer') break
    // This one is asked about the next time; the issuer may take the others.
    if (outcome.kind === 'later') continue
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

type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The issuer answered that it cannot say now. */
  | { readonly kind: 'later' }
  /** Nothing came, or nothing that is about the request. */
  | { readonly kind: 'no-answer' }

/** Time-out, cut-over, issuer or network out of order: says nothing about the purchase (ISO 8583, field 39). */
const LATER: ReadonlySet<string> = new Set(['68', '90', '91', '92', '96', '98'])

async function sent({ references, host }: UploadParts, purchase: StoredPurchase): Promise<Outcome> {
  const { card, psn, terminal, merchant, drawer, at, amount, currency, chip } = purchase
  const pan = await references.panOf(card)
  // Its number is not known here any more; nobody can find the card by the rest.
  if (pan === undefined) return { kind: 'refused', reason: 'card-unknown' }
  const id = requestId(purchase)
  const reply = await host.exchange({
    kind: 'advice',
    id,
    origin: { terminal, merchant, drawer, at },
    amount,
    currency,
    chip: chipWithNumber(chip, pan, psn)
  })
  const answer = answerTo(id, reply)
  if (answer === undefined) return { kind: 'no-answer' }
  const { arc, reason } = answer
  if (isApproval(arc)) return { kind: 'taken' }
  return LATER.has(arc) ? { kind: 'later' } : { kind: 'refused', reason: reason ?? arc }
}

/**
 * A request is named for good and gets its first answer again. One that was refused and is sent again is another request;
 * that it moves money once all the same is seen to by the counter of the card.
 */
function requestId({ entry, reason, changedAt }: StoredPurchase): string {
  return reason === undefined ? `upload-${entry}` : `upload-${entry}-${changedAt}`
}
