import type { BatchView, EndedLine } from '../../contract/batch'
import { batchTexts as say } from '../../texts/cli/perso-batch'
import type { Language } from '../../texts/local-text'
import { safeText } from './safe-text'
import { table } from './table'

/** What a batch came to: every line that came to an end, the count, and the stock beside it. */
export function batchText(view: BatchView, outcomes: readonly EndedLine[], language: Language): string {
  const { id, total, made, rejected, left, lot } = view
  const head = [say.headLine, say.headPan, say.headOutcome, say.headWhy].map((text) => text[language])
  const rows = outcomes.map(({ line, pan, outcome, sentence }) => [
    ...[String(line), pan === '' ? '-' : pan, outcomeText(outcome, language), sentence[language]]
  ])
  const lines = [say.batch(id)[language], say.summary(total, made, rejected, left)[language]]
  if (lot !== undefined) {
    const { name, received, scrapped, begun } = lot
    lines.push(
      `${say.stockIn(name, received)[language]}; ${say.stockOut(lot.made, scrapped, begun, lot.left)[language]}`,
      (isBalanced(lot) ? say.balanced : say.unbalanced)[language]
    )
  }
  if (left > 0) lines.push(say.again[language])
  return safeText(`${rows.length === 0 ? '' : `${table([head, ...rows])}\n`}${lines.join('\n')}\n`)
}

/** What came in is what was made, spoiled, begun or is left, and nothing is missing. */
function isBalanced({ received, made, scrapped, begun, left }: NonNullable<BatchView['lot']>): boolean {
  return left >= 0 && received === made + scrapped + begun + left
}

function outcomeText(outcome: string, language: Language): string {
  const { outcomes } = say
  return outcome in outcomes ? outcomes[outcome as keyof typeof outcomes][language] : outcome
}
