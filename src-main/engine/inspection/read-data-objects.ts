import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { swText } from '../apdu/response-apdu'
import { UNIONPAY_RID } from '../cards/pboc'
import { getDataObject } from '../commands/iso7816/get-data'
import { decodeTlv, tagText } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import type { FoundApplication } from './found'
import type { Answer, InspectionSession } from './session'

/** EMV Book 3, 6.5.7: counters, and the format of the log. */
const emvTags = [0x9f36, 0x9f13, 0x9f17, 0x9f4f]

/** What JR/T 0025 lets GET DATA read: e-cash of both currencies, limits and counters, extended applications. */
const pbocTags = [
  ...emvTags,
  ...[0x9f79, 0x9f77, 0x9f78, 0x9f6d, 0x9f6b, 0x9f5d, 0x9f68],
  ...[0x9f51, 0x9f52, 0x9f53, 0x9f54, 0x9f56, 0x9f57, 0x9f58, 0x9f59, 0x9f5c, 0x9f72, 0x9f73, 0x9f75, 0x9f76],
  ...[0xdf4f, 0xdf61, 0xdf62, 0xdf63, 0xdf71, 0xdf72, 0xdf76, 0xdf77, 0xdf78, 0xdf79]
]

/** Tags after which a card that does not know the command at all is believed. */
const PATIENCE = 2

/** Asks for every data object that GET DATA may give; absence (6A88) is silent, other refusals are one finding. */
export function* readDataObjects(session: InspectionSession, application: FoundApplication): Workflow<void> {
  const refused = new Map<number, { tags: string[]; exchange: number }>()
  let unsupported = 0
  for (const tag of application.aid.startsWith(UNIONPAY_RID) ? pbocTags : emvTags) {
    const answer = yield* session.send(getDataObject(tag))
    if (answer === undefined) continue
    const { outcome, exchange, sw } = answer
    if (outcome.kind === 'data') keepDataObject(session, application, tag, answer)
    else if (outcome.kind === 'ins-unsupported' || outcome.kind === 'cla-unsupported') {
      unsupported += 1
      if (unsupported >= PATIENCE) {
        session.note('info', 'get-data-unsupported', say.getDataUnsupported(application.aid), exchange)
        return
      }
    } else if (outcome.kind !== 'absent' && outcome.kind !== 'function-unsupported') {
      const group = refused.get(sw) ?? { tags: [], exchange }
      group.tags.push(tagText(tag))
      refused.set(sw, group)
    }
  }
  for (const [sw, { tags, exchange }] of refused) {
    session.note(
      'info',
      'get-data-refused',
      say.getDataRefused(application.aid, tags.join(', '), swText(sw)),
      exchange
    )
  }
}

function keepDataObject(
  session: InspectionSession,
  application: FoundApplication,
  tag: number,
  { data, exchange }: Answer<unknown>
): void {
  const title = say.dataObject(tagText(tag))
  const { nodes, problems } = decodeTlv(data)
  const [node] = nodes
  if (node?.tag === tag && nodes.length === 1) {
    application.parts.push({ exchange, title, data })
    application.data.addTlv(data, exchange)
    if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
    return
  }
  if (data.length === 0) {
    session.note('problem', 'get-data-empty', say.getDataEmpty(tagText(tag)), exchange)
    return
  }
  session.note('caution', 'get-data-bare', say.getDataBare(tagText(tag)), exchange)
  application.parts.push({ exchange, title, data, bareTag: tag })
  application.data.add({ tag, value: data, exchange, offset: 0 })
}
