import type { Command } from 'commander'
import { helpTexts } from '../../texts/cli/help'
import { savedTo } from '../../texts/cli/messages'
import { verifyHelp as help, verifyTexts as say } from '../../texts/cli/perso-verify'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { refuseExisting, writeTextFile } from '../files'
import { ProgressLine } from '../output/progress-line'
import { safeText } from '../output/safe-text'
import { verificationHtml } from '../output/verification-html'
import { ruleLines, verificationSummary } from '../output/verification-text'
import { traced, type TraceFlags } from '../traced'

interface VerifyFlags extends TraceFlags {
  readonly reader?: string
  readonly contactless?: boolean
  readonly html?: string
}

/** `cardwright perso verify`: any card, also one that was made elsewhere. */
export function addPersoVerify(perso: Command, run: CliRun): void {
  perso
    .command('verify')
    .description(run.text(help.verify))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(helpTexts.contactless))
    .option('--html <FILE>', run.text(help.html))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples('cardwright perso verify', 'cardwright perso verify --reader ACR122 --html card.html')
    )
    .action(
      run.action<VerifyFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const { html, force = false, contactless = false } = flags
        const { language, terminal } = context
        if (html !== undefined) refuseExisting(html, force)
        const reader = await chooseReader(context.workbench(), flags.reader, { contactless })
        const progress = new ProgressLine(terminal.err, language)
        const { verify } = context.workbench().production
        const { report } = await traced(context, flags, () =>
          verify
            .verify(reader, { onProgress: (step) => progress.show(step), signal: context.signal })
            .finally(() => progress.clear())
        )
        printResult(context, report, () => {
          const aids = report.applications.join(', ')
          const lines = [
            `${say.applications[language]}: ${aids === '' ? say.none[language] : aids}`,
            // With colours of our own, which are no control characters of the card's.
            ...ruleLines(report, language, terminal.out),
            '',
            ...verificationSummary(report, language).map(safeText)
          ]
          return `${lines.join('\n')}\n`
        })
        if (html !== undefined) {
          writeTextFile(html, verificationHtml(report, language), force)
          note(context, savedTo(html))
        }
        return report.verdict === 'failed' ? 1 : 0
      })
    )
}
