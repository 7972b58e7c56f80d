import type { Command } from 'commander'
import type { StoredPurchase } from '../../services/purchases/purchase-store-port'
import { issuerTexts as texts, purchaseStateTexts } from '../../texts/cli/issuer'
import type { Language, LocalText } from '../../texts/local-text'
import { refusalText } from '../../texts/phrases/issuer'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { localTime } from '../output/lines'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'

/** `cardwright issuer purchases`: offline purchases that the issuer does not know of, and those that it refused. */
export function addIssuerPurchases(issuer: Command, run: CliRun): void {
  issuer
    .command('purchases')
    .description(run.text(texts.purchases))
    .action(
      run.action(async (context): Promise<ExitCode> => {
        const { purchases } = context.workbench().money
        const waiting = await purchases.unsettled()
        const disputed = await purchases.disputed()
        const document = { waiting: waiting.map(purchaseView), disputed: disputed.map(purchaseView) }
        printResult(context, document, () => purchasesText([...waiting, ...disputed], context.language))
        if (disputed.length > 0) note(context, texts.howToSendAgain)
        return 0
      })
    )
}

/** As others may see it: without what only the issuer is told. */
export function purchaseView(purchase: StoredPurchase): Record<string, unknown> {
  const { entry, pan, psn, merchant, amount, currency, atc, state, reason, at } = purchase
  return {
    ...{ entry, pan, psn, merchant, amount, currency, atc, state, at: new Date(at).toISOString() },
    ...(reason !== undefined && { reason })
  }
}

function purchasesText(purchases: readonly StoredPurchase[], language: Language): string {
  if (purchases.length === 0) return `${texts.noPurchases[language]}\n`
  const head = [
    texts.headEntry,
    texts.headTime,
    texts.headNumber,
    texts.headAmount,
    texts.headAtc,
    texts.headState,
    texts.headReason
  ]
  const why = (reason: string | undefined): LocalText | undefined =>
    reason === undefined ? undefined : refusalText(reason)
  const rows = purchases.map(({ entry, at, pan, amount, atc, state, reason }) => [
    entry,
    localTime(at),
    pan,
    majorUnits(amount),
    String(atc),
    purchaseStateTexts[state][language],
    why(reason)?.[language] ?? ''
  ])
  return safeText(table([head.map((text) => text[language]), ...rows]))
}
