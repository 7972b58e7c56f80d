import type { CardPaper, CardReceipt } from '../../contract/card-paper'
import type { ReceiptView } from '../../contract/ecash'
import { receiptHtml } from '../../engine/ecash/receipt/receipt-html'
import { cardPaperHtml, printedExpiry } from '../../engine/personalization/papers/card-paper-html'
import { localMinute } from '../../engine/personalization/papers/local-minute'
import { amountText } from '../../engine/trace/explain/values/money'
import { type Language, type LocalText, sameText } from '../../texts/local-text'
import { cardPapers } from '../../texts/phrases/card-papers'
import { receiptTexts } from '../../texts/phrases/receipt'

/** Where the papers are handed out. */
export interface Branch {
  readonly name: string
  /** Minutes that its clock is ahead of UTC. */
  readonly utcOffset: number
}

const CNY = '156'

/** A paper about a card that was made, as one HTML document; the receipt is a slip like every other. */
export function cardPaperDocument(paper: CardPaper, branch: Branch, language: Language): string {
  return paper.what === 'receipt'
    ? receiptHtml(cardReceiptView(paper, branch), language)
    : cardPaperHtml(paper, language)
}

/** What was handed over, line by line; the number is truncated in the paper already. */
export function cardReceiptView(
  { card, issuer, production, pin, deposit, at }: CardReceipt,
  { name, utcOffset }: Branch
): ReceiptView {
  const { facts, receipt: say } = cardPapers
  const line = (label: LocalText, value: LocalText, strong = false): ReceiptView['lines'] => [
    { name: label, value, strong }
  ]
  return {
    entry: production,
    title: say.title,
    lines: [
      line(facts.product, card.profile),
      line(facts.number, sameText(card.pan), true),
      line(facts.holder, sameText(card.name)),
      line(facts.valid, sameText(printedExpiry(card.expiry))),
      card.account === undefined ? [] : line(facts.account, sameText(card.account)),
      deposit === undefined ? [] : line(say.deposit, amountText(deposit, CNY), true),
      pin === undefined ? [] : line(say.pin, pin === 'chosen' ? say.pinChosen : say.pinLetter),
      line(facts.issuer, sameText(issuer)),
      line(say.branch, sameText(name)),
      line(facts.at, sameText(localMinute(at, utcOffset))),
      line(receiptTexts.reference, sameText(production))
    ].flat(),
    notes: [...(card.test ? [cardPapers.test] : []), say.signature]
  }
}
