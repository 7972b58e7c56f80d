import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { concat } from '../bytes/bytes'
import { hex, toHex } from '../bytes/hex'
import { readRecord } from '../commands/iso7816/read-record'
import { select } from '../commands/iso7816/select'
import { decodeTlv, findTag, tagBytes, lengthBytes, type TlvNode, walkTlv } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import { DataObjects } from './data-objects'
import { type FoundCard, type FoundDirectory, foundApplication } from './found'
import type { InspectionSession } from './session'

/** EMV Book 1, 12.2.2: PSE for contact; PPSE for contactless (EMV Book B). */
const directoryNames = {
  ppse: hex('325041592E5359532E4444463031'),
  pse: hex('315041592E5359532E4444463031')
} as const

/** EMV allows ten records of a directory; a few more before it counts as endless. */
const MOST_DIRECTORY_RECORDS = 16
/** More applications than any card in earnest lists. */
export const MOST_APPLICATIONS = 24

/** Selects a payment system directory and notes every application it lists; silent where the card has none. */
export function* readDirectory(
  session: InspectionSession,
  card: FoundCard,
  kind: 'ppse' | 'pse'
): Workflow<void> {
  yield* session.say(`select-${kind}`, say.readingDirectory(kind), kind === 'ppse' ? 0.04 : 0.08)
  const answer = yield* session.send(select({ aid: directoryNames[kind] }))
  if (answer === undefined) return
  const { outcome, exchange, data } = answer
  if (outcome.kind === 'card-blocked')
    session.note('caution', 'select-unsupported', say.cardBlocked, exchange)
  if (outcome.kind !== 'selected' && outcome.kind !== 'selected-blocked') return
  const directory: FoundDirectory = { kind, parts: [{ exchange, title: say.directory(kind), data }] }
  card.directories.push(directory)
  const { nodes, problems } = decodeTlv(data)
  if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
  listEntries(session, card, kind, nodes, exchange)
  const sfi = findTag(nodes, 0x88)?.value
  if (sfi === undefined) {
    if (kind === 'pse') session.note('caution', 'directory-without-sfi', say.directoryWithoutSfi, exchange)
    return
  }
  yield* readDirectoryFile(session, card, directory, sfi)
}

function* readDirectoryFile(
  session: InspectionSession,
  card: FoundCard,
  directory: FoundDirectory,
  sfiValue: Uint8Array
): Workflow<void> {
  const sfi = sfiValue[0] ?? 0
  const { kind } = directory
  if (sfiValue.length !== 1 || sfi < 1 || sfi > 30) {
    session.note(
      'problem',
      'directory-sfi-invalid',
      say.directorySfiInvalid(toHex(sfiValue)),
      directory.parts[0]?.exchange
    )
    return
  }
  for (let record = 1; record <= MOST_DIRECTORY_RECORDS; record += 1) {
    const answer = yield* session.send(readRecord({ sfi, record }))
    if (answer === undefined || answer.outcome.kind === 'no-such-record') return
    const { outcome, exchange } = answer
    if (outcome.kind !== 'read' && outcome.kind !== 'read-with-warning') {
      session.note('caution', 'directory-record-refused', say.recordRefused(sfi, record, answer.sw), exchange)
      return
    }
    directory.parts.push({ exchange, title: say.record(sfi, record), data: outcome.data, sfi, record })
    const { nodes, problems } = decodeTlv(outcome.data)
    if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
    listEntries(session, card, kind, nodes, exchange)
  }
  session.note('problem', 'directory-endless', say.directoryEndless(MOST_DIRECTORY_RECORDS))
}

/** Notes the applications (templates 61) of one directory record or of the PPSE's FCI. */
function listEntries(
  session: InspectionSession,
  card: FoundCard,
  kind: 'ppse' | 'pse',
  nodes: readonly TlvNode[],
  exchange: number
): void {
  for (const node of walkTlv(nodes)) {
    if (node.tag !== 0x61) continue
    const aid = node.children?.find((child) => child.tag === 0x4f)?.value
    if (aid === undefined || aid.length < 5 || aid.length > 16) {
      session.note('caution', 'directory-entry-without-aid', say.directoryEntryWithoutAid, exchange)
      continue
    }
    const name = toHex(aid)
    let application = card.applications.find((known) => known.aid === name)
    if (application === undefined) {
      if (card.applications.length >= MOST_APPLICATIONS) {
        session.note('problem', 'too-many-applications', say.tooManyApplications(MOST_APPLICATIONS), exchange)
        return
      }
      const entry = new DataObjects()
      entry.addTlv(concat(tagBytes(node.tag), lengthBytes(node.value.length), node.value), exchange)
      application = foundApplication(name, entry)
      card.applications.push(application)
    }
    application.foundBy.add(kind)
  }
}
