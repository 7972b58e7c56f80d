import type { Command } from 'commander'
import type { AccountView, IssuerCardView } from '../../services/issuer/issuer-views'
import { cardStatusTexts, issuerTexts as texts } from '../../texts/cli/issuer'
import type { Language } from '../../texts/local-text'
import { ledgerAccountText } from '../../texts/phrases/issuer'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { table } from '../output/table'

/** `cardwright issuer accounts`. */
export function addIssuerAccounts(issuer: Command, run: CliRun): void {
  issuer
    .command('accounts')
    .description(run.text(texts.accounts))
    .action(
      run.action(async (context): Promise<ExitCode> => {
        const accounts = await context.workbench().money.desk.accounts()
        printResult(context, { test: true, accounts }, () => accountsText(accounts, context.language))
        note(context, texts.test)
        return 0
      })
    )
}

/** `cardwright issuer cards`. */
export function addIssuerCards(issuer: Command, run: CliRun): void {
  issuer
    .command('cards')
    .description(run.text(texts.cards))
    .action(
      run.action(async (context): Promise<ExitCode> => {
        const cards = await context.workbench().money.desk.cards()
        printResult(context, { test: true, cards }, () => cardsText(cards, context.language))
        note(context, texts.test)
        return 0
      })
    )
}

function accountsText(accounts: readonly AccountView[], language: Language): string {
  const head = [texts.headAccount, texts.headName, texts.headBalance, texts.headAvailable]
  return table([
    head.map((text) => text[language]),
    ...accounts.map(({ id, kind, owner, balance, customer }) => [
      id,
      ledgerAccountText(kind, owner)[language],
      majorUnits(balance),
      customer === undefined ? '' : majorUnits(customer.available)
    ])
  ])
}

function cardsText(cards: readonly IssuerCardView[], language: Language): string {
  const head = [
    texts.headCard,
    texts.headNumber,
    texts.headExpiry,
    texts.headState,
    texts.headAccount,
    texts.headEcash,
    texts.headKept,
    texts.headAtc
  ]
  return table([
    head.map((text) => text[language]),
    ...cards.map(({ label, pan, expiry, status, account, ecash, kept, atc }) => [
      label,
      pan,
      expiry,
      cardStatusTexts[status][language],
      account ?? '-',
      majorUnits(ecash),
      majorUnits(kept),
      String(atc)
    ])
  ])
}
