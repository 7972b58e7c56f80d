import type { Command } from 'commander'
import { issuerTexts } from '../../texts/cli/issuer'
import type { CliRun } from '../cli-run'
import { addIssuerAccounts, addIssuerCards } from './issuer-accounts'
import { addIssuerJournal } from './issuer-journal'
import { addIssuerKeep } from './issuer-keep'
import { addIssuerLedger, addIssuerStatement } from './issuer-ledger'
import { addIssuerOpen } from './issuer-open'
import { addIssuerPurchases } from './issuer-purchases'
import { addIssuerSettle } from './issuer-settle'
import { addIssuerUpload } from './issuer-upload'

/** `cardwright issuer`: the built-in TEST issuer and what this terminal has to do with it. */
export function addIssuer(program: Command, run: CliRun): void {
  const issuer = program.command('issuer').description(run.text(issuerTexts.issuer))
  issuer.addHelpText(
    'after',
    run.examples(
      'cardwright issuer accounts',
      'cardwright issuer statement account:test-debit',
      'cardwright issuer keep debit-ecash 50',
      'cardwright issuer open',
      'cardwright issuer journal --open --json'
    )
  )
  const commands = [
    addIssuerAccounts,
    addIssuerCards,
    addIssuerLedger,
    addIssuerStatement,
    addIssuerKeep,
    addIssuerOpen,
    addIssuerSettle,
    addIssuerPurchases,
    addIssuerUpload,
    addIssuerJournal
  ]
  for (const add of commands) add(issuer, run)
}
