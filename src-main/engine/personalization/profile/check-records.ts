import type { ProfileGrouping, ProfileInstance } from '../../../contract/personalization'
import type { CheckFinding } from '../../../contract/verification'
import { hex } from '../../bytes/hex'
import { profileFindings as say } from '../../../texts/phrases/personalization'
import { groupingPath, isEmvRecord, objectsOf } from './walk-profile'

/** What needs the signed records before it can be made. */
const OVER_RECORDS: ReadonlySet<string> = new Set([
  ...['icc-certificate', 'icc-remainder', 'static-signature'],
  ...['sm2-icc-certificate', 'sm2-static-signature']
])

/** Records and the file locators that lead to them: each to each. */
export function checkRecords(instance: ProfileInstance): CheckFinding[] {
  const locators = instance.data.flatMap((grouping) =>
    [...objectsOf(instance, grouping)].filter(({ object }) => object.tag === '94')
  )
  const findings: CheckFinding[] = []
  const located = new Set<string>()
  for (const { path, object } of locators) {
    const afl = readAfl(object.hex)
    if (afl === undefined) {
      findings.push({ level: 'failed', code: 'afl-broken', path, text: say['afl-broken'] })
      continue
    }
    for (const { dgi, signed } of afl) {
      located.add(dgi)
      findings.push(...checkLocated(instance, path, dgi, signed))
    }
  }
  for (const grouping of instance.data.filter(isEmvRecord)) {
    const path = groupingPath(instance, grouping.dgi)
    if (grouping.template !== '70') {
      findings.push({ level: 'failed', code: 'record-template', path, text: say['record-template'] })
    }
    if (locators.length > 0 && !located.has(grouping.dgi)) {
      findings.push({ level: 'warning', code: 'record-unlocated', path, text: say['record-unlocated'] })
    }
  }
  return findings
}

function checkLocated(instance: ProfileInstance, path: string, dgi: string, signed: boolean): CheckFinding[] {
  const record = instance.data.find((grouping) => grouping.dgi === dgi)
  if (record === undefined) {
    return [{ level: 'failed', code: 'afl-record-absent', path, text: say['afl-record-absent'](dgi) }]
  }
  return signed && holdsSignature(instance, record)
    ? [
        {
          level: 'failed',
          code: 'signed-itself',
          path: groupingPath(instance, dgi),
          text: say['signed-itself']
        }
      ]
    : []
}

function holdsSignature(instance: ProfileInstance, record: ProfileGrouping): boolean {
  return [...objectsOf(instance, record)].some(
    ({ object }) => object.compute !== undefined && OVER_RECORDS.has(object.compute)
  )
}

/** DGIs of the records with whether they are signed; undefined for a locator that is none (EMV Book 3, 10.2). */
function readAfl(value: string | undefined): { dgi: string; signed: boolean }[] | undefined {
  const afl = hex(value ?? '')
  if (afl.length === 0 || afl.length % 4 !== 0) return undefined
  const records: { dgi: string; signed: boolean }[] = []
  for (let at = 0; at < afl.length; at += 4) {
    const [place = 0, first = 0, last = 0, signed = 0] = afl.subarray(at, at + 4)
    const sfi = place >> 3
    if ((place & 0x07) !== 0 || sfi < 1 || sfi > 30 || first === 0 || last < first) return undefined
    if (signed > last - first + 1) return undefined
    for (let record = first; record <= last; record += 1) {
      const dgi = (sfi * 256 + record).toString(16).toUpperCase().padStart(4, '0')
      records.push({ dgi, signed: record < first + signed })
    }
  }
  return records
}
