import type { Command } from 'commander'
import type { Difference } from '../../contract/views'
import { compareReports } from '../../engine/inspection/compare'
import { cliTexts, differences as countOf } from '../../texts/cli/messages'
import { helpTexts } from '../../texts/cli/help'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import { safeText } from '../output/safe-text'
import { readReportFile } from './report-files'

/** `cardwright report compare`: what is different on two cards, or on one card at two times. */
export function addReportCompare(report: Command, run: CliRun): void {
  report
    .command('compare')
    .description(run.text(helpTexts.reportCompare))
    .argument('<A>', run.text(helpTexts.reportFile))
    .argument('<B>', run.text(helpTexts.reportFile))
    .action(
      run.action((context, args) => {
        const differences = [...compareReports(readReportFile(args.text(0)), readReportFile(args.text(1)))]
        printResult(context, { differences }, () => differencesText(differences, context.language))
        return 0
      })
    )
}

function differencesText(differences: readonly Difference[], language: Language): string {
  if (differences.length === 0) return `${cliTexts.same[language]}\n`
  const absent = cliTexts.absent[language]
  let place = ''
  let text = ''
  for (const { place: where, name, tag, left, right, leftHex, rightHex } of differences) {
    if (where[language] !== place) text += `${where[language]}\n`
    place = where[language]
    const label = tag === undefined ? name[language] : `${tag} ${name[language]}`
    text += `  ${label}\n    - ${left?.[language] ?? leftHex ?? absent}\n    + ${right?.[language] ?? rightHex ?? absent}\n`
  }
  return `${safeText(text)}${countOf(differences.length)[language]}\n`
}
