import type { Command } from 'commander'
import type { InspectionReport } from '../../contract/report'
import { reportText } from '../../engine/inspection/report-text'
import { cliTexts, savedTo } from '../../texts/cli/messages'
import { usageTexts } from '../../texts/cli/usage'
import { helpTexts } from '../../texts/cli/help'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { refuseExisting, writeTextFile } from '../files'
import { safeText } from '../output/safe-text'
import { ProgressLine } from '../output/progress-line'
import { traced, type TraceFlags } from '../traced'
import { usageFailure } from '../usage-failure'

/** A report that goes into a file or a pipe is wrapped at this. */
const PLAIN_COLUMNS = 100
/** Longer lines are hard to read. */
const WIDEST = 120

export interface InspectFlags extends TraceFlags {
  readonly reader?: string
  readonly reveal?: boolean
  readonly save?: string
  readonly contactless?: boolean
}

/** `cardwright inspect`: what is this card, and what is on it. */
export function addInspect(program: Command, run: CliRun): void {
  program
    .command('inspect')
    .description(run.text(helpTexts.inspect))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(helpTexts.contactless))
    .option('--reveal', run.text(helpTexts.reveal))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--save <FILE>', run.text(helpTexts.save))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples(
        'cardwright inspect',
        'cardwright inspect --reader ACR122 --trace card.jsonl',
        'cardwright inspect --reader virtual:debit-ecash --contactless --json',
        'cardwright inspect --reader replay:card.jsonl --save card.html'
      )
    )
    .action(run.action((context, _args, flags: InspectFlags) => inspect(context, flags)))
}

/** Reads the card and prints the report; one that was cut short is printed too, and ends with 1. */
export async function inspect(context: CliContext, flags: InspectFlags): Promise<ExitCode> {
  const { save, reveal = false, contactless = false, force = false } = flags
  const format = save === undefined ? undefined : formatOf(save)
  if (save !== undefined) refuseExisting(save, force)
  const workbench = context.workbench()
  const reader = await chooseReader(workbench, flags.reader, { contactless })
  const progress = new ProgressLine(context.terminal.err, context.language)
  const { id, report } = await traced(context, flags, () =>
    workbench.inspection
      .inspect(reader, { reveal, signal: context.signal, onProgress: (step) => progress.show(step) })
      .finally(() => progress.clear())
  )
  printReport(context, report)
  if (save !== undefined && format !== undefined) {
    writeTextFile(save, workbench.reports.write(id, format, context.language), force)
    note(context, savedTo(save))
  }
  if (report.outcome !== 'interrupted') return 0
  note(context, cliTexts.interrupted)
  return 1
}

export function printReport(context: CliContext, report: InspectionReport): void {
  const width = Math.min(context.terminal.out.columns ?? PLAIN_COLUMNS, WIDEST)
  printResult(context, report, () => safeText(reportText(report, context.language, { width })))
}

function formatOf(file: string): 'json' | 'html' {
  const extension = /\.(json|html)$/i.exec(file)?.[1]?.toLowerCase()
  if (extension !== 'json' && extension !== 'html') throw usageFailure(usageTexts.badSave(file))
  return extension
}
