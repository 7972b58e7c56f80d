import type { ExplainedExchange, TraceEntryView } from '../../contract/views'
import { explainExchange } from '../../engine/trace/explain/explain-exchange'
import { importTrace } from '../../engine/trace-files/import-trace'
import { traceLine } from '../../engine/trace/format'
import type { Trace } from '../../engine/trace/trace'
import { sameText, type LocalText } from '../../texts/local-text'
import { traceEventText, traceImportProblemText } from '../../texts/phrases/traces'
import { AppFailure } from '../app-failure'
import { Conversation } from './conversation'
import { unmasked } from './masked'
import { traceEntryView, type LoggedEntry, type TraceLog } from './trace-log'

/** Where recorded traces become cards again. */
export interface ReplayReaders {
  /** Returns the name of the reader that the trace is now in. */
  load(name: string, trace: Trace): string
  eject(name: string): void
}

const PREFIX = 'replay:'

/** What the trace drawer shows, what is saved, and what is replayed. */
export class TraceService {
  constructor(
    private readonly log: TraceLog,
    private readonly replay: ReplayReaders
  ) {}

  entries(): TraceEntryView[] {
    return this.views(this.log.entries())
  }

  views(entries: readonly LoggedEntry[]): TraceEntryView[] {
    return entries.map((logged) => traceEntryView(logged, summaryOf(logged)))
  }

  /** An exchange explained to the bit, in the light of those before it. Masked nibbles are explained as zeros. */
  explain(id: number): ExplainedExchange {
    const logged = this.log.find(id)
    if (logged?.entry.type !== 'exchange') throw new AppFailure('bad-request')
    const { header, entry } = logged
    const conversation = new Conversation(header.revealed)
    for (const earlier of this.log.entries()) {
      if (earlier.id >= id) break
      if (earlier.header !== header || earlier.entry.type !== 'exchange' || earlier.entry.tap !== 'logical')
        continue
      conversation.learn(unmasked(earlier.entry.command), unmasked(earlier.entry.response))
    }
    const command = unmasked(entry.command)
    return explainExchange(command, unmasked(entry.response), conversation.contextOf(command))
  }

  clear(): void {
    this.log.clear()
  }

  /** Everything recorded in this run, session after session, as JSON Lines. */
  write(): string {
    let text = ''
    let session: LoggedEntry['header'] | undefined
    for (const { header, entry } of this.log.entries()) {
      if (header !== session) {
        text += traceLine(header)
        session = header
      }
      text += traceLine(entry)
    }
    return text
  }

  /**
   * Puts a trace file of any format that is known into a replay reader; returns its id. Throws `AppFailure` where there
   * is no exchange in it.
   */
  open(name: string, content: string | Uint8Array): string {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const imported = importTrace(bytes, name)
    if (imported.kind === 'bad')
      throw new AppFailure('trace-not-readable', { detail: traceImportProblemText(imported.problem) })
    return `${PREFIX}${this.replay.load(name, imported.trace)}`
  }

  eject(reader: string): void {
    this.replay.eject(reader.slice(PREFIX.length))
  }
}

function summaryOf({ entry }: LoggedEntry): LocalText {
  if (entry.type === 'event') return traceEventText(entry.event)
  if (entry.failure !== undefined) return sameText(entry.failure)
  return explainExchange(unmasked(entry.command), unmasked(entry.response), { reveal: false }).summary
}
