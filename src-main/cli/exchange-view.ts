import type { ExplainedExchange } from '../contract/views'
import { explainExchange } from '../engine/trace/explain/explain-exchange'
import type { MaskedHex } from '../engine/trace/trace'
import { unmasked } from '../services/traces/masked'
import type { Conversation } from '../services/traces/conversation'
import { cliTexts } from '../texts/cli/messages'
import type { Language, LocalText } from '../texts/local-text'
import { fieldLines } from './output/explained'
import { safeText } from './output/safe-text'
import { styled } from './output/style'
import type { OutputStream } from './terminal'

const NO_BYTES = new Uint8Array(0)

/** One exchange as `apdu` and `trace show` print it. */
export interface ExplainedEntry {
  /** The specification's name of the command. */
  readonly name: string
  readonly command: MaskedHex
  /** With status word; empty where no answer came. */
  readonly response: MaskedHex
  /** Absent where no answer came, or one without a status word (the firmware of an ACR122U). */
  readonly sw?: string
  /** Why no answer came. */
  readonly failure?: string
  /** Microseconds. */
  readonly duration: number
  readonly summary: LocalText
  readonly explained: ExplainedExchange
}

/**
 * Explains recorded bytes in the light of the exchanges before them. Masked nibbles count as zeros, and stay hidden
 * unless the conversation is one in clear.
 */
export function explainedEntry(
  recorded: Pick<ExplainedEntry, 'command' | 'response' | 'duration' | 'failure'>,
  conversation: Conversation
): ExplainedEntry {
  const { command, response, duration, failure } = recorded
  const [asked, answered] = [unmasked(command), unmasked(response)]
  const { name, summary, ...explained } = explainExchange(asked, answered, conversation.contextOf(asked))
  conversation.learn(asked, answered)
  return {
    name,
    command,
    response,
    ...(explained.status !== undefined && { sw: response.slice(-4) }),
    ...(failure !== undefined && { failure }),
    duration,
    summary,
    explained
  }
}

/** The specification's name of a command. */
export function commandName(command: Uint8Array): string {
  return explainExchange(command, NO_BYTES, { reveal: false }).name
}

/** The exchange and its explanation as lines. */
export function entryText(entry: ExplainedEntry, language: Language, stream: OutputStream): string {
  const { command, response, duration, summary, explained, failure } = entry
  const answer =
    response === ''
      ? `${cliTexts.noAnswer[language]}${failure === undefined ? '' : `: ${failure}`}`
      : response
  const lines = [
    styled(`> ${command}`, 'bold', stream),
    `  ${safeText(summary[language])}`,
    ...fieldLines(explained.command, language, 2),
    styled(`< ${answer}`, 'bold', stream) + styled(`  ${(duration / 1000).toFixed(1)} ms`, 'dim', stream),
    ...fieldLines(explained.response, language, 2)
  ]
  return `${lines.join('\n')}\n`
}
