import type { Command } from 'commander'
import type { MakeResult } from '../../contract/production'
import { truncatedPan } from '../../services/journal/truncated-pan'
import type { MakeOrder } from '../../services/production/make-service'
import { helpTexts } from '../../texts/cli/help'
import { persoHelp as help, persoTexts as say } from '../../texts/cli/perso'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { confirm, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { makeResultText } from '../output/make-result-text'
import { ProgressLine } from '../output/progress-line'
import { addIssuerUnlock, unlockIssuer } from '../perso-issuer-keys'
import { orderOf, type OrderFlags } from '../perso-order'
import { traced, type TraceFlags } from '../traced'
import type { UnlockFlags } from './vault-unlock'

interface RunFlags extends OrderFlags, TraceFlags, UnlockFlags {
  readonly reader?: string
  readonly yes?: boolean
}

/** `cardwright perso run`. */
export function addPersoRun(perso: Command, run: CliRun): void {
  addOrderOptions(perso.command('run').description(run.text(help.run)), run)
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--replace', run.text(help.replace))
    .option('--replaces <ID>', run.text(help.replaces))
    .option('--again <ID>', run.text(help.again))
    .option('--deposit <AMOUNT>', run.text(help.deposit))
    .option('--confirm-attempts', run.text(help.confirmAttempts))
    .option('--yes', run.text(help.yes))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples(
        'cardwright perso run --profile debit-ecash --applicant applicant.json --reader virtual:blank --yes',
        'cardwright perso run --profile debit-ecash --applicant applicant.json --issuer own --passphrase-fd 3 3<FILE'
      )
    )
    .action(
      run.action<RunFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const order = orderOf(flags)
        await unlockIssuer(context, flags)
        const checked = await context.workbench().production.make.check(order)
        if (checked.kind === 'order') {
          const pan = truncatedPan(checked.applicant.pan)
          await confirm(context, say.willWrite(checked.profile.name, pan), flags.yes ?? false)
        }
        const reader = await chooseReader(context.workbench(), flags.reader, { contactless: false })
        const result = await traced(context, flags, () => makeCard(context, reader, order))
        printResult(context, result, () => makeResultText(result, context.language))
        return result.outcome === 'made' ? 0 : result.outcome === 'invalid' ? 2 : 1
      })
    )
}

/** What every command about a card to be made asks for. */
export function addOrderOptions(command: Command, run: CliRun): Command {
  return addIssuerUnlock(
    command
      .option('--profile <P>', run.text(help.profile))
      .option('--applicant <FILE>', run.text(help.applicant))
      .option('--issuer <ID>', run.text(help.issuer))
      .option('--lot <ID>', run.text(help.lot)),
    run
  )
}

/** Makes the card; where only consent stands in the way, a person at the terminal is asked for it. */
async function makeCard(context: CliContext, reader: string, order: MakeOrder): Promise<MakeResult> {
  const { make } = context.workbench().production
  const progress = new ProgressLine(context.terminal.err, context.language)
  const once = (wish: MakeOrder): Promise<MakeResult> =>
    make
      .make(reader, wish, { onProgress: (step) => progress.show(step), signal: context.signal })
      .finally(() => progress.clear())
  const result = await once(order)
  const wish: MakeOrder | undefined =
    result.replaceable === true
      ? { ...order, replace: true }
      : result.confirmable === true
        ? { ...order, confirmed: true }
        : undefined
  if (wish === undefined || context.signal.aborted) return result
  const question = wish.confirmed === true && order.confirmed !== true ? say.askTry : say.askReplace
  const { language, terminal } = context
  const answer = await terminal.ask(`${result.sentence[language]} ${question[language]} (y/N) `)
  return answer !== undefined && /^(?:y|yes|是)$/i.test(answer.trim()) ? once(wish) : result
}
