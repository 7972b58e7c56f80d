import type { ReceiptView } from '../../contract/ecash'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import { hasReceipt, receiptView } from '../../engine/ecash/receipt/receipt'
import { receiptHtml } from '../../engine/ecash/receipt/receipt-html'
import { receiptText } from '../../engine/ecash/receipt/receipt-text'
import type { Language } from '../../texts/local-text'
import { AppFailure } from '../app-failure'
import { type JournalService, RECEIPT_PRINTED } from '../journal/journal-service'

export interface ReceiptParts {
  readonly journal: JournalService
  /** Minutes that the desk's clock is ahead of UTC. */
  readonly utcOffset: number
  /** Whether the issuer is the built-in TEST one. */
  readonly test: boolean
}

/** Receipts, made anew from the journal whenever they are wanted. All reject with `AppFailure` where there is none. */
export class ReceiptService {
  constructor(private readonly parts: ReceiptParts) {}

  async view(entry: string): Promise<ReceiptView> {
    const { journal, utcOffset, test } = this.parts
    const stored = await journal.entry(entry)
    if (stored === undefined) throw new AppFailure('entry-unknown')
    const { closed, steps } = stored
    const facts = entryFacts(stored.facts)
    if (!hasReceipt(facts, closed)) throw new AppFailure('no-receipt')
    const copy = steps.some(({ step }) => step === RECEIPT_PRINTED)
    return receiptView({ entry, facts, closed, utcOffset, copy, test })
  }

  async html(entry: string, language: Language): Promise<string> {
    return receiptHtml(await this.view(entry), language)
  }

  async text(entry: string, language: Language): Promise<string> {
    return receiptText(await this.view(entry), language)
  }

  /** It was handed out: whatever is printed from now on says that it is a copy. */
  async printed(entry: string): Promise<void> {
    await this.view(entry)
    await this.parts.journal.append({ entry, step: RECEIPT_PRINTED, facts: {} })
  }
}
