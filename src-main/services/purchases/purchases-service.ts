import type { UploadResult } from '../../contract/ecash'
import type { ChipData, RequestOrigin } from '../../engine/workflow/host'
import type { IssuerHost } from '../issuer/issuer-host-port'
import type { CardReferences } from '../journal/card-references'
import type { Database } from '../storage/database-port'
import { AppFailure } from '../app-failure'
import { chipText } from './chip-text'
import type { StoredPurchase } from './purchase-store-port'
import { uploadPurchases } from './upload'

/** A purchase that a card has approved offline. */
export interface AcceptedPurchase {
  /** Entry of the journal, which names the purchase for good. */
  readonly entry: string
  /** Reference of the card, its truncated number, its sequence number (2 digits). */
  readonly card: string
  readonly pan: string
  readonly psn: string
  readonly origin: RequestOrigin
  /** Minor units of `currency` (ISO 4217 numeric). */
  readonly amount: number
  readonly currency: number
  readonly atc: number
  /** For the issuer, with the TC; number and track 2 are left out. */
  readonly chip: ChipData
}

/** Offline purchases that this terminal accepted: kept until the issuer has taken them. */
export class PurchasesService {
  private uploading: Promise<UploadResult> | undefined

  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly host: IssuerHost,
    private readonly now: () => number
  ) {}

  /** Keeps the purchase; the same entry again changes nothing. Resolves when it is durable. */
  async add({ origin, chip, ...purchase }: AcceptedPurchase): Promise<void> {
    await this.references.ready()
    await this.database.transaction(async (stores) => {
      if ((await stores.purchases.find(purchase.entry)) !== undefined) return
      await this.references.keep(stores, purchase.card)
      await stores.purchases.add({
        ...purchase,
        ...origin,
        chip: chipText(chip),
        state: 'waiting',
        changedAt: this.now()
      })
    })
  }

  find(entry: string): Promise<StoredPurchase | undefined> {
    return this.database.transaction(({ purchases }) => purchases.find(entry))
  }

  /** What the issuer does not know of yet, oldest first. */
  unsettled(): Promise<StoredPurchase[]> {
    return this.database.transaction(({ purchases }) => purchases.inState('waiting'))
  }

  /** What the issuer refused, oldest first. */
  disputed(): Promise<StoredPurchase[]> {
    return this.database.transaction(({ purchases }) => purchases.inState('disputed'))
  }

  /** A purchase that the issuer refused waits for the next upload. Rejects with `AppFailure` where it is none. */
  async sendAgain(entry: string): Promise<void> {
    const was = await this.database.transaction(({ purchases }) => purchases.sendAgain(entry, this.now()))
    if (!was) throw new AppFailure('purchase-not-disputed')
  }

  /**
   * Sends what is waiting to the issuer, oldest first; stops where no answer comes, or after the current one when
   * `signal` is aborted. What was interrupted is sent again next time under the same id, which moves money once.
   */
  upload(signal?: AbortSignal): Promise<UploadResult> {
    this.uploading ??= uploadPurchases(
      { database: this.database, references: this.references, host: this.host, now: this.now },
      signal
    ).finally(() => (this.uploading = undefined))
    return this.uploading
  }
}
