import type { ChipAction, ChipResult } from '../contract/chip'
import { AppFailure } from '../services/app-failure'
import type { ChannelBy } from '../services/chip/chip-service'
import { gpTexts as say } from '../texts/cli/gp'
import type { CliContext } from './context'
import { printResult } from './context'
import type { ExitCode } from './exit-codes'
import { channelWords, readerAndChannel, type ChannelFlags } from './gp-channel'
import { ProgressLine } from './output/progress-line'
import { safeText } from './output/safe-text'
import { traced } from './traced'

/** What a person types to have keys tried on a chip on which attempts have failed. */
const TRY_WORD = 'TRY'

/** Performs an action and prints what came of it, in `text` where it was done: ends with 0 then, else with 1. Rejects with `AppFailure`. */
export async function performAndPrint(
  context: CliContext,
  flags: ChannelFlags,
  action: ChipAction,
  text?: (result: ChipResult) => string
): Promise<ExitCode> {
  const { reader, channel } = await readerAndChannel(context, flags, channelWords(flags))
  const result = await traced(context, flags, () => perform(context, reader, channel, action))
  const isDone = result.outcome === 'done'
  printResult(context, result, () => (isDone && text !== undefined ? text(result) : endText(result, context)))
  return isDone ? 0 : 1
}

async function perform(
  context: CliContext,
  reader: string,
  channel: ChannelBy,
  action: ChipAction
): Promise<ChipResult> {
  const { chip } = context.workbench()
  const progress = new ProgressLine(context.terminal.err, context.language)
  const once = (by: ChannelBy): Promise<ChipResult> =>
    chip
      .perform(reader, by, action, { onProgress: (step) => progress.show(step), signal: context.signal })
      .finally(() => progress.clear())
  const result = await once(channel)
  if (result.confirmable !== true) return result
  await confirmTry(context, result)
  return once({ ...channel, confirmed: true })
}

/** A chip on which attempts failed may lock itself: the person has to type a word. Rejects with `AppFailure`. */
async function confirmTry(
  { terminal, language }: CliContext,
  { sentence, advice }: ChipResult
): Promise<void> {
  const warning = { en: `${sentence.en} ${advice?.en ?? ''}`, zh: `${sentence.zh}${advice?.zh ?? ''}` }
  const answer = await terminal.ask(say.askTry(warning, TRY_WORD)[language])
  if (answer === undefined) throw new AppFailure('needs-consent', { detail: say.needsTry(sentence) })
  if (answer.trim() !== TRY_WORD) throw new AppFailure('cancelled', { detail: say.wordNotTyped(TRY_WORD) })
}

function endText({ sentence, advice }: ChipResult, { language }: CliContext): string {
  return safeText(`${sentence[language]}\n${advice === undefined ? '' : `${advice[language]}\n`}`)
}
