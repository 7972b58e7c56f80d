import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { readRecord } from '../commands/iso7816/read-record'
import { decodeDol, type DolEntry } from '../tlv/dol'
import type { Workflow } from '../workflow/workflow'
import type { FoundApplication, FoundLog } from './found'
import { loadLogHead } from './load-log'
import type { InspectionSession } from './session'

/** Log records read at most; cards keep ten. */
const MOST_LOG_RECORDS = 30

/** Reads the transaction log (9F4D, 9F4F) and the load log (DF4D, DF4F), newest record first. */
export function* readLogs(session: InspectionSession, application: FoundApplication): Workflow<void> {
  yield* readLog(session, application, 'transaction', 0x9f4d, 0x9f4f)
  yield* readLog(session, application, 'load', 0xdf4d, 0xdf4f)
}

function* readLog(
  session: InspectionSession,
  application: FoundApplication,
  kind: FoundLog['kind'],
  entryTag: number,
  formatTag: number
): Workflow<void> {
  const entry = application.data.object(entryTag)
  if (entry === undefined) return
  const [sfi = 0, capacity = 0] = entry.value
  if (entry.value.length !== 2 || sfi < 1 || sfi > 30 || capacity === 0) {
    session.note('problem', 'log-entry-invalid', say.logEntryInvalid(application.aid, kind), entry.exchange)
    return
  }
  const format = logFormat(session, application, kind, formatTag)
  const log: FoundLog = { kind, sfi, capacity, ...(format !== undefined && { format }), records: [] }
  application.logs.push(log)
  for (let record = 1; record <= Math.min(capacity, MOST_LOG_RECORDS); record += 1) {
    const answer = yield* session.send(readRecord({ sfi, record }))
    if (answer === undefined) return
    const { outcome, exchange } = answer
    if (outcome.kind === 'no-such-record' || outcome.kind === 'no-such-file') return
    if (outcome.kind !== 'read' && outcome.kind !== 'read-with-warning') {
      session.note('caution', 'log-refused', say.logRefused(application.aid, kind, answer.sw), exchange)
      return
    }
    if (isEmpty(outcome.data)) continue
    const expected = format?.reduce((length, { length: part }) => length + part, 0)
    if (expected !== undefined && expected !== outcome.data.length) {
      session.note(
        'problem',
        'log-record-length',
        say.logRecordLength(record, outcome.data.length, expected),
        exchange
      )
    }
    const title = say.logRecord(kind, record)
    log.records.push({
      exchange,
      title,
      data: outcome.data,
      sfi,
      record,
      isLog: true,
      ...(format && { logFormat: format })
    })
  }
}

function logFormat(
  session: InspectionSession,
  application: FoundApplication,
  kind: FoundLog['kind'],
  tag: number
): readonly DolEntry[] | undefined {
  const object = application.data.object(tag)
  const decoded = object && decodeDol(object.value)
  if (object === undefined || decoded === undefined || decoded.entries.length === 0) {
    session.note('info', 'log-format-absent', say.logFormatAbsent(application.aid, kind))
    return undefined
  }
  if (decoded.brokenAt !== undefined) {
    session.note(
      'problem',
      'log-format-malformed',
      say.logFormatMalformed(application.aid, kind),
      object.exchange
    )
    return undefined
  }
  return kind === 'load' ? [...loadLogHead, ...decoded.entries] : decoded.entries
}

/** A record that was never written is all 00 or all FF. */
function isEmpty(record: Uint8Array): boolean {
  return record.every((byte) => byte === 0x00) || record.every((byte) => byte === 0xff)
}
