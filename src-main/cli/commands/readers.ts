import type { Command } from 'commander'
import type { ReadersView, ReaderView } from '../../contract/views'
import { cliTexts, readerStates, serviceStates } from '../../texts/cli/messages'
import { usageTexts } from '../../texts/cli/usage'
import { helpTexts } from '../../texts/cli/help'
import type { Language } from '../../texts/local-text'
import { readerCliTexts as texts } from '../../texts/phrases/reader-details'
import type { CliRun } from '../cli-run'
import { note, printResult, untilCancelled, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { table } from '../output/table'
import { usageFailure } from '../usage-failure'
import { readerDetails } from './reader-details'

interface Flags {
  readonly watch?: boolean
  readonly signal?: boolean
  readonly contactless?: boolean
}

/** `cardwright readers`: what is plugged in, and what is on it; with a name, what one reader is and can do. */
export function addReaders(program: Command, run: CliRun): void {
  program
    .command('readers')
    .description(run.text(helpTexts.readers))
    .argument('[NAME]', run.text(helpTexts.readerName))
    .option('--watch', run.text(helpTexts.watch))
    .option('--signal', run.text(helpTexts.signal))
    .option('--contactless', run.text(helpTexts.contactless))
    .addHelpText(
      'after',
      run.examples(
        'cardwright readers',
        'cardwright readers ACR122 --signal',
        'cardwright readers virtual:debit-ecash --contactless --json'
      )
    )
    .action(run.action((context, args, flags: Flags) => readers(context, args.optional(0), flags)))
}

function readers(context: CliContext, name: string | undefined, flags: Flags): Promise<ExitCode> {
  if (name === undefined) {
    if (flags.signal === true) throw usageFailure(texts.signalNeedsReader)
    return flags.watch === true ? watch(context) : list(context)
  }
  if (flags.watch === true) throw usageFailure(texts.watchIsForAll)
  return readerDetails(context, name, flags)
}

async function list(context: CliContext): Promise<0> {
  const workbench = context.workbench()
  await workbench.readers.ready()
  const view = workbench.readersView()
  printResult(context, view, () => readersText(view, context.language))
  for (const { driver, state } of view.services) {
    if (state === 'running') continue
    const { language } = context
    context.terminal.err.write(`${driver}: ${serviceStates[state][language]} (cardwright doctor)\n`)
  }
  return 0
}

async function watch(context: CliContext): Promise<0> {
  if (context.json) throw usageFailure(usageTexts.watchWithJson())
  const workbench = context.workbench()
  await workbench.readers.ready()
  note(context, cliTexts.watching)
  let before = new Map<string, string>()
  const tell = (): void => {
    const { readers } = workbench.readersView()
    const now = new Map(readers.map((reader) => [reader.id, stateOf(reader, context.language)]))
    for (const [id, state] of now) if (before.get(id) !== state) tellChange(context, id, state)
    for (const id of before.keys()) {
      if (!now.has(id)) tellChange(context, id, cliTexts.readerGone[context.language])
    }
    before = now
  }
  tell()
  const unsubscribe = workbench.readers.onChange(tell)
  await untilCancelled(context)
  unsubscribe()
  return 0
}

function tellChange({ terminal }: CliContext, id: string, state: string): void {
  const time = new Date().toTimeString().slice(0, 8)
  terminal.out.write(`${time}  ${id}  ${state}\n`)
}

function readersText({ readers }: ReadersView, language: Language): string {
  if (readers.length === 0) return `${cliTexts.noReaders[language]}\n`
  const head = [cliTexts.reader, cliTexts.state, cliTexts.family, cliTexts.atr].map((text) => text[language])
  return table([
    head,
    ...readers.map((reader) => [
      reader.id,
      stateOf(reader, language, false),
      reader.profile[language],
      reader.atr ?? ''
    ])
  ])
}

function stateOf(reader: ReaderView, language: Language, withAtr = true): string {
  const words: string[] = [readerStates[reader.presence][language]]
  if (reader.cardName !== undefined) words.push(`(${reader.cardName[language]})`)
  if (reader.inUse) words.push(`- ${readerStates.inUse[language]}`)
  if (withAtr && reader.atr !== undefined) words.push(reader.atr)
  return words.join(' ')
}
