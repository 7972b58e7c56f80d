import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { hex } from '../bytes/hex'
import { UNIONPAY_RID } from '../cards/pboc'
import { getProcessingOptions } from '../commands/emv/get-processing-options'
import { select } from '../commands/iso7816/select'
import { decodeDol, type DolDecoding } from '../tlv/dol'
import { decodeTlv, findTag } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import type { FoundApplication } from './found'
import { readDataObjects } from './read-data-objects'
import { readLogs } from './read-logs'
import { readRecords } from './read-records'
import type { InspectionSession } from './session'
import { pdolData } from './terminal-profile'

/**
 * Reads a payment application that has just been selected: processing options with amount zero, the records of its
 * AFL, data objects, logs. Nothing else is sent.
 */
export function* readApplication(
  session: InspectionSession,
  application: FoundApplication,
  startedAt: number
): Workflow<void> {
  const { afl, mayPay } = yield* readProcessingOptions(session, application, startedAt)
  if (afl !== undefined) yield* readRecords(session, application, afl)
  yield* readDataObjects(session, application)
  const { data, aid } = application
  if (!data.has(0x9f4d) && !(data.has(0xdf4d) && aid.startsWith(UNIONPAY_RID))) return
  // A log may be what the card counts as its last record: the payment is given up first.
  if (!mayPay || (yield* selectedAgain(session, application))) yield* readLogs(session, application)
}

/** Forgets what the card was about to do; false where it does not let itself be selected again. */
function* selectedAgain(session: InspectionSession, { aid }: FoundApplication): Workflow<boolean> {
  const kind = (yield* session.send(select({ aid: hex(aid) })))?.outcome.kind
  return kind === 'selected' || kind === 'selected-blocked'
}

interface Options {
  /** Whose records may be read; absent where there is none, or reading them would complete a payment. */
  readonly afl?: Uint8Array
  /** The card may be in the midst of a payment, which the reading of a record completes. */
  readonly mayPay: boolean
}

const NOTHING: Options = { mayPay: false }

function* readProcessingOptions(
  session: InspectionSession,
  application: FoundApplication,
  startedAt: number
): Workflow<Options> {
  const pdol = pdolOf(session, application)
  const values = pdolData(pdol.entries, startedAt)
  if (values.length > 252) {
    session.note('problem', 'pdol-too-long', say.pdolTooLong(application.aid, values.length))
    return NOTHING
  }
  const answer = yield* session.send(getProcessingOptions(values))
  if (answer === undefined) return NOTHING
  const { outcome, exchange, data } = answer
  if (outcome.kind === 'refused') {
    session.note('info', 'gpo-refused', say.gpoRefused(application.aid, application.blocked), exchange)
    return NOTHING
  }
  if (outcome.kind !== 'options') {
    session.note('caution', 'gpo-failed', say.gpoFailed(application.aid, answer.sw), exchange)
    return NOTHING
  }
  application.parts.push({ exchange, title: say.processingOptions, data })
  return understandOptions(session, application, data, exchange)
}

function pdolOf(session: InspectionSession, application: FoundApplication): DolDecoding {
  const object = application.data.object(0x9f38)
  if (object === undefined) return { entries: [] }
  const pdol = decodeDol(object.value)
  if (pdol.brokenAt !== undefined) {
    session.note('problem', 'pdol-malformed', say.pdolMalformed(application.aid), object.exchange)
  }
  return pdol
}

/** Format 1 is a primitive 80 of AIP and AFL, format 2 a template 77 (EMV Book 3, 6.5.8.4). */
function understandOptions(
  session: InspectionSession,
  application: FoundApplication,
  data: Uint8Array,
  exchange: number
): Options {
  const { nodes, problems } = decodeTlv(data)
  if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
  const format1 = nodes.find((node) => node.tag === 0x80)
  if (format1 !== undefined) {
    const offset = format1.offset + format1.headerLength
    if (format1.value.length < 2) {
      session.note('problem', 'gpo-malformed', say.gpoMalformed(application.aid), exchange)
      return NOTHING
    }
    const aip = format1.value.subarray(0, 2)
    const afl = format1.value.subarray(2)
    application.aip = aip
    application.data.add({ tag: 0x82, value: aip, exchange, offset })
    application.data.add({ tag: 0x94, value: afl, exchange, offset: offset + 2 })
    return { afl, mayPay: false }
  }
  application.data.addTlv(data, exchange)
  const aip = findTag(nodes, 0x82)?.value
  const afl = findTag(nodes, 0x94)?.value
  if (aip !== undefined) application.aip = aip
  // 9F26, 9F10 or 9F27 here mean that the card took the flash-pay path (JR/T 0025, qPBOC): after a TC it debits the
  // amount when the last record is read. What cannot be read to its end may hide one.
  const cryptogram = [0x9f26, 0x9f10, 0x9f27].some((tag) => findTag(nodes, tag) !== undefined)
  if (cryptogram) {
    session.note('caution', 'gpo-cryptogram', say.gpoCryptogram(application.aid), exchange)
    return { mayPay: true }
  }
  if (problems.length > 0 || aip === undefined) {
    session.note('problem', 'gpo-malformed', say.gpoMalformed(application.aid), exchange)
    return { mayPay: true }
  }
  if (afl === undefined) session.note('info', 'gpo-without-afl', say.gpoWithoutAfl(application.aid), exchange)
  return afl === undefined ? NOTHING : { afl, mayPay: false }
}
