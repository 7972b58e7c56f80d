import { bcdDigits } from '../../bytes/bcd'
import { uint } from '../../bytes/bytes'
import { decodeCardText } from '../../bytes/text'
import { readRecord } from '../../commands/iso7816/read-record'
import { getData } from '../../emv/read-application-data'
import { amountOf } from '../../emv/amount'
import type { Kernel } from '../../emv/kernel'
import { decodeDol, type DolEntry } from '../../tlv/dol'
import { dateOf, timeOf } from '../../trace/explain/values/dates'
import type { Workflow } from '../../workflow/workflow'
import type { PurseLog, PurseLogLine } from './purse'

/** Cards keep ten records. */
const MOST_RECORDS = 30
/** A log that was not read says nothing about what is in it. */
export const NO_LOG: PurseLog = { lines: [], capacity: 0, written: 0, complete: false }
/** Load log (JR/T 0025): the tag that was written, the amount before and after it; DF4F's values follow. */
const LOAD_HEAD = { tag: 2, amount: 6 } as const
const LOAD_HEAD_LENGTH = LOAD_HEAD.tag + 2 * LOAD_HEAD.amount
const BALANCE_TAG = 0x9f79
const SECOND_BALANCE_TAG = 0xdf79
/** Processing codes (9C): goods and services; loads from the account, from another one, of cash (UnionPay). */
const PURCHASE = 0x00
const LOADS: readonly number[] = [0x60, 0x62, 0x63]

/** The transaction log (9F4D, 9F4F), newest first; records that are none are left out. */
export function* readTransactionLog(kernel: Kernel, currency: number): Workflow<PurseLog> {
  return yield* readLog(kernel, { entry: 0x9f4d, format: 0x9f4f }, (record, format) => {
    const values = valuesOf(format, record)
    const amount = amountOf(values(0x9f02))
    if (amount === undefined) return undefined
    const own = values(0x5f2a)
    const digits = own && bcdDigits(own)
    return {
      kind: kindOf(values(0x9c)?.[0]),
      amount,
      currency: digits === undefined ? currency : Number(digits),
      ...common(values)
    }
  })
}

function kindOf(type: number | undefined): PurseLogLine['kind'] {
  if (type === PURCHASE) return 'purchase'
  return type !== undefined && LOADS.includes(type) ? 'load' : 'other'
}

/** The load log (DF4D, DF4F) of the first purse, newest first. */
export function* readLoadLog(kernel: Kernel, currency: number): Workflow<PurseLog> {
  return yield* readLog(kernel, { entry: 0xdf4d, format: 0xdf4f }, (record, format) => {
    const before = amountOf(record.subarray(LOAD_HEAD.tag, LOAD_HEAD.tag + LOAD_HEAD.amount))
    const after = amountOf(record.subarray(LOAD_HEAD.tag + LOAD_HEAD.amount, LOAD_HEAD_LENGTH))
    const tag = uint(record.subarray(0, LOAD_HEAD.tag))
    if (tag === SECOND_BALANCE_TAG) return 'of-no-concern'
    if (tag !== BALANCE_TAG || before === undefined || after === undefined) return undefined
    return {
      kind: after >= before ? 'load' : 'unload',
      amount: Math.abs(after - before),
      currency,
      before,
      after,
      ...common(valuesOf(format, record.subarray(LOAD_HEAD_LENGTH)))
    }
  })
}

type Values = (tag: number) => Uint8Array | undefined
/** What a record says; undefined where it cannot be understood. */
type Line = (record: Uint8Array, format: readonly DolEntry[]) => PurseLogLine | 'of-no-concern' | undefined

function* readLog(
  kernel: Kernel,
  tags: { readonly entry: number; readonly format: number },
  line: Line
): Workflow<PurseLog> {
  const entry = kernel.transaction.card(tags.entry)
  const [sfi = 0, capacity = 0] = entry ?? []
  if (entry?.length !== 2 || sfi < 1 || sfi > 30 || capacity === 0) return NO_LOG
  const format = decodeDol((yield* getData(kernel, tags.format)) ?? new Uint8Array(0)).entries
  const lines: PurseLogLine[] = []
  let written = 0
  let understood = true
  for (let record = 1; record <= Math.min(capacity, MOST_RECORDS); record += 1) {
    const outcome = yield* kernel.send(readRecord({ sfi, record }))
    // 6A83 is where the log ends; whatever else ends the reading leaves open what comes after.
    if (outcome.kind === 'no-such-record') return { lines, capacity, written, complete: understood }
    if (outcome.kind !== 'read' && outcome.kind !== 'read-with-warning') {
      return { lines, capacity, written, complete: false }
    }
    if (isEmpty(outcome.data)) continue
    written += 1
    const read = line(outcome.data, format)
    understood = understood && read !== undefined && outcome.kind === 'read'
    if (read !== undefined && read !== 'of-no-concern') lines.push(read)
  }
  return { lines, capacity, written, complete: understood && capacity <= MOST_RECORDS }
}

/** A record that was never written is all 00 or all FF. */
function isEmpty(record: Uint8Array): boolean {
  return record.every((byte) => byte === 0x00) || record.every((byte) => byte === 0xff)
}

function valuesOf(format: readonly DolEntry[], record: Uint8Array): Values {
  const values = new Map<number, Uint8Array>()
  let at = 0
  for (const { tag, length } of format) {
    const value = record.subarray(at, at + length)
    if (value.length === length) values.set(tag, value)
    at += length
  }
  return (tag) => values.get(tag)
}

function common(values: Values): Pick<PurseLogLine, 'at' | 'atc' | 'place'> {
  const none = new Uint8Array(0)
  const time = values(0x9f21) ?? none
  // Flash pay tells the card no time: it logs midnight, which nobody saw on a clock.
  const clock = time.some((byte) => byte !== 0) ? timeOf(time) : undefined
  const at = [dateOf(values(0x9a) ?? none), clock].filter((part) => part !== undefined).join('T')
  const atc = values(0x9f36)
  const merchant = values(0x9f4e)
  const place = merchant && decodeCardText(merchant).text.trim()
  return {
    ...(at !== '' && { at }),
    ...(atc?.length === 2 && { atc: uint(atc) }),
    ...(place && { place })
  }
}
