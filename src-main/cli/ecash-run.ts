import type { ActionResult, CardAction, OpenEntry } from '../contract/ecash'
import { ecashTexts as say } from '../texts/cli/ecash'
import { cardQuestions } from './card-questions'
import { chooseReader } from './choose-reader'
import { note, printResult, type CliContext } from './context'
import type { ExitCode } from './exit-codes'
import { ProgressLine } from './output/progress-line'
import { safeText } from './output/safe-text'
import { PinLines } from './pin-lines'
import { traced, type TraceFlags } from './traced'

export interface EcashFlags extends TraceFlags {
  readonly reader?: string
  readonly contactless?: boolean
  readonly pinFd?: string
}

/** Settles what was left behind and needs no card, and says so; then finds the reader. */
export async function readerFor(
  context: CliContext,
  flags: EcashFlags,
  contactless: boolean
): Promise<string> {
  await settleLeftBehind(context)
  return chooseReader(context.workbench(), flags.reader, { contactless })
}

export async function settleLeftBehind(context: CliContext): Promise<number> {
  const { closed, failed } = await context.workbench().transactions.settleOpen()
  if (closed > 0) note(context, say.settled(closed))
  for (const { error } of failed) note(context, error.message)
  return closed
}

/** Performs an action on the card, with a person to be asked at the terminal. */
export async function performAction(
  context: CliContext,
  flags: EcashFlags,
  { reader, action }: { readonly reader: string; readonly action: CardAction }
): Promise<ActionResult> {
  const pins = flags.pinFd === undefined ? undefined : new PinLines(flags.pinFd)
  const progress = new ProgressLine(context.terminal.err, context.language)
  const questions = cardQuestions(context, pins)
  return traced(context, flags, () =>
    context
      .workbench()
      .transactions.perform(reader, action, {
        ask: (question) => {
          progress.clear()
          return questions(question)
        },
        onProgress: (step) => progress.show(step),
        signal: context.signal
      })
      .finally(() => progress.clear())
  )
}

/** One action from flags to exit code: 0 where it was done, 1 where anybody said no or it was cut short. */
export async function runAction(
  context: CliContext,
  flags: EcashFlags,
  action: CardAction
): Promise<ExitCode> {
  const contactless = action.kind === 'pay' ? action.mode === 'flash' : (flags.contactless ?? false)
  return runActionOn(context, flags, { reader: await readerFor(context, flags, contactless), action })
}

/** The same on a reader that was chosen before. */
export async function runActionOn(
  context: CliContext,
  flags: EcashFlags,
  { reader, action }: { readonly reader: string; readonly action: CardAction }
): Promise<ExitCode> {
  const result = await performAction(context, flags, { reader, action })
  printResult(context, result, () => resultText(result, context))
  return result.outcome === 'done' ? 0 : 1
}

/** What came of an action, and what is left to be done. */
export function resultText(result: ActionResult, { language }: Pick<CliContext, 'language'>): string {
  const { sentence, advice, entry, open } = result
  const lines = [
    sentence[language],
    ...(advice === undefined ? [] : [advice[language]]),
    ...(entry === undefined ? [] : [say.reference(entry)[language]]),
    ...(open === undefined ? [] : ['', ...openLines(open, language), say.howToGoOn[language]])
  ]
  return safeText(`${lines.join('\n')}\n`)
}

/** An open entry in a few lines. */
export function openLines(open: OpenEntry, language: CliContext['language']): string[] {
  const need = open.needsCard ? say.needsCard(open.pan) : say.needsNoCard
  return [`${open.entry}  ${open.title[language]}  (${need[language]})`, `  ${open.sentence[language]}`]
}
