import type { Command } from 'commander'
import { deletesCard, cardDeleted } from '../../texts/cli/messages'
import { helpTexts } from '../../texts/cli/help'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { knownCard } from './known-card'

interface Flags {
  readonly yes?: boolean
}

/** `cardwright card delete`: gone for good. */
export function addCardDelete(card: Command, run: CliRun): void {
  card
    .command('delete')
    .description(run.text(helpTexts.cardDelete))
    .argument('<CARD>', run.text(helpTexts.cardId))
    .option('--yes', run.text(helpTexts.deleteYes))
    .action(
      run.action<Flags>(async (context, args, flags): Promise<ExitCode> => {
        const { shelf } = context.workbench()
        const id = knownCard(shelf, args.text(0))
        await confirm(context, deletesCard(id), flags.yes ?? false)
        const cards = shelf.delete(id)
        printResult(context, { deleted: id, cards }, () => `${cardDeleted(id)[context.language]}\n`)
        return 0
      })
    )
}
