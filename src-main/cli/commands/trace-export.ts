import type { Command } from 'commander'
import { captureOf } from '../../engine/trace-files/export/capture'
import { traceHtml } from '../../engine/trace-files/export/html'
import { traceArray, traceLines } from '../../engine/trace-files/export/lines'
import { traceText } from '../../engine/trace-files/export/text'
import type { Trace } from '../../engine/trace/trace'
import { helpTexts } from '../../texts/cli/help'
import { savedTo } from '../../texts/cli/messages'
import { traceFileTexts as say } from '../../texts/cli/trace'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import { refuseExisting, writeBytesFile } from '../files'
import { maskedTrace, noteMasked, noteProblems, openTrace, toldTrace } from '../trace-source'
import { usageFailure } from '../usage-failure'

const FORMATS = ['txt', 'json', 'jsonl', 'html', 'pcap', 'pcapng'] as const
type ExportFormat = (typeof FORMATS)[number]

interface ExportFlags {
  readonly to: string
  readonly reveal?: boolean
  readonly force?: boolean
}

/** `cardwright trace export`: a trace as a file for others, in the format that the file's name ends with. */
export function addTraceExport(trace: Command, run: CliRun): void {
  trace
    .command('export')
    .description(run.text(say.export))
    .argument('<FILE>', run.text(helpTexts.traceFile))
    .requiredOption('--to <FILE>', run.text(say.exportTo))
    .option('--reveal', run.text(say.reveal))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples(
        'cardwright trace export card.jsonl --to card.pcapng',
        'cardwright trace export gp.log --to card.html'
      )
    )
    .action(
      run.action((context, args, flags: ExportFlags) => {
        exportTrace(context, args.text(0), flags)
        return 0
      })
    )
}

function exportTrace(
  context: CliContext,
  path: string,
  { to, reveal = false, force = false }: ExportFlags
): void {
  const format = formatOf(to)
  refuseExisting(to, force)
  const opened = openTrace(path)
  const trace = maskedTrace(opened.trace, reveal)
  const { content, leftOut = [] } = exported(trace, format, context.language)
  writeBytesFile(to, content, force)
  const exchanges = trace.entries.filter(({ type }) => type === 'exchange').length
  printResult(context, { file: to, format, exchanges, leftOut }, () => `${savedTo(to)[context.language]}\n`)
  noteMasked(context, opened, reveal)
  if (isCapture(format) && JSON.stringify(trace.entries).includes('*')) note(context, say.zeros)
  for (const number of leftOut) note(context, say.tooLong(number))
  noteProblems(context, opened)
}

function exported(
  trace: Trace,
  format: ExportFormat,
  language: Language
): { readonly content: string | Uint8Array; readonly leftOut?: readonly number[] } {
  switch (format) {
    case 'txt':
      return { content: traceText(toldTrace(trace), language) }
    case 'html':
      return { content: traceHtml(toldTrace(trace), language) }
    case 'json':
      return { content: traceArray(trace) }
    case 'jsonl':
      return { content: traceLines(trace) }
    case 'pcap':
    case 'pcapng': {
      const { bytes, leftOut } = captureOf(trace, format)
      return { content: bytes, leftOut }
    }
  }
}

function isCapture(format: ExportFormat): boolean {
  return format === 'pcap' || format === 'pcapng'
}

function formatOf(file: string): ExportFormat {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase()
  const format = FORMATS.find((candidate) => candidate === ending)
  if (format === undefined)
    throw usageFailure(say.ending(file, FORMATS.map((known) => `.${known}`).join(' ')))
  return format
}
