import { createWorkbench } from '../composition/create-workbench'
import { cliTexts } from '../texts/cli/messages'
import { languageOfLocale, localeOf, savedLanguage } from './language'
import { printError } from './print-error'
import { errorOf } from './fault'
import { findGlobals } from './globals'
import { runCli } from './run-cli'
import { processTerminal } from './terminal'

/** A second Ctrl-C within this time is the same one, sent to a whole group of processes. */
const SAME_SIGNAL_MS = 300
/** What still holds the process after everything was closed gets this long. */
const GRACE_MS = 1_000
const INTERRUPTED = 130

const { env, platform } = process
const terminal = processTerminal(env)
const locale = localeOf(env)
const language = savedLanguage(env, platform) ?? languageOfLocale(locale)
const cancelling = new AbortController()
let cancelledAt = 0

// Who reads our output may stop at any time (`| head`): nobody is left to tell it to.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel)
for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, giveUp)

const exitCode = await runCli(process.argv.slice(2), {
  terminal,
  signal: cancelling.signal,
  language: () => language,
  openWorkbench: (traceSink) => createWorkbench({ env, platform, locale, traceSink })
})
process.exitCode = exitCode
setTimeout(() => process.exit(exitCode), GRACE_MS).unref()

/** The first time, whatever runs ends in good order; the second time at once. */
function cancel(): void {
  const now = Date.now()
  if (cancelling.signal.aborted) {
    if (now - cancelledAt > SAME_SIGNAL_MS) process.exit(INTERRUPTED)
    return
  }
  cancelledAt = now
  if (process.stderr.isTTY) terminal.err.write(`\n${cliTexts.cancelling[language]}\n`)
  cancelling.abort()
}

function giveUp(error: unknown): void {
  const { json, lang } = findGlobals(process.argv.slice(2))
  printError({ terminal, json, language: lang === 'zh' || lang === 'en' ? lang : language }, errorOf(error))
  process.exit(1)
}
