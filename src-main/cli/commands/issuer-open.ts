import type { Command } from 'commander'
import type { OpenMoney } from '../../services/issuer/open-money'
import { entryStateTexts, issuerTexts as texts, openMoneyTexts as say } from '../../texts/cli/issuer'
import type { Language } from '../../texts/local-text'
import { purposeText } from '../../texts/phrases/issuer'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { localTime } from '../output/lines'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'

/** `cardwright issuer open`: money that is neither where it was nor where it is to be, and changes in doubt. */
export function addIssuerOpen(issuer: Command, run: CliRun): void {
  issuer
    .command('open')
    .description(run.text(say.open))
    .addHelpText('after', run.examples('cardwright issuer open', 'cardwright issuer open --json'))
    .action(
      run.action(async (context): Promise<ExitCode> => {
        const open = await context.workbench().money.desk.openMoney()
        printResult(context, { test: true, open: open.map(document) }, () => openText(open, context.language))
        if (open.length > 0) note(context, say.howToSettle)
        return 0
      })
    )
}

/** Without what only this program's own runs make use of; the time as ISO 8601. */
export function document({
  session: _session,
  since,
  ...money
}: OpenMoney): Omit<OpenMoney, 'session' | 'since'> & { readonly since: string } {
  return { ...money, since: new Date(since).toISOString() }
}

function openText(open: readonly OpenMoney[], language: Language): string {
  if (open.length === 0) return `${say.none[language]}\n`
  const head = [
    texts.headEntry,
    say.headSince,
    texts.headNumber,
    texts.headPurpose,
    texts.headAmount,
    say.headWhere,
    say.headJournal,
    say.headWays
  ]
  const rows = open.map(({ entry, since, pan, service, amount, where, journal, ways }) => [
    entry,
    localTime(since),
    pan ?? '',
    purposeText(service)[language],
    where === 'service' ? '-' : majorUnits(amount),
    say.where[where][language],
    journal === undefined ? '-' : entryStateTexts[journal][language],
    Object.keys(ways).join(' ')
  ])
  return safeText(table([head.map((text) => text[language]), ...rows]))
}
