import type { BatchReconciliation, EndedLine } from '../../../contract/batch'
import type { StockLotView } from '../../../contract/production'
import { type Language, type LocalText, sameText } from '../../../texts/local-text'
import { batchPaper as say } from '../../../texts/phrases/batch'
import { cardPapers } from '../../../texts/phrases/card-papers'
import { localMinute } from './local-minute'
import { paperHtml, type PaperPart } from './paper-html'

/**
 * What a batch came to, as one HTML document: the sums, the stock, and every line with its card or the reason why it has
 * none. Numbers are truncated. `utcOffset`: minutes that the desk's clock is ahead of UTC.
 */
export function batchPaperHtml(batch: BatchReconciliation, utcOffset: number, language: Language): string {
  return paperHtml({ bank: cardPapers.bank, title: say.title }, parts(batch, utcOffset), language)
}

function parts(batch: BatchReconciliation, utcOffset: number): PaperPart[] {
  const { id, profile, issuer, startedAt, endedAt, test, total, spoiled, made, rejected, left, lot } = batch
  const { facts } = cardPapers
  const moment = (iso: string): LocalText => sameText(localMinute(iso, utcOffset))
  return [
    ...(test ? [{ kind: 'test', text: cardPapers.test } as const] : []),
    {
      kind: 'facts',
      facts: [
        [say.batch, sameText(id)],
        [facts.product, profile],
        [facts.issuer, sameText(issuer)],
        [say.from, moment(startedAt)],
        ...(endedAt === undefined ? [] : ([[say.to, moment(endedAt)]] as const))
      ]
    },
    {
      kind: 'facts',
      facts: [
        [say.lines, count(total)],
        [say.made, count(made.length)],
        [say.rejected, count(rejected.length)],
        [say.left, count(left.length)],
        [say.spoiled, count(spoiled)]
      ]
    },
    ...(lot === undefined ? [] : stockParts(lot, batch.balanced)),
    ...tableParts(say.rejected, rejected, true),
    ...tableParts(say.left, left, true),
    ...tableParts(say.made, made, false),
    { kind: 'text', text: say.signature }
  ]
}

function stockParts(
  { name, received, made, scrapped, begun, left }: StockLotView,
  balanced: boolean
): PaperPart[] {
  return [
    { kind: 'heading', text: say.stock },
    {
      kind: 'facts',
      facts: [
        [say.stock, sameText(name)],
        [say.received, count(received)],
        [say.stockMade, count(made)],
        [say.stockScrapped, count(scrapped)],
        [say.stockBegun, count(begun)],
        [say.stockLeft, count(left)]
      ]
    },
    { kind: 'text', text: balanced ? say.balanced : say.unbalanced }
  ]
}

function tableParts(heading: LocalText, lines: readonly EndedLine[], why: boolean): PaperPart[] {
  if (lines.length === 0) return []
  return [
    { kind: 'heading', text: heading },
    {
      kind: 'table',
      head: [say.line, say.name, say.number, ...(why ? [say.why] : [])],
      rows: lines.map(({ line, name, pan, sentence }) => [
        ...[count(line), sameText(name), sameText(pan)],
        ...(why ? [sentence] : [])
      ])
    }
  ]
}

function count(value: number): LocalText {
  return sameText(String(value))
}
