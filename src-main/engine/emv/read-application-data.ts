import { emvPhrases as say } from '../../texts/phrases/emv'
import type { LocalText } from '../../texts/local-text'
import { getDataObject } from '../commands/iso7816/get-data'
import { readRecord } from '../commands/iso7816/read-record'
import { fitsLength, tagEntry } from '../tlv/tag-dictionary'
import { decodeTlv, tagText, walkTlv } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import { type LocatedRecord, readAfl } from './application-file-locator'
import type { Kernel, PhaseResult } from './kernel'
import { reason, swReason } from './reasons'
import { track2, type Transaction } from './transaction'

/** Files above this are not of the payment application itself; their records are only signed, not read for objects. */
const LAST_EMV_SFI = 10
/** Without these there is no transaction (EMV Book 3, 7.2). */
const MANDATORY: readonly number[] = [0x5f24, 0x5a, 0x8c, 0x8d]
/** Objects that decide something: one of another length or form ends the transaction (EMV Book 3, 7.5). */
const CHECKED: readonly number[] = [
  ...[0x5a, 0x57, 0x5f24, 0x5f25, 0x5f28, 0x5f34, 0x8c, 0x8d, 0x8e, 0x9f07, 0x9f08, 0x9f0d, 0x9f0e, 0x9f0f],
  ...[0x9f14, 0x9f23, 0x9f42, 0x9f69, 0x9f6c]
]
const SECTION = 'EMV Book 3, 10.2'

/**
 * Read application data (EMV Book 3, 10.2): reads every record of the AFL in its order, and checks that what a
 * transaction cannot do without is there and well-formed.
 */
export function* readApplicationData(kernel: Kernel): PhaseResult {
  yield* kernel.enter('read-application-data')
  const { transaction } = kernel
  const afl = readAfl(transaction.card(0x94) ?? new Uint8Array(0))
  if (afl.kind === 'bad') {
    return yield* unusable(kernel, say.aflBad(afl.entry))
  }
  for (const place of afl.records) {
    const problem = yield* readOne(kernel, place)
    if (problem !== undefined) return problem
  }
  const problem = dataProblem(transaction, MANDATORY)
  if (problem !== undefined) return yield* unusable(kernel, problem)
  transaction.path = transaction.card(0x9f74) === undefined ? 'account' : 'ecash'
  const ecash = transaction.path === 'ecash'
  yield* kernel.tell({
    text: ecash ? say.readEcash(afl.records.length) : say.readAccount(afl.records.length),
    effect: 'info',
    reasons: [
      reason(ecash ? say.hasEcashCode : say.noEcashCode, {
        tag: 0x9f74,
        value: transaction.card(0x9f74),
        section: 'JR/T 0025, e-cash'
      })
    ]
  })
  return undefined
}

function* unusable(kernel: Kernel, problem: LocalText): PhaseResult {
  const told = { text: say.cardDataUnusable, reasons: [reason(problem, { section: SECTION })] }
  return yield* kernel.stop('not-possible', told, say.adviceOtherCard)
}

/** A record that was asked for. */
export type FetchedRecord =
  { readonly kind: 'read'; readonly data: Uint8Array } | { readonly kind: 'refused'; readonly sw: number }

/** Reads a record of the AFL; nothing is made of it yet. Only 9000 will do in a transaction (EMV Book 3, 10.2). */
export function* fetchRecord(kernel: Kernel, { sfi, record }: LocatedRecord): Workflow<FetchedRecord> {
  const outcome = yield* kernel.send(readRecord({ sfi, record }))
  return outcome.kind === 'read' ? { kind: 'read', data: outcome.data } : { kind: 'refused', sw: outcome.sw }
}

/** Keeps the objects of a record; an ending where the card refused it or it is malformed. */
export function* takeRecord(kernel: Kernel, place: LocatedRecord, fetched: FetchedRecord): PhaseResult {
  const { sfi, record, signed } = place
  if (fetched.kind === 'refused') {
    const reasons = [reason(say.record(sfi, record), { section: SECTION }), swReason(fetched.sw)]
    return yield* kernel.stop('not-possible', { text: say.recordRefused, reasons }, say.adviceOtherCard)
  }
  const problem = keepRecord(kernel.transaction, place, fetched.data)
  if (problem !== undefined) return yield* unusable(kernel, problem)
  if (signed) kernel.transaction.signedRecords.push({ sfi, record, data: fetched.data })
  return undefined
}

/** Reads a record of the AFL and keeps its objects; an ending where the card refuses it or it is malformed. */
export function* readOne(kernel: Kernel, place: LocatedRecord): PhaseResult {
  return yield* takeRecord(kernel, place, yield* fetchRecord(kernel, place))
}

/** A record of an EMV file is one template 70, and no object in it may come twice with two values. */
function keepRecord(
  transaction: Transaction,
  { sfi, record }: LocatedRecord,
  data: Uint8Array
): LocalText | undefined {
  if (sfi > LAST_EMV_SFI) return undefined
  const { nodes, problems } = decodeTlv(data)
  if (nodes.length !== 1 || nodes[0]?.tag !== 0x70 || problems.length > 0)
    return say.recordMalformed(sfi, record)
  for (const node of walkTlv(nodes)) {
    if (node.children !== undefined) continue
    if (transaction.keep(node.tag, node.value) === 'differs') return say.objectTwice(tagText(node.tag))
  }
  return undefined
}

/** What is missing or malformed of what was read; undefined where a transaction can go on with it. */
export function dataProblem(transaction: Transaction, mandatory: readonly number[]): LocalText | undefined {
  const missing = mandatory.filter((tag) => transaction.card(tag) === undefined)
  if (missing.length > 0) return say.objectsMissing(missing.map(tagText))
  for (const tag of CHECKED) {
    const value = transaction.card(tag)
    const entry = tagEntry(tag, { rid: 'A000000333' })
    if (value !== undefined && entry !== undefined && !fitsLength(entry, value.length)) {
      return say.objectMalformed(tagText(tag))
    }
  }
  const { pan, expiry } = transaction
  if (pan === undefined || !/^\d{8,19}$/.test(pan)) return say.objectMalformed('5A')
  const other = track2(transaction.card(0x57))
  if (transaction.card(0x57) !== undefined && other === undefined) return say.objectMalformed('57')
  if (other !== undefined && other.pan !== pan) return say.panDiffers
  return isDate(expiry) ? undefined : say.objectMalformed('5F24')
}

/** Whether the text is a date YYMMDD of the calendar. */
export function isDate(yymmdd: string | undefined): boolean {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(yymmdd ?? '') ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(2000 + Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

/** Asks for data objects that no record holds (EMV Book 3, 6.5.7); those that the card does not give stay unknown. */
export function* getData(kernel: Kernel, tag: number): Workflow<Uint8Array | undefined> {
  const outcome = yield* kernel.send(getDataObject(tag))
  if (outcome.kind !== 'data') return undefined
  const [node] = decodeTlv(outcome.data).nodes
  const value = node?.tag === tag && node.truncated !== true ? node.value : undefined
  if (value !== undefined) kernel.transaction.replace(tag, value)
  return value
}
