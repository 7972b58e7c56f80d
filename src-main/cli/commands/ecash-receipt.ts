import type { Command } from 'commander'
import { ecashHelp } from '../../texts/cli/ecash'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { safeText } from '../output/safe-text'

/** `cardwright ecash receipt`. */
export function addEcashReceipt(ecash: Command, run: CliRun): void {
  ecash
    .command('receipt')
    .description(run.text(ecashHelp.receipt))
    .argument('<ENTRY>', run.text(ecashHelp.receiptEntry))
    .action(
      run.action(async (context, args): Promise<ExitCode> => {
        const { receipts } = context.workbench()
        const entry = args.text(0)
        const view = await receipts.view(entry)
        const text = await receipts.text(entry, context.language)
        printResult(context, view, () => safeText(text))
        await receipts.printed(entry)
        return 0
      })
    )
}
