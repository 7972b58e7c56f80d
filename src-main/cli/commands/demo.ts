import type { Command } from 'commander'
import { cliTexts } from '../../texts/cli/messages'
import { helpTexts } from '../../texts/cli/help'
import type { CliRun } from '../cli-run'
import { note } from '../context'
import { inspect } from './inspect'

const CARD = 'debit-ecash'

/** `cardwright demo`: the main job, on the virtual card; what a machine without a reader can do. */
export function addDemo(program: Command, run: CliRun): void {
  program
    .command('demo')
    .description(run.text(helpTexts.demo))
    .action(
      run.action((context) => {
        const { shelf } = context.workbench()
        if (!shelf.list().some(({ id }) => id === CARD)) shelf.create(CARD)
        note(context, cliTexts.demoIntro)
        return inspect(context, { reader: `virtual:${CARD}` })
      })
    )
}
