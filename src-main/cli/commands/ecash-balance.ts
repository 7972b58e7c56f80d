import type { Command } from 'commander'
import type { PurseLogRow, PurseView } from '../../contract/ecash'
import { currencyOf, amountText } from '../../engine/trace/explain/values/money'
import { ecashHelp, ecashTexts as say } from '../../texts/cli/ecash'
import { helpTexts } from '../../texts/cli/help'
import type { Language, LocalText } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import { type EcashFlags, openLines, readerFor } from '../ecash-run'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'
import { traced } from '../traced'

/** `cardwright ecash balance`. */
export function addEcashBalance(ecash: Command, run: CliRun): void {
  addReading(ecash.command('balance').description(run.text(ecashHelp.balance)), run).action(
    run.action<EcashFlags>(async (context, _args, flags): Promise<ExitCode> => {
      const purse = await readPurse(context, flags)
      printResult(context, balanceDocument(purse), () => balanceText(purse, context.language))
      return 0
    })
  )
}

/** `cardwright ecash log`. */
export function addEcashLog(ecash: Command, run: CliRun): void {
  addReading(ecash.command('log').description(run.text(ecashHelp.log)), run).action(
    run.action<EcashFlags>(async (context, _args, flags): Promise<ExitCode> => {
      const purse = await readPurse(context, flags)
      const { loads, transactions } = purse
      const currency = alpha(purse.currency)
      printResult(context, { currency, loads, transactions }, () => logText(purse, context.language))
      return 0
    })
  )
}

function addReading(command: Command, run: CliRun): Command {
  return command
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(ecashHelp.contactless))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
}

export async function readPurse(context: CliContext, flags: EcashFlags): Promise<PurseView> {
  const reader = await readerFor(context, flags, flags.contactless ?? false)
  return traced(context, flags, () => context.workbench().transactions.readPurse(reader, context.signal))
}

/** Amounts in minor units, currencies by their letters. */
function balanceDocument({
  loads: _loads,
  transactions: _transactions,
  reader: _reader,
  ...purse
}: PurseView) {
  return {
    ...purse,
    currency: alpha(purse.currency),
    ...(purse.second !== undefined && { second: { ...purse.second, currency: alpha(purse.second.currency) } })
  }
}

function alpha(currency: number): string {
  const code = String(currency).padStart(3, '0')
  return currencyOf(code)?.alpha ?? code
}

export function balanceText(purse: PurseView, language: Language): string {
  const { card, second, issuer } = purse
  const money = (minor: number, currency = purse.currency): string =>
    amountText(minor, String(currency).padStart(3, '0'))[language]
  const name = [card.label, card.pan, ...(purse.blocked ? [`(${say.blocked[language]})`] : [])]
  const row = (text: LocalText, value: string | undefined): string[][] =>
    value === undefined ? [] : [[text[language], value]]
  const rows = [
    ...row(say.card, name.filter((part) => part !== undefined).join('  ')),
    ...row(say.balance, money(purse.balance)),
    ...row(say.most, money(purse.balanceLimit)),
    ...row(say.transaction, money(purse.transactionLimit)),
    ...row(say.threshold, purse.resetThreshold === undefined ? undefined : money(purse.resetThreshold)),
    ...row(say.second, second && money(second.balance, second.currency)),
    ...row(say.counter, String(purse.atc)),
    ...row(say.pinTries, purse.pinTriesLeft === undefined ? undefined : String(purse.pinTriesLeft)),
    ...row(say.available, issuer?.available === undefined ? undefined : money(issuer.available)),
    ...row(say.kept, issuer === undefined || issuer.kept === 0 ? undefined : money(issuer.kept))
  ]
  const open = purse.open.flatMap((entry) => openLines(entry, language))
  const left =
    open.length === 0 ? '' : `\n${[say.open[language], ...open, say.howToGoOn[language]].join('\n')}\n`
  return safeText(table(rows) + left)
}

function logText({ loads, transactions }: PurseView, language: Language): string {
  const part = (title: LocalText, rows: readonly PurseLogRow[]): string =>
    `${title[language]}\n${rows.length === 0 ? `${say.none[language]}\n` : table([head(language), ...rows.map((row) => cells(row, language))])}`
  return safeText(`${part(say.payments, transactions)}\n${part(say.loads, loads)}`)
}

function head(language: Language): string[] {
  const { headTime, headKind, headAmount, headAfter, headAtc, headPlace } = say
  return [headTime, headKind, headAmount, headAfter, headAtc, headPlace].map((text) => text[language])
}

function cells({ kind, at, amount, after, atc, place }: PurseLogRow, language: Language): string[] {
  return [
    at?.replace('T', ' ') ?? '',
    say.kinds[kind][language],
    majorUnits(amount),
    after === undefined ? '' : majorUnits(after),
    atc === undefined ? '' : String(atc),
    place ?? ''
  ]
}
