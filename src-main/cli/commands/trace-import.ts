import type { Command } from 'commander'
import { traceLines } from '../../engine/trace-files/export/lines'
import { helpTexts } from '../../texts/cli/help'
import { savedTo } from '../../texts/cli/messages'
import { traceFileTexts as say } from '../../texts/cli/trace'
import { traceFormatText } from '../../texts/phrases/traces'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import { refuseExisting, writeBytesFile } from '../files'
import { maskedTrace, noteMasked, noteProblems, openTrace } from '../trace-source'

interface ImportFlags {
  readonly to?: string
  readonly reveal?: boolean
  readonly force?: boolean
}

/** `cardwright trace import`: what another program recorded, as a trace of our own. */
export function addTraceImport(trace: Command, run: CliRun): void {
  trace
    .command('import')
    .description(run.text(say.import))
    .argument('<FILE>', run.text(helpTexts.traceFile))
    .option('--to <FILE>', run.text(say.importTo))
    .option('--reveal', run.text(say.reveal))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples('cardwright trace import gp.log', 'cardwright trace import sniffed.pcapng --to card.jsonl')
    )
    .action(
      run.action((context, args, flags: ImportFlags) => {
        importFile(context, args.text(0), flags)
        return 0
      })
    )
}

/** Says what the file is and how much of it could be read; writes it where `to` says so. */
function importFile(
  context: CliContext,
  path: string,
  { to, reveal = false, force = false }: ImportFlags
): void {
  if (to !== undefined) refuseExisting(to, force)
  const opened = openTrace(path)
  const { format, problems, trace } = opened
  const exchanges = trace.entries.filter(({ type }) => type === 'exchange').length
  if (to !== undefined) writeBytesFile(to, traceLines(maskedTrace(trace, reveal)), force)
  const result = { format, exchanges, problems, ...(to !== undefined && { file: to }) }
  printResult(context, result, () => `${say.read(traceFormatText(format), exchanges)[context.language]}\n`)
  if (to !== undefined) {
    note(context, savedTo(to))
    noteMasked(context, opened, reveal)
  }
  noteProblems(context, opened)
}
