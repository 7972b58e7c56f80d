import type { Field } from '../../../contract/report'
import type { LocalText } from '../../../texts/local-text'
import { explainPhrases } from '../../../texts/phrases/explain'
import { bitTable } from '../../tlv/tag-dictionary'
import type { ResponseData } from './command-table'
import { part, type ExplainContext } from './context'
import { responseDataFields } from './response-data'
import { explainStatusWord } from './status-words'
import { bitsOf, bitsText } from './values/bits'

const SW1_DONE = 0x90

export interface ReaderAnswer {
  readonly fields: Field[]
  /** Absent where the answer says nothing of success. */
  readonly status?: LocalText
}

/**
 * Answers of the ACR122U that do not end in a status word (API manual 2.04, 6): the firmware as ten characters, and
 * `90 XX`, whose second byte is a state. Undefined for every other answer, errors (`6300`) included.
 */
export function readerAnswer(
  kind: ResponseData | undefined,
  response: Uint8Array,
  context: ExplainContext
): ReaderAnswer | undefined {
  switch (kind) {
    case 'firmware':
      return response.length > 2 ? { fields: responseDataFields(kind, response, context) } : undefined
    case 'picc-parameters':
      return stateAnswer('acr-picc-parameters', explainPhrases.piccParameters, response, context)
    case 'led-state':
      return stateAnswer('acr-led-state', explainPhrases.ledState, response, context)
    default:
      return undefined
  }
}

function stateAnswer(
  table: string,
  name: LocalText,
  response: Uint8Array,
  context: ExplainContext
): ReaderAnswer | undefined {
  if (response.length !== 2 || response[0] !== SW1_DONE) return undefined
  const bits = bitsOf(bitTable(table), response.subarray(1))
  const status = explainStatusWord(0x9000)
  return {
    fields: [
      part(explainPhrases.statusWord, response, [0, 1], context, { value: status }),
      part(name, response, [1, 2], context, { value: bitsText(bits), bits })
    ],
    status
  }
}
