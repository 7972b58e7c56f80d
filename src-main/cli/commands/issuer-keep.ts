import type { Command } from 'commander'
import { AppFailure } from '../../services/app-failure'
import type { IssuerCardView } from '../../services/issuer/issuer-views'
import { DESK_DRAWER } from '../../services/ledger/ledger-accounts'
import { issuerTexts as texts } from '../../texts/cli/issuer'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits, minorUnits } from '../minor-units'
import { usageFailure } from '../usage-failure'

interface Flags {
  readonly from: string
}

/** Of a reference, so that it is not guessed. */
const LEAST_OF_REFERENCE = 6

/** `cardwright issuer keep`: a remote top-up, which waits for the card. */
export function addIssuerKeep(issuer: Command, run: CliRun): void {
  issuer
    .command('keep')
    .description(run.text(texts.keep))
    .argument('<CARD>', run.text(texts.card))
    .argument('<AMOUNT>', run.text(texts.amount))
    .option('--from <SOURCE>', run.text(texts.from), 'account')
    .action(
      run.action<Flags>(async (context, args, { from }): Promise<ExitCode> => {
        if (from !== 'account' && from !== 'cash') throw usageFailure(texts.badFrom(from))
        const amount = minorUnits(args.text(1))
        const { desk } = context.workbench().money
        const { ref, label } = oneCard(await desk.cards(), args.text(0))
        const kept = await desk.keep({ card: ref, amount, from, drawer: DESK_DRAWER })
        printResult(context, { test: true, card: label, amount, kept }, () => {
          return `${texts.kept(label, majorUnits(kept))[context.language]}\n`
        })
        return 0
      })
    )
}

/** The only card that a word fits. Throws `AppFailure` where it is none, or several. */
function oneCard(cards: readonly IssuerCardView[], word: string): IssuerCardView {
  const upper = word.toUpperCase()
  const fitting = cards.filter(
    ({ ref, label, pan }) =>
      label === word ||
      (/^\d{4}$/.test(word) && pan.endsWith(word)) ||
      (upper.length >= LEAST_OF_REFERENCE && ref.startsWith(upper))
  )
  const [card] = fitting
  if (card === undefined || fitting.length > 1) throw new AppFailure('issuer-card-unknown')
  return card
}
