import type { ApplicationView, Field } from '../../contract/report'
import { decodeTlv } from '../tlv/tlv'
import type { ExplainContext } from '../trace/explain/context'
import { explainData, explainTag } from '../trace/explain/explain-data'
import { responseDataFields } from '../trace/explain/response-data'
import { secondPurseTags } from './balance-view'
import type { FoundPart } from './found'
import { logFields } from './log-view'

/** The context of one application; amounts of the second e-cash purse have a currency of their own. */
export interface PartContext extends ExplainContext {
  readonly secondCurrency?: string | undefined
}

/** One answer of the card, explained to the last byte; every field says where its bytes lie. */
export function partView(part: FoundPart, context: PartContext): ApplicationView['parts'][number] {
  const { exchange, title, sfi, record } = part
  return {
    exchange,
    title,
    ...(sfi !== undefined && { sfi }),
    ...(record !== undefined && { record }),
    fields: partFields(part, context)
  }
}

function partFields(part: FoundPart, context: PartContext): Field[] {
  if (part.isLog === true) return logFields(part, context)
  const here = { ...context, at: { exchange: part.exchange, part: 'response', offset: 0 } } as const
  if (part.bareTag !== undefined) return [explainTag(part.bareTag, part.data, here)]
  const [node] = decodeTlv(part.data).nodes
  if (node?.tag === 0x80) return responseDataFields('processing-options', part.data, here)
  const second = node !== undefined && secondPurseTags.has(node.tag) ? context.secondCurrency : undefined
  return explainData(part.data, second === undefined ? here : { ...here, currency: second })
}
