import type { Command } from 'commander'
import { Redactor } from '../../engine/trace/redact'
import { Interruption, NotRecorded } from '../../engine/workflow/interruption'
import { commandRisk } from '../../services/apdu/command-risk'
import { commandLines, readCommands, type WrittenCommand } from '../../services/apdu/read-commands'
import { sensitivityOf } from '../../services/apdu/sensitivity'
import { AppFailure } from '../../services/app-failure'
import type { AccessedCard } from '../../services/sessions/card-access'
import { Conversation } from '../../services/traces/conversation'
import { riskText } from '../../texts/cli/apdu'
import { helpTexts } from '../../texts/cli/help'
import { cliTexts } from '../../texts/cli/messages'
import { usageTexts } from '../../texts/cli/usage'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { confirm, note, printResult, type CliContext } from '../context'
import { commandName, entryText, explainedEntry, type ExplainedEntry } from '../exchange-view'
import { exitCodeFor, type ExitCode } from '../exit-codes'
import { printError } from '../print-error'
import { traced, type TraceFlags } from '../traced'
import { usageFailure } from '../usage-failure'

interface Flags extends TraceFlags {
  readonly reader?: string
  readonly reveal?: boolean
  readonly contactless?: boolean
  readonly yes?: boolean
}

/** `cardwright apdu`: commands of one's own, in one session with the card. */
export function addApdu(program: Command, run: CliRun): void {
  program
    .command('apdu')
    .description(run.text(helpTexts.apdu))
    .argument('<HEX...>', run.text(helpTexts.apduHex))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(helpTexts.contactless))
    .option('--reveal', run.text(helpTexts.reveal))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .option('--yes', run.text(helpTexts.yes))
    .addHelpText(
      'after',
      run.examples(
        'cardwright apdu 00A404000E325041592E5359532E444446303100',
        'cardwright apdu "00 A4 04 00 08 A000000333010101" 80CA9F3600 --reader virtual:debit-ecash',
        'cardwright apdu - --trace session.jsonl < commands.txt'
      )
    )
    .action(run.action((context, args, flags: Flags) => apdu(context, args.list(0), flags)))
}

async function apdu(context: CliContext, texts: readonly string[], flags: Flags): Promise<ExitCode> {
  const commands = readCommands(await withInput(context, texts))
  if (commands.length === 0) throw usageFailure(usageTexts.noCommands())
  await confirmRisks(context, commands, flags.yes ?? false)
  const { reveal = false, contactless = false } = flags
  const workbench = context.workbench()
  const reader = await chooseReader(workbench, flags.reader, { contactless })
  return traced(context, flags, () =>
    workbench.cards.withCard(reader, { reveal }, (card) => send(context, card, commands, reveal))
  )
}

/** `-` stands for the commands on standard input. */
async function withInput(context: CliContext, texts: readonly string[]): Promise<string[]> {
  const all: string[] = []
  for (const text of texts) {
    if (text === '-') all.push(...commandLines(await context.terminal.readInput()))
    else all.push(text)
  }
  return all
}

/** Nothing is sent before a person has agreed to everything that could lock or change the card. */
async function confirmRisks(
  context: CliContext,
  commands: readonly WrittenCommand[],
  yes: boolean
): Promise<void> {
  const risks = commands.flatMap(({ apdu }, index) => {
    const risk = commandRisk(apdu)
    return risk === undefined ? [] : [riskText(index + 1, risk.name, risk.kind)]
  })
  if (risks.length === 0) return
  const what = { en: risks.map(({ en }) => en).join('\n'), zh: risks.map(({ zh }) => zh).join('\n') }
  await confirm(context, what, yes)
}

async function send(
  context: CliContext,
  card: AccessedCard,
  commands: readonly WrittenCommand[],
  reveal: boolean
): Promise<ExitCode> {
  const redactor = new Redactor({ reveal })
  const conversation = new Conversation(reveal)
  const exchanges: ExplainedEntry[] = []
  let failure: AppFailure | undefined
  for (const command of commands) {
    if (context.signal.aborted) failure = new AppFailure('cancelled')
    const entry = failure ?? (await exchange(card, command, redactor, conversation))
    if (entry instanceof AppFailure) {
      failure = entry
      break
    }
    exchanges.push(entry)
    if (!context.json) context.terminal.out.write(entryText(entry, context.language, context.terminal.out))
  }
  if (exchanges.some(({ command, response }) => (command + response).includes('*')))
    note(context, cliTexts.masked)
  const { readerName, protocol } = card
  const result = { reader: readerName, protocol, exchanges, ...(failure && { error: failure.data }) }
  printResult(context, result, () => '')
  if (failure !== undefined) {
    if (!context.json) printError(context, failure.data)
    return exitCodeFor(failure.code)
  }
  return exchanges.every(({ sw }) => sw === undefined || isDone(sw)) ? 0 : 1
}

async function exchange(
  card: AccessedCard,
  { bytes, apdu }: WrittenCommand,
  redactor: Redactor,
  conversation: Conversation
): Promise<ExplainedEntry | AppFailure> {
  const sensitivity = sensitivityOf(apdu)
  try {
    const response = await card.channel.transceive(bytes, { name: commandName(bytes), sensitivity })
    const duration = card.durations().at(-1) ?? 0
    return explainedEntry({ ...redactor.redact(bytes, response, sensitivity), duration }, conversation)
  } catch (error) {
    if (error instanceof NotRecorded) return new AppFailure('not-recorded', { cause: error })
    if (!(error instanceof Interruption)) throw error
    return new AppFailure(error.reason === 'service-lost' ? 'no-service' : error.reason, { cause: error })
  }
}

/** 90xx and the SIM's 91xx and 9Fxx; 61xx: more to fetch; 62xx: done, with a warning (ISO/IEC 7816-4, 5.6). */
function isDone(sw: string): boolean {
  return /^(?:90|91|9F|61|62)/.test(sw)
}
