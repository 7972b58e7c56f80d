import { basename } from 'node:path'
import type { Command } from 'commander'
import { parseCommandApdu } from '../../engine/apdu/command-apdu'
import type { CardChannel } from '../../engine/channel/card-channel'
import { toHex } from '../../engine/bytes/hex'
import {
  runScript,
  SCRIPT_LIMITS,
  type ScriptEvent,
  type ScriptLimits,
  type ScriptOutcome
} from '../../engine/script/run-script'
import type { Script } from '../../engine/script/read-script'
import { runWorkflow } from '../../engine/workflow/run'
import { commandRisk } from '../../services/apdu/command-risk'
import { sensitivityOf } from '../../services/apdu/sensitivity'
import { AppFailure } from '../../services/app-failure'
import type { AccessedCard } from '../../services/sessions/card-access'
import { cardFailure } from '../../services/sessions/card-failure'
import { riskText } from '../../texts/cli/apdu'
import { helpTexts } from '../../texts/cli/help'
import { scriptHelp as help, scriptTexts } from '../../texts/cli/script'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { confirm, printResult, type CliContext } from '../context'
import { exitCodeFor, type ExitCode } from '../exit-codes'
import { refuseExisting, writeTextFile } from '../files'
import { junitXml, type JunitCase, type JunitSuite } from '../output/junit'
import { safeText } from '../output/safe-text'
import { printError } from '../print-error'
import { problemLines, readScriptFile } from '../script-files'
import { ScriptMask } from '../script-mask'
import { eventText, type ShownEvent } from '../output/script-text'
import { traced, type TraceFlags } from '../traced'
import { usageFailure } from '../usage-failure'

interface Flags extends TraceFlags {
  readonly reader?: string
  readonly contactless?: boolean
  readonly reveal?: boolean
  readonly yes?: boolean
  readonly junit?: string
  readonly steps?: string
  readonly exchanges?: string
}

interface Ran {
  readonly file: string
  readonly events: readonly ShownEvent[]
  /** Milliseconds. */
  readonly duration: number
  readonly outcome?: ScriptOutcome
  /** Why it was cut short. */
  readonly failure?: AppFailure
}

/** `cardwright script run`: scripts on a card, as a suite of tests for it. */
export function addScriptRun(script: Command, run: CliRun): void {
  script
    .command('run')
    .description(run.text(help.run))
    .argument('<FILE...>', run.text(help.files))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(helpTexts.contactless))
    .option('--junit <FILE>', run.text(help.junit))
    .option('--steps <N>', run.text(help.steps))
    .option('--exchanges <N>', run.text(help.exchanges))
    .option('--reveal', run.text(helpTexts.reveal))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .option('--yes', run.text(helpTexts.yes))
    .addHelpText(
      'after',
      run.examples(
        'cardwright script run read-all.cws --reader virtual:debit-ecash',
        'cardwright script run *.cws --junit report.xml --trace session.jsonl'
      )
    )
    .action(run.action((context, args, flags: Flags) => runFiles(context, args.list(0), flags)))
}

async function runFiles(context: CliContext, names: readonly string[], flags: Flags): Promise<ExitCode> {
  const limits = { steps: limitOf(flags.steps, 'steps'), exchanges: limitOf(flags.exchanges, 'exchanges') }
  const files = names.map(readScriptFile)
  const problems = files.flatMap((file) => file.problems)
  if (problems.length > 0) {
    const document = { scripts: files.map(({ file, problems }) => ({ file, problems })) }
    const lines = files.map((file) => problemLines(file, context.language)).join('')
    if (context.json) printResult(context, document, () => '')
    context.terminal.err.write(`${lines}${scriptTexts.problems(problems.length)[context.language]}\n`)
    return 2
  }
  if (flags.junit !== undefined) refuseExisting(flags.junit, flags.force ?? false)
  const { contactless = false } = flags
  const reader = await chooseReader(context.workbench(), flags.reader, { contactless })
  const ran: Ran[] = []
  await traced(context, flags, async () => {
    for (const { file, script } of files) {
      if (script === undefined) continue
      ran.push(await runFile(context, reader, { file, script, limits }, flags))
      // What cut one short cuts all short.
      if (ran.at(-1)?.failure !== undefined) break
    }
  })
  printResult(context, { reader, scripts: ran.map(document) }, () => '')
  if (flags.junit !== undefined) {
    writeTextFile(flags.junit, junitXml(ran.map((one) => suite(one, context))), flags.force ?? false)
  }
  const failure = ran.at(-1)?.failure
  if (failure !== undefined) {
    if (!context.json) printError(context, failure.data)
    return exitCodeFor(failure.code)
  }
  return ran.every(({ outcome }) => outcome?.kind === 'ended' && outcome.failures === 0) ? 0 : 1
}

