import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { hex, toHex } from '../bytes/hex'
import { issuerSecurityDomainAids } from '../cards/globalplatform'
import { getStatus } from '../commands/globalplatform/get-status'
import { getDataObject } from '../commands/iso7816/get-data'
import { select } from '../commands/iso7816/select'
import { decodeTlv, findTag, tagText } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import { DataObjects } from './data-objects'
import type { FoundCard, FoundSecurityDomain } from './found'
import type { InspectionSession } from './session'

/** GlobalPlatform Card 2.3.1, table 11-24 (and CPLC): what a security domain tells anyone. */
const openTags = [0x66, 0xe0, 0x9f7f, 0x42, 0x45, 0xc1, 0xcf]

/**
 * Selects the issuer security domain by its usual names, then as the card's default application, and reads what it
 * tells without a secure channel. Nothing is authenticated and nothing counted.
 */
export function* readSecurityDomain(session: InspectionSession, card: FoundCard): Workflow<void> {
  yield* session.say('security-domain', say.readingSecurityDomain, 0.92)
  for (const aid of [...issuerSecurityDomainAids, '']) {
    const answer = yield* session.send(select({ aid: hex(aid) }))
    if (answer === undefined) continue
    const { outcome, exchange, data } = answer
    if (outcome.kind !== 'selected' && outcome.kind !== 'selected-blocked') continue
    const { nodes, problems } = decodeTlv(data)
    const own = findTag(nodes, 0x84)?.value
    const name = own === undefined || own.length === 0 ? aid : toHex(own)
    // As the default application, anything may have answered: only what names itself a security domain is one.
    if (aid === '' && findTag(nodes, 0x73) === undefined && findTag(nodes, 0x9f65) === undefined) return
    if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
    const domain: FoundSecurityDomain = { aid: name, data: new DataObjects(), parts: [] }
    domain.data.addTlv(data, exchange)
    domain.parts.push({ exchange, title: say.selected, data })
    card.securityDomain = domain
    yield* readOpenData(session, domain)
    return
  }
}

function* readOpenData(session: InspectionSession, domain: FoundSecurityDomain): Workflow<void> {
  for (const tag of openTags) {
    const answer = yield* session.send(getDataObject(tag))
    if (answer?.outcome.kind !== 'data') continue
    const { data, exchange } = answer
    const { nodes, problems } = decodeTlv(data)
    const title = say.dataObject(tagText(tag))
    const bare = nodes[0]?.tag !== tag
    domain.parts.push({ exchange, title, data, ...(bare && { bareTag: tag }) })
    if (bare) domain.data.add({ tag, value: data, exchange, offset: 0 })
    else domain.data.addTlv(data, exchange)
    if (!bare && problems.length > 0)
      session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
  }
  const status = yield* session.send(getStatus('issuer-security-domain'))
  if (status?.outcome.kind === 'entries') {
    domain.parts.push({ exchange: status.exchange, title: say.registry, data: status.data })
    domain.data.addTlv(status.data, status.exchange)
  }
}
