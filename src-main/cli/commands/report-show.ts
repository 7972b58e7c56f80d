import type { Command } from 'commander'
import { helpTexts } from '../../texts/cli/help'
import type { CliRun } from '../cli-run'
import { printReport } from './inspect'
import { readReportFile } from './report-files'

/** `cardwright report show`: a saved report, as `inspect` prints it. */
export function addReportShow(report: Command, run: CliRun): void {
  report
    .command('show')
    .description(run.text(helpTexts.reportShow))
    .argument('<FILE>', run.text(helpTexts.reportFile))
    .action(
      run.action((context, args) => {
        printReport(context, readReportFile(args.text(0)))
        return 0
      })
    )
}
