import type { Command } from 'commander'
import type { ActionResult } from '../../contract/ecash'
import { terminalPreset } from '../../services/terminals/terminal-presets'
import { helpTexts } from '../../texts/cli/help'
import { transactHelp, transactTexts } from '../../texts/cli/transact'
import { cardQuestions } from '../card-questions'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { minorUnits } from '../minor-units'
import { ProgressLine } from '../output/progress-line'
import { safeText } from '../output/safe-text'
import { storyText } from '../output/story-text'
import { PinLines } from '../pin-lines'
import { traced, type TraceFlags } from '../traced'
import { usageFailure } from '../usage-failure'

interface TransactFlags extends TraceFlags {
  readonly reader?: string
  readonly amount?: string
  readonly contactless?: boolean
  readonly online?: boolean
  readonly preset?: string
  readonly pinFd?: string
}

/** `cardwright transact`: a payment, told with every decision. */
export function addTransact(program: Command, run: CliRun): void {
  program
    .command('transact')
    .description(run.text(transactHelp.transact))
    .option('--amount <AMOUNT>', run.text(transactHelp.amount))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(transactHelp.contactless))
    .option('--online', run.text(transactHelp.online))
    .option('--preset <NAME>', run.text(transactHelp.preset))
    .option('--pin-fd <N>', run.text(transactHelp.pinFd))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples(
        'cardwright transact --amount 12.50 --reader virtual:debit-ecash --contactless',
        'cardwright transact --amount 12.50 --reader virtual:debit-ecash --online --pin-fd 3 3<pin.txt',
        'cardwright transact --amount 3 --preset metro-gate --contactless --json'
      )
    )
    .action(run.action<TransactFlags>((context, _args, flags) => transact(context, flags)))
}

/** Ends with 0 where the payment was made, with 1 where anybody declined or it was cut short. */
async function transact(context: CliContext, flags: TransactFlags): Promise<ExitCode> {
  const { contactless = false, online = false } = flags
  if (flags.amount === undefined) throw usageFailure(transactTexts.withoutAmount)
  const amount = minorUnits(flags.amount)
  const preset = terminalPreset(flags.preset).id
  const pins = flags.pinFd === undefined ? undefined : new PinLines(flags.pinFd)
  const workbench = context.workbench()
  const reader = await chooseReader(workbench, flags.reader, { contactless })
  const progress = new ProgressLine(context.terminal.err, context.language)
  const questions = cardQuestions(context, pins)
  const result = await traced(context, flags, () =>
    workbench.transactions
      .perform(
        reader,
        { kind: 'pay', amount, mode: contactless ? 'flash' : 'contact', preset, ...(online && { online }) },
        {
          ask: (question) => {
            progress.clear()
            return questions(question)
          },
          onProgress: (step) => progress.show(step),
          signal: context.signal
        }
      )
      .finally(() => progress.clear())
  )
  printResult(context, result, () => resultText(result, context))
  return result.outcome === 'done' ? 0 : 1
}

/** The story where there is one; where it never began, why. */
function resultText({ story, sentence, advice }: ActionResult, { language }: CliContext): string {
  if (story !== undefined) return storyText(story, language)
  return safeText(`${sentence[language]}\n${advice === undefined ? '' : `${advice[language]}\n`}`)
}