function limitOf(word: string | undefined, name: keyof ScriptLimits): number {
  if (word === undefined) return SCRIPT_LIMITS[name]
  const limit = /^[0-9]{1,10}$/.test(word) ? Number(word) : 0
  if (limit < 1 || limit > 1_000_000_000) throw usageFailure(scriptTexts.badLimit(word))
  return limit
}

async function runFile(
  context: CliContext,
  reader: string,
  { file, script, limits }: { file: string; script: Script; limits: ScriptLimits },
  flags: Flags
): Promise<Ran> {
  const mask = new ScriptMask({ reveal: flags.reveal ?? false })
  const events: ShownEvent[] = []
  const show = (event: ShownEvent): void => {
    events.push(event)
    if (!context.json) context.terminal.out.write(eventText(event, context.language, context.terminal.out))
  }
  const began = performance.now()
  const ended = (): { file: string; events: readonly ShownEvent[]; duration: number } => ({
    ...{ file, events, duration: performance.now() - began }
  })
  try {
    const outcome = await context
      .workbench()
      .cards.withCard(reader, { reveal: flags.reveal ?? false }, (card) =>
        runWorkflow(
          runScript(script, { limits, sensitivityOf, observe: (event) => show(masked(event, mask)) }),
          {
            channel: guarded(context, card, flags.yes ?? false, mask, show),
            ...{ progress: () => undefined, now: () => Date.now(), signal: context.signal },
            ...(card.reset !== undefined && { reset: () => resetOf(card) })
          }
        )
      )
    if (outcome.kind === 'fault') show({ kind: 'fault', place: outcome.place, text: outcome.text })
    if (!context.json) {
      const { expectations, failures } = outcome
      const line = scriptTexts.done(basename(file), expectations, failures)[context.language]
      context.terminal.out.write(`${safeText(line)}\n`)
    }
    return { ...ended(), outcome }
  } catch (error) {
    const failure = cardFailure(error)
    if (!(failure instanceof AppFailure)) throw failure
    return { ...ended(), failure }
  }
}

function resetOf(card: AccessedCard): Promise<Uint8Array> {
  return card.reset?.() ?? Promise.reject(new Error('the card cannot be reset'))
}

/** Asks before the first of each kind of command that could lock or change the card, and shows every exchange. */
function guarded(
  context: CliContext,
  card: AccessedCard,
  yes: boolean,
  mask: ScriptMask,
  show: (event: ShownEvent) => void
): CardChannel {
  const agreed = new Set<string>()
  let position = 0
  return {
    async transceive(command, exchange) {
      position += 1
      const read = parseCommandApdu(command)
      const risk = read.kind === 'ok' ? commandRisk(read.apdu) : undefined
      if (risk !== undefined && !agreed.has(risk.name)) {
        await confirm(context, riskText(position, risk.name, risk.kind), yes)
        agreed.add(risk.name)
      }
      const response = await card.channel.transceive(command, exchange)
      const shown = mask.exchange(command, response, exchange?.sensitivity)
      show({ kind: 'exchange', ...shown, duration: card.durations().at(-1) ?? 0 })
      return response
    }
  }
}

function masked(event: ScriptEvent, mask: ScriptMask): ShownEvent {
  switch (event.kind) {
    case 'print':
      return { kind: 'print', place: event.place, text: mask.printed(event.printed.join(' ')) }
    case 'reset':
      return { kind: 'reset', place: event.place, atr: toHex(event.atr) }
    case 'expectation':
      return { ...event, source: mask.printed(event.source) }
  }
}

function document({ file, events, duration, outcome, failure }: Ran): unknown {
  return {
    file,
    duration: Math.round(duration * 1000),
    ...(outcome !== undefined && { outcome }),
    events,
    ...(failure !== undefined && { error: failure.data })
  }
}

function suite({ file, events, duration, failure }: Ran, { language }: CliContext): JunitSuite {
  const cases = events.flatMap((event): JunitCase[] => {
    if (event.kind !== 'expectation' && event.kind !== 'fault') return []
    const at = `${event.place.file}:${event.place.line}`
    if (event.kind === 'fault') {
      const message = event.text[language]
      return [{ name: `${at} ${scriptTexts.fault[language]}`, kind: 'error', message }]
    }
    const name = `${at} ${event.source}`
    return event.failure === undefined
      ? [{ name, kind: 'met' }]
      : [{ name, kind: 'failure', message: event.failure[language] }]
  })
  const cut: JunitCase[] =
    failure === undefined
      ? []
      : [{ name: scriptTexts.fault[language], kind: 'error', message: failure.data.message[language] }]
  return { name: basename(file), time: duration / 1000, cases: [...cases, ...cut] }
}
