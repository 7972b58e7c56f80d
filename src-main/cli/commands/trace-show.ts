import { basename } from 'node:path'
import type { Command } from 'commander'
import { parseTraceFile } from '../../engine/trace/format'
import { Redactor } from '../../engine/trace/redact'
import type { TraceEntry, TraceExchange, TraceHeader } from '../../engine/trace/trace'
import { AppFailure } from '../../services/app-failure'
import { Conversation } from '../../services/traces/conversation'
import { maskedAgain } from '../../services/traces/masked'
import { helpTexts } from '../../texts/cli/help'
import { cliTexts, skippedLine } from '../../texts/cli/messages'
import type { Language } from '../../texts/local-text'
import { traceEventText, traceFileProblemText } from '../../texts/phrases/traces'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import { entryText, explainedEntry } from '../exchange-view'
import { readTextFile } from '../files'
import { safeText } from '../output/safe-text'

/** `cardwright trace show`: a recorded trace, every exchange explained. */
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
  const file = parseTraceFile(readTextFile(path), basename(path))
  if (file.kind === 'bad') {
    const { kind, line } = file.problem
    throw new AppFailure('trace-not-readable', { detail: traceFileProblemText(kind, line) })
  }
  const { entries } = file.trace
  const revealed = reveal && file.trace.header.revealed
  const header = { ...file.trace.header, revealed }
  const redactor = new Redactor({ reveal: revealed })
  const conversation = new Conversation(revealed)
  const shown = told(entries).map((entry) => {
    if (entry.type === 'event') return entry
    const masked = maskedAgain(entry, redactor)
    return { ...masked, ...explainedEntry(masked, conversation) }
  })
  printResult(context, { header, entries: shown }, () => {
    const { language, terminal } = context
    const text = shown.map((entry) =>
      entry.type === 'event'
        ? `${traceEventText(entry.event)[language]}\n`
        : entryText(entry, language, terminal.out)
    )
    return headText(header, language) + text.join('')
  })
  if (file.trace.header.revealed && !revealed) note(context, cliTexts.masked)
  for (const { line } of file.skipped) note(context, skippedLine(line))
}

/** What the workflow sent and got; how the wire carried it only where nothing else was recorded. */
function told(entries: readonly TraceEntry[]): TraceEntry[] {
  const isLogical = (entry: TraceEntry): entry is TraceExchange =>
    entry.type === 'exchange' && entry.tap === 'logical'
  return entries.some(isLogical)
    ? entries.filter((entry) => entry.type === 'event' || isLogical(entry))
    : [...entries]
}

function headText({ reader, atr, protocol, startedAt }: TraceHeader, language: Language): string {
  const time = new Date(startedAt)
  const when =
    Number.isNaN(time.getTime()) || time.getTime() === 0 ? '' : `  ${time.toLocaleString(language)}`
  return `${[safeText(reader), protocol, atr].filter((part) => part !== '').join('  ')}${when}\n`
}
