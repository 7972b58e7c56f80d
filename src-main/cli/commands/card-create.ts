import type { Command } from 'commander'
import { virtualCardKind } from '../../contract/views'
import { cardCreated } from '../../texts/cli/messages'
import { usageTexts } from '../../texts/cli/usage'
import { helpTexts } from '../../texts/cli/help'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import { usageFailure } from '../usage-failure'

/** `cardwright card create`: a new virtual card on the shelf. */
export function addCardCreate(card: Command, run: CliRun): void {
  card
    .command('create')
    .description(run.text(helpTexts.cardCreate))
    .argument('<KIND>', run.text(helpTexts.cardKind))
    .action(
      run.action((context, args) => {
        const kind = virtualCardKind.safeParse(args.text(0))
        if (!kind.success) throw usageFailure(usageTexts.badKind(args.text(0)))
        const { shelf } = context.workbench()
        const before = new Set(shelf.list().map(({ id }) => id))
        const created = shelf.create(kind.data).find(({ id }) => !before.has(id))
        if (created === undefined) throw new Error('the shelf made no card')
        printResult(context, { card: created }, () => `${cardCreated(created.id)[context.language]}\n`)
        return 0
      })
    )
}
