import { CommanderError } from 'commander'
import type { Workbench } from '../composition/workbench'
import type { TraceSink } from '../services/sessions/session-recording'
import type { Language } from '../texts/local-text'
import { CliRun } from './cli-run'
import type { CliContext } from './context'
import { exitCodeFor, type ExitCode } from './exit-codes'
import { errorOf } from './fault'
import { checkLanguage, findGlobals } from './globals'
import { parseFailure } from './parse-failure'
import { printError } from './print-error'
import { buildProgram } from './program'
import type { Terminal } from './terminal'

/** What a run of the command line needs from outside. */
export interface CliWorld {
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** The language where `--lang` does not name one. */
  readonly language: () => Language
  /** Makes the workbench; called at most once. */
  readonly openWorkbench: (traceSink: TraceSink) => Workbench
}

/** Help that is not read in a terminal is wrapped at this. */
const PLAIN_COLUMNS = 100

/** Runs one command and returns what the process is to end with. Never rejects. */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<ExitCode> {
  const { terminal } = world
  const { json, lang } = findGlobals(argv)
  let workbench: Workbench | undefined
  const sinks = new Set<TraceSink>()
  const language = lang === 'zh' || lang === 'en' ? lang : world.language()
  const context: CliContext = {
    terminal,
    language,
    json,
    signal: world.signal,
    workbench: () =>
      (workbench ??= world.openWorkbench((header, entries) =>
        sinks.forEach((sink) => sink(header, entries))
      )),
    followTrace: (sink) => {
      sinks.add(sink)
      return () => void sinks.delete(sink)
    }
  }
  try {
    checkLanguage(lang)
    return await runCommand(argv, context)
  } catch (error) {
    const data = errorOf(error)
    printError(context, data)
    return exitCodeFor(data.code)
  } finally {
    await workbench?.stop().catch(() => undefined)
  }
}

async function runCommand(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const run = new CliRun(context)
  const { out, err } = context.terminal
  let printed = ''
  const program = buildProgram(run, {
    write: (text) => (printed += text),
    columns: Math.min(out.columns ?? PLAIN_COLUMNS, 120)
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return run.exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) {
      // Help that was not asked for shows what could have been.
      if (!context.json) err.write(printed)
      throw parseFailure(error)
    }
    const document = error.code === 'commander.version' ? { version: printed.trim() } : { help: printed }
    out.write(context.json ? `${JSON.stringify(document, undefined, 2)}\n` : printed)
    return 0
  }
}
