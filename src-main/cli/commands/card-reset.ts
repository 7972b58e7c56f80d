import type { Command } from 'commander'
import { resetsCard, cardWasReset } from '../../texts/cli/messages'
import { helpTexts } from '../../texts/cli/help'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { knownCard } from './known-card'

interface Flags {
  readonly yes?: boolean
}

/** `cardwright card reset`: the card as it was when it was made. */
export function addCardReset(card: Command, run: CliRun): void {
  card
    .command('reset')
    .description(run.text(helpTexts.cardReset))
    .argument('<CARD>', run.text(helpTexts.cardId))
    .option('--yes', run.text(helpTexts.resetYes))
    .action(
      run.action<Flags>(async (context, args, flags): Promise<ExitCode> => {
        const { shelf } = context.workbench()
        const id = knownCard(shelf, args.text(0))
        await confirm(context, resetsCard(id), flags.yes ?? false)
        const reset = shelf.reset(id).find((one) => one.id === id)
        printResult(context, { card: reset }, () => `${cardWasReset(id)[context.language]}\n`)
        return 0
      })
    )
}
