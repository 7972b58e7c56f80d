import type { Command } from 'commander'
import type { ActionResult, OpenEntry } from '../../contract/ecash'
import { AppFailure } from '../../services/app-failure'
import { ecashHelp, ecashTexts as say } from '../../texts/cli/ecash'
import { transactHelp } from '../../texts/cli/transact'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import { type EcashFlags, openLines, performAction, resultText, settleLeftBehind } from '../ecash-run'
import type { ExitCode } from '../exit-codes'
import { safeText } from '../output/safe-text'
import { usageFailure } from '../usage-failure'
import { addCommon } from './ecash-load'

interface Flags extends EcashFlags {
  readonly reverse?: boolean
  readonly handOver?: boolean
}

/** `cardwright ecash recover`: nothing that was begun stays in the air. */
export function addEcashRecover(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('recover').description(run.text(ecashHelp.recover)), run)
    .argument('[ENTRY]', run.text(ecashHelp.entry))
    .option('--reverse', run.text(ecashHelp.reverse))
    .option('--hand-over', run.text(ecashHelp.handOver))
    .option('--pin-fd <N>', run.text(transactHelp.pinFd))
    .addHelpText(
      'after',
      run.examples(
        'cardwright ecash recover',
        'cardwright ecash recover --reader virtual:debit-ecash',
        'cardwright ecash recover e-0123456789abcdef --reverse',
        'cardwright ecash recover e-0123456789abcdef --hand-over'
      )
    )
    .action(run.action<Flags>((context, args, flags) => recover(context, args.optional(0), flags)))
}

/** Ends with 0 where nothing that was asked for is left open. */
async function recover(context: CliContext, only: string | undefined, flags: Flags): Promise<ExitCode> {
  if (flags.handOver === true) return handOver(context, only, flags)
  const { transactions } = context.workbench()
  const before = await transactions.openEntries()
  const settled = await settleLeftBehind(context)
  const results: ActionResult[] = []
  const wanted = (await transactions.openEntries()).filter(
    ({ entry }) => only === undefined || entry === only
  )
  if (only !== undefined && !before.some(({ entry }) => entry === only)) throw new AppFailure('entry-unknown')
  const how = flags.reverse === true ? 'reverse' : 'finish'
  const reader = wanted.some(({ needsCard }) => needsCard) ? await readerIfThere(context, flags) : undefined
  // The newest first: an older one may wait for it.
  for (const entry of [...wanted].reverse()) {
    const result = await settleOne(context, flags, { entry, how, reader })
    if (result !== undefined) results.push(result)
  }
  const open = await transactions.openEntries()
  printResult(context, { settled, results, open }, () => recoveredText(context, { settled, results, open }))
  return open.some(({ entry }) => only === undefined || entry === only) ? 1 : 0
}

/** Only ever the very entry that was named: what is handed over can no longer be settled here. */
async function handOver(context: CliContext, only: string | undefined, flags: Flags): Promise<ExitCode> {
  if (only === undefined || flags.reverse === true) throw usageFailure(say.handOverWhat)
  const result = await context.workbench().transactions.settle(only, 'hand-over')
  printResult(context, result, () => resultText(result, context))
  return result.outcome === 'done' ? 0 : 1
}

async function settleOne(
  context: CliContext,
  flags: Flags,
  {
    entry,
    how,
    reader
  }: { readonly entry: OpenEntry; readonly how: 'finish' | 'reverse'; readonly reader: string | undefined }
): Promise<ActionResult | undefined> {
  const { transactions } = context.workbench()
  // Settling a newer one may have settled this one too.
  const now = (await transactions.openEntries()).find((one) => one.entry === entry.entry)
  if (now === undefined) return undefined
  const other = how === 'finish' ? 'reverse' : 'finish'
  const kind = now[how] === undefined && flags.reverse !== true ? other : how
  if (!now.needsCard) return transactions.settle(entry.entry, kind)
  if (reader === undefined) return undefined
  return performAction(context, flags, { reader, action: { kind, entry: entry.entry } })
}

/** A reader that was named has to be there; without a name, entries that need a card may wait. */
async function readerIfThere(context: CliContext, flags: Flags): Promise<string | undefined> {
  const contactless = flags.contactless ?? false
  if (flags.reader !== undefined) return chooseReader(context.workbench(), flags.reader, { contactless })
  try {
    return await chooseReader(context.workbench(), undefined, { contactless })
  } catch (error) {
    if (error instanceof AppFailure) return undefined
    throw error
  }
}

function recoveredText(
  { language }: Pick<CliContext, 'language'>,
  {
    settled,
    results,
    open
  }: { settled: number; results: readonly ActionResult[]; open: readonly OpenEntry[] }
): string {
  const done = results.map((result) => resultText({ ...result, open: undefined }, { language }))
  const left = open.flatMap((entry) => openLines(entry, language))
  const end =
    left.length > 0
      ? [say.open[language], ...left]
      : settled + results.length === 0
        ? [say.nothingOpen[language]]
        : []
  return safeText(`${done.join('\n')}${end.length === 0 ? '' : `${end.join('\n')}\n`}`)
}
