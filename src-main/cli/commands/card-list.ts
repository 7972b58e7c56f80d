import type { Command } from 'commander'
import type { VirtualCardView } from '../../contract/views'
import { cliTexts } from '../../texts/cli/messages'
import { helpTexts } from '../../texts/cli/help'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import { table } from '../output/table'

/** `cardwright card list`: the virtual cards. */
export function addCardList(card: Command, run: CliRun): void {
  card
    .command('list')
    .description(run.text(helpTexts.cardList))
    .action(
      run.action((context) => {
        const cards = context.workbench().shelf.list()
        printResult(context, { cards }, () => cardsText(cards, context.language))
        return 0
      })
    )
}

function cardsText(cards: readonly VirtualCardView[], language: Language): string {
  if (cards.length === 0) return `${cliTexts.noCards[language]}\n`
  const head = [cliTexts.cardName, cliTexts.cardKindName, cliTexts.cardNumber, cliTexts.cardIn]
  return table([
    head.map((text) => text[language]),
    ...cards.map(({ id, name, pan, reader }) => [id, name[language], pan ?? '-', reader ?? '-'])
  ])
}
