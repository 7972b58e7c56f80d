import type { Workbench } from '../composition/workbench'
import { cliTexts } from '../texts/cli/messages'
import { usageTexts } from '../texts/cli/usage'
import type { Language, LocalText } from '../texts/local-text'
import { AppFailure } from '../services/app-failure'
import type { TraceSink } from '../services/sessions/session-recording'
import type { Terminal } from './terminal'

/** What a command of the command line works with. */
export interface CliContext {
  readonly terminal: Terminal
  readonly language: Language
  /** Print one JSON document instead of text. */
  readonly json: boolean
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** All use cases; made when the first command needs them, stopped when the program ends. */
  workbench(): Workbench
  /** Calls `sink` with every trace entry as it happens; returns the function that ends this. */
  followTrace(sink: TraceSink): () => void
}

/** Writes the result: as JSON where that was asked for, else as text. */
export function printResult(context: CliContext, document: unknown, text: () => string): void {
  context.terminal.out.write(context.json ? `${JSON.stringify(document, undefined, 2)}\n` : text())
}

/** Writes a message for the person; never on standard output. */
export function note(context: CliContext, text: LocalText): void {
  context.terminal.err.write(`${text[context.language]}\n`)
}

/**
 * Asks before something that cannot be taken back; `what` says what that is. Rejects with `AppFailure` unless the
 * answer is yes, or `yes` was said beforehand.
 */
export async function confirm(context: CliContext, what: LocalText, yes: boolean): Promise<void> {
  if (yes) return
  const { language, terminal } = context
  const answer = await terminal.ask(`${what[language]}\n${cliTexts.goOn[language]}`)
  if (answer === undefined) throw new AppFailure('needs-consent', { detail: what })
  if (!/^(?:y|yes|是)$/i.test(answer.trim()))
    throw new AppFailure('cancelled', { detail: usageTexts.declined() })
}

/** Resolves when Ctrl-C was pressed. */
export async function untilCancelled({ signal }: CliContext): Promise<void> {
  if (signal.aborted) return
  // A pending promise alone does not keep the process alive.
  const alive = setInterval(() => undefined, 60_000)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(alive)
}
