import type { ChipResult } from '../contract/chip'
import { AppFailure } from '../services/app-failure'
import type { ChipWork } from '../services/chip/chip-actions'
import type { ChannelBy } from '../services/chip/chip-service'
import { gpTexts as say } from '../texts/cli/gp'
import { chipTexts } from '../texts/phrases/chip'
import type { CliContext } from './context'
import { printResult } from './context'
import type { ExitCode } from './exit-codes'
import { channelWords, readerAndChannel, type ChannelFlags, type ChannelWords } from './gp-channel'
import { ProgressLine } from './output/progress-line'
import { safeText } from './output/safe-text'
import { traced } from './traced'

/** What a person types to have keys tried on a chip on which attempts have failed. */
const TRY_WORD = 'TRY'

export interface PerformOptions {
  /** What is printed where it was done; absent: a sentence. */
  readonly text?: (result: ChipResult) => string
  /** Names of keys of the vault beside those of the channel. */
  readonly keys?: readonly string[]
  /** What the options say of the channel, where that was looked at before. */
  readonly words?: ChannelWords
}

/** Performs an action and prints what came of it: ends with 0 where it was done, else with 1. Rejects with `AppFailure`. */
export async function performAndPrint(
  context: CliContext,
  flags: ChannelFlags,
  action: ChipWork,
  { text, keys = [], words = channelWords(flags) }: PerformOptions = {}
): Promise<ExitCode> {
  const { reader, channel } = await readerAndChannel(context, flags, words, keys)
  const result = await traced(context, flags, () => perform(context, reader, channel, action))
  const isDone = result.outcome === 'done'
  // Done, but not proved: a script must not take that for good.
  const isProved = result.receiptCheck !== 'wrong'
  printResult(context, result, () => (isDone && text !== undefined ? text(result) : endText(result, context)))
  return isDone && isProved ? 0 : 1
}

async function perform(
  context: CliContext,
  reader: string,
  channel: ChannelBy,
  action: ChipWork
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

function endText({ sentence, advice, receipt, receiptCheck }: ChipResult, { language }: CliContext): string {
  const lines = [
    sentence,
    ...(advice === undefined ? [] : [advice]),
    ...(receipt === undefined ? [] : [say.receipt(receipt.receipt, receipt.counter)]),
    ...(receiptCheck === undefined ? [] : [chipTexts.receiptChecks[receiptCheck]])
  ]
  return safeText(lines.map((line) => `${line[language]}\n`).join(''))
}
