import type { Command } from 'commander'
import { AppFailure } from '../../services/app-failure'
import type { StatementLine } from '../../services/ledger/ledger'
import type { StoredTransfer } from '../../services/ledger/ledger-store-port'
import { issuerTexts as texts } from '../../texts/cli/issuer'
import type { Language } from '../../texts/local-text'
import { purposeText } from '../../texts/phrases/issuer'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { linesWanted, localTime, type MostFlag } from '../output/lines'
import { table } from '../output/table'

/** `cardwright issuer ledger`: ends with 1 where the books are wrong. */
export function addIssuerLedger(issuer: Command, run: CliRun): void {
  issuer
    .command('ledger')
    .description(run.text(texts.ledger))
    .option('--most <N>', run.text(texts.most), '20')
    .action(
      run.action<MostFlag>(async (context, _, flags): Promise<ExitCode> => {
        const most = linesWanted(flags)
        const { desk } = context.workbench().money
        const check = await desk.check()
        const transfers = await desk.transfers({ most })
        const isSound = check.total === 0 && check.wrong.length === 0
        printResult(context, { test: true, sound: isSound, ...check, transfers }, () =>
          transfersText(transfers, context.language)
        )
        note(
          context,
          isSound ? texts.sound(check.accounts) : texts.unsound(majorUnits(check.total), check.wrong)
        )
        return isSound ? 0 : 1
      })
    )
}

/** `cardwright issuer statement`. */
export function addIssuerStatement(issuer: Command, run: CliRun): void {
  issuer
    .command('statement')
    .description(run.text(texts.statement))
    .argument('<ACCOUNT>', run.text(texts.account))
    .option('--most <N>', run.text(texts.most), '20')
    .action(
      run.action<MostFlag>(async (context, args, flags): Promise<ExitCode> => {
        const account = args.text(0)
        const lines = await context.workbench().money.desk.statement(account, linesWanted(flags))
        if (lines === undefined) throw new AppFailure('issuer-account-unknown')
        printResult(context, { test: true, account, lines }, () => statementText(lines, context.language))
        return 0
      })
    )
}

function transfersText(transfers: readonly StoredTransfer[], language: Language): string {
  if (transfers.length === 0) return `${texts.nothing[language]}\n`
  const head = [
    texts.headTransfer,
    texts.headTime,
    texts.headPurpose,
    texts.headAmount,
    texts.headFrom,
    texts.headTo
  ]
  return table([
    head.map((text) => text[language]),
    ...transfers.map(({ number, at, purpose, amount, source, target }) => [
      String(number),
      localTime(at),
      purposeText(purpose)[language],
      majorUnits(amount),
      source,
      target
    ])
  ])
}

function statementText(lines: readonly StatementLine[], language: Language): string {
  if (lines.length === 0) return `${texts.nothing[language]}\n`
  const head = [
    texts.headTransfer,
    texts.headTime,
    texts.headPurpose,
    texts.headAmount,
    texts.headBalance,
    texts.headOther
  ]
  return table([
    head.map((text) => text[language]),
    ...lines.map(({ number, at, purpose, amount, balance, counterAccount }) => [
      String(number),
      localTime(at),
      purposeText(purpose)[language],
      majorUnits(amount),
      majorUnits(balance),
      counterAccount
    ])
  ])
}
