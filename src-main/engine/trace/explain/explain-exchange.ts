import type { Field } from '../../../contract/report'
import type { LocalText } from '../../../texts/local-text'
import { explainPhrases } from '../../../texts/phrases/explain'
import { parseResponseApdu, swText } from '../../apdu/response-apdu'
import { placeOf, shifted, type ExplainContext } from './context'
import { explainCommand, type ExplainedCommand } from './explain-command'
import { rawField } from './explain-data'
import { readerAnswer } from './reader-answer'
import { responseDataFields } from './response-data'
import { explainStatusWord } from './status-words'

export interface ExplainedExchange {
  /** The specification's name of the command. */
  readonly name: string
  /** One line: what was asked, and how it ended where that was not simply well. */
  readonly summary: LocalText
  readonly command: Field[]
  readonly response: Field[]
  /** The status word in words; absent where no answer came, or one without a status word. */
  readonly status?: LocalText
}

/**
 * Explains a command and its answer (with status word; empty where none came). Places are counted from the first byte
 * of each; `context.at` gives the number of the exchange, its `part` and `offset` do not matter. Never throws.
 */
export function explainExchange(
  command: Uint8Array,
  response: Uint8Array,
  context: ExplainContext
): ExplainedExchange {
  const asked = explainCommand(command, placed(context, 'command'))
  const base = { name: asked.name, command: asked.fields }
  if (response.length === 0) {
    return { ...base, summary: explainPhrases.withNoAnswer(asked.summary), response: [] }
  }
  const around = placed(context, 'response')
  const own = readerAnswer(asked.known?.response, response, around)
  if (own !== undefined) {
    const { fields, status } = own
    return { ...base, summary: asked.summary, response: fields, ...(status && { status }) }
  }
  const apdu = parseResponseApdu(response)
  if (apdu === undefined) {
    const field = { ...rawField(response, around), problem: explainPhrases.answerTooShort }
    return { ...base, summary: explainPhrases.withNoAnswer(asked.summary), response: [field] }
  }
  const status = explainStatusWord(apdu.sw, asked.known?.name)
  return {
    ...base,
    summary:
      apdu.sw === 0x9000 ? asked.summary : explainPhrases.withStatus(asked.summary, swText(apdu.sw), status),
    response: [
      ...answerFields(asked, apdu.data, around),
      statusField(apdu.sw, status, shifted(around, apdu.data.length))
    ],
    status
  }
}

function answerFields(asked: ExplainedCommand, data: Uint8Array, context: ExplainContext): Field[] {
  return responseDataFields(asked.known?.response ?? 'tlv', data, context)
}

function statusField(sw: number, status: LocalText, context: ExplainContext): Field {
  return {
    name: explainPhrases.statusWord,
    hex: swText(sw),
    value: status,
    ...placeOf(context, 2)
  }
}

function placed(context: ExplainContext, side: 'command' | 'response'): ExplainContext {
  return context.at === undefined
    ? context
    : { ...context, at: { exchange: context.at.exchange, part: side, offset: 0 } }
}
