import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { readRecord } from '../commands/iso7816/read-record'
import type { Workflow } from '../workflow/workflow'
import type { FoundApplication } from './found'
import { planRecords } from './plan-records'
import type { InspectionSession } from './session'

/** Absent records in a row after which the rest of an AFL entry is not asked for. */
const PATIENCE = 3

/** Reads the records that an AFL names, each once; what it names wrongly or the card lacks becomes a finding. */
export function* readRecords(
  session: InspectionSession,
  application: FoundApplication,
  afl: Uint8Array
): Workflow<void> {
  const { aid } = application
  const plan = planRecords(afl)
  const at = application.data.object(0x94)?.exchange
  for (const { kind, entry } of plan.problems)
    session.note('problem', `afl-${kind}`, say.afl(aid, kind, entry), at)
  for (const entry of plan.entries) {
    let absent = 0
    for (const { sfi, record } of entry) {
      const answer = yield* session.send(readRecord({ sfi, record }))
      if (answer === undefined) continue
      const { outcome, exchange } = answer
      if (outcome.kind === 'read' || outcome.kind === 'read-with-warning') {
        absent = 0
        keepRecord(session, application, { sfi, record, data: outcome.data, exchange })
        continue
      }
      const gone = outcome.kind === 'no-such-record' || outcome.kind === 'no-such-file'
      if (gone) session.note('problem', 'afl-record-absent', say.aflRecordAbsent(aid, sfi, record), exchange)
      else session.note('problem', 'record-refused', say.recordRefused(sfi, record, answer.sw), exchange)
      absent += 1
      if (absent >= PATIENCE) {
        session.note('problem', 'afl-entry-given-up', say.aflEntryGivenUp(aid, sfi), exchange)
        break
      }
    }
  }
}

function keepRecord(
  session: InspectionSession,
  application: FoundApplication,
  read: { sfi: number; record: number; data: Uint8Array; exchange: number }
): void {
  const { sfi, record, data, exchange } = read
  application.parts.push({ exchange, title: say.record(sfi, record), data, sfi, record })
  const { nodes, problems } = application.data.addTlv(data, exchange)
  if (problems.length > 0) session.note('problem', 'tlv-malformed', say.malformed(problems), exchange)
  // EMV Book 3, 5.3.2: records of files 1 to 10 are one template 70.
  if (sfi <= 10 && (nodes.length !== 1 || nodes[0]?.tag !== 0x70)) {
    session.note('problem', 'record-without-template', say.recordWithoutTemplate(sfi, record), exchange)
  }
}
