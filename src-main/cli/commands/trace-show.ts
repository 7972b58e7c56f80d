import type { Command } from 'commander'
import { startOf } from '../../engine/trace-files/export/told'
import type { TraceHeader } from '../../engine/trace/trace'
import { helpTexts } from '../../texts/cli/help'
import type { Language } from '../../texts/local-text'
import { traceEventText } from '../../texts/phrases/traces'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import { entryText } from '../exchange-view'
import { safeText } from '../output/safe-text'
import { maskedTrace, noteMasked, noteProblems, openTrace, toldTrace } from '../trace-source'

/** `cardwright trace show`: a trace in any format that is known, every exchange explained. */
export function addTraceShow(trace: Command, run: CliRun): void {
  trace
    .command('show')
    .description(run.text(helpTexts.traceShow))
    .argument('<FILE>', run.text(helpTexts.traceFile))
    .option('--reveal', run.text(helpTexts.traceReveal))
    .action(
      run.action((context, args, flags: { readonly reveal?: boolean }) => {
        showTrace(context, args.text(0), flags.reveal ?? false)
        return 0
      })
    )
}

function showTrace(context: CliContext, path: string, reveal: boolean): void {
  const opened = openTrace(path)
  const { header, entries } = toldTrace(maskedTrace(opened.trace, reveal))
  printResult(context, { header, entries }, () => {
    const { language, terminal } = context
    const text = entries.map((entry) =>
      entry.type === 'event'
        ? `${traceEventText(entry.event)[language]}\n`
        : entryText(entry, language, terminal.out)
    )
    return headText(header, language) + text.join('')
  })
  noteMasked(context, opened, reveal)
  noteProblems(context, opened)
}

function headText(header: TraceHeader, language: Language): string {
  const start = startOf(header)
  const when = start === undefined ? '' : `  ${start.toLocaleString(language)}`
  const parts = [safeText(header.reader), header.protocol, header.atr]
  return `${parts.filter((part) => part !== '').join('  ')}${when}\n`
}
