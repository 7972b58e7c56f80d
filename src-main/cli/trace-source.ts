import { basename } from 'node:path'
import { importTrace, type ImportedTrace } from '../engine/trace-files/import-trace'
import type { ToldTrace } from '../engine/trace-files/export/told'
import { Redactor } from '../engine/trace/redact'
import type { Trace, TraceEntry, TraceExchange } from '../engine/trace/trace'
import { AppFailure } from '../services/app-failure'
import { Conversation } from '../services/traces/conversation'
import { maskedAgain } from '../services/traces/masked'
import { cliTexts } from '../texts/cli/messages'
import { traceImportNote, traceImportProblemText } from '../texts/phrases/traces'
import { note, type CliContext } from './context'
import { explainedEntry } from './exchange-view'
import { readBytesFile } from './files'

/** A trace of any format, with what could not be read of it. */
export type OpenedTrace = Extract<ImportedTrace, { kind: 'ok' }>

/** Reads a trace file of any format that is known. Throws `AppFailure`. */
export function openTrace(path: string): OpenedTrace {
  const imported = importTrace(readBytesFile(path), basename(path))
  if (imported.kind === 'ok') return imported
  throw new AppFailure('trace-not-readable', { detail: traceImportProblemText(imported.problem) })
}

/** Tells what could not be read, each with its place. */
export function noteProblems(context: CliContext, { format, problems }: OpenedTrace): void {
  const isCapture = format === 'pcap' || format === 'pcapng'
  for (const { kind, place } of problems) note(context, traceImportNote(kind, place, isCapture))
}

/** Tells that something is hidden which `reveal` would have shown. */
export function noteMasked(context: CliContext, { trace }: OpenedTrace, reveal: boolean): void {
  if (trace.header.revealed && !reveal) note(context, cliTexts.masked)
}

/**
 * The trace as it may be shown or written: masked unless `reveal` is given and the file is in clear. Of a file in clear
 * only whole answers are masked, since a card number may lie across the pieces of one.
 */
export function maskedTrace(trace: Trace, reveal: boolean): Trace {
  const { header } = trace
  if (reveal && header.revealed) return trace
  const redactor = new Redactor({ reveal: false })
  const entries = header.revealed ? told(trace.entries) : trace.entries
  return {
    header: { ...header, revealed: false },
    entries: entries.map((entry) => (entry.type === 'event' ? entry : maskedAgain(entry, redactor)))
  }
}

/** What the workflow sent and got, explained; how the wire carried it only where nothing else was recorded. */
export function toldTrace({ header, entries }: Trace): ToldTrace {
  const conversation = new Conversation(header.revealed)
  return {
    header,
    entries: told(entries).map((entry) =>
      entry.type === 'event' ? entry : { ...entry, ...explainedEntry(entry, conversation) }
    )
  }
}

function told(entries: readonly TraceEntry[]): readonly TraceEntry[] {
  const isLogical = (entry: TraceEntry): entry is TraceExchange =>
    entry.type === 'exchange' && entry.tap === 'logical'
  return entries.some(isLogical)
    ? entries.filter((entry) => entry.type === 'event' || isLogical(entry))
    : entries
}
