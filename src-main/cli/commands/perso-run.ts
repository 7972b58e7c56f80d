import type { Command } from 'commander'
import type { MakeResult } from '../../contract/production'
import { truncatedPan } from '../../services/journal/truncated-pan'
import { helpTexts } from '../../texts/cli/help'
import { persoHelp as help, persoTexts as say } from '../../texts/cli/perso'
import type { Language } from '../../texts/local-text'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { ProgressLine } from '../output/progress-line'
import { safeText } from '../output/safe-text'
import { orderOf, type OrderFlags } from '../perso-order'
import { traced, type TraceFlags } from '../traced'

interface RunFlags extends OrderFlags, TraceFlags {
  readonly reader?: string
  readonly yes?: boolean
}

/** `cardwright perso run`. */
export function addPersoRun(perso: Command, run: CliRun): void {
  addOrderOptions(perso.command('run').description(run.text(help.run)), run)
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--replace', run.text(help.replace))
    .option('--replaces <ID>', run.text(help.replaces))
    .option('--deposit <AMOUNT>', run.text(help.deposit))
    .option('--confirm-attempts', run.text(help.confirmAttempts))
    .option('--yes', run.text(help.yes))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples(
        'cardwright perso run --profile debit-ecash --applicant applicant.json --reader virtual:blank --yes'
      )
    )
    .action(
      run.action<RunFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const order = orderOf(flags)
        const { make } = context.workbench().production
        const checked = await make.check(order)
        if (checked.kind === 'order') {
          const pan = truncatedPan(checked.applicant.pan)
          await confirm(context, say.willWrite(checked.profile.name, pan), flags.yes ?? false)
        }
        const reader = await chooseReader(context.workbench(), flags.reader, { contactless: false })
        const progress = new ProgressLine(context.terminal.err, context.language)
        const result = await traced(context, flags, () =>
          make
            .make(reader, order, { onProgress: (step) => progress.show(step), signal: context.signal })
            .finally(() => progress.clear())
        )
        printResult(context, result, () => resultText(result, context.language))
        return result.outcome === 'made' ? 0 : result.outcome === 'invalid' ? 2 : 1
      })
    )
}

/** What every command about a card to be made asks for. */
export function addOrderOptions(command: Command, run: CliRun): Command {
  return command
    .option('--profile <P>', run.text(help.profile))
    .option('--applicant <FILE>', run.text(help.applicant))
    .option('--issuer <ID>', run.text(help.issuer))
    .option('--lot <ID>', run.text(help.lot))
}

function resultText(result: MakeResult, language: Language): string {
  const { sentence, advice, findings, checks, production, card } = result
  const lines = [sentence[language], ...(advice === undefined ? [] : [advice[language]])]
  if (card !== undefined) {
    lines.push('', `${card.profile[language]}  ${card.pan}  ${card.psn}  ${card.name}  ${card.expiry}`)
    if (card.account !== undefined) lines.push(say.account(card.account)[language])
    if (card.test) lines.push(say.test[language])
  }
  if (checks.length > 0) {
    lines.push('', say.checks[language])
    for (const { name, ok, detail } of checks) {
      const state = (ok ? say.ok : say.failed)[language]
      lines.push(`  ${state}  ${name[language]}${detail === undefined ? '' : `: ${detail[language]}`}`)
    }
  }
  if (findings.length > 0) {
    lines.push('', say.findings[language])
    for (const { level, path, text } of findings) {
      lines.push(`  ${say[level][language]}  ${path}  ${text[language]}`)
    }
  }
  if (production !== undefined) lines.push('', say.production(production.id)[language])
  return safeText(`${lines.join('\n')}\n`)
}
