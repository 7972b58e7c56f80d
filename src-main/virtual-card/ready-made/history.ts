import { concat, uintBytes } from '../../engine/bytes/bytes'
import { bcdBytes } from '../../engine/bytes/bcd'
import { hex } from '../../engine/bytes/hex'

/** Something that a ready-made card has been through: a purchase from its e-cash, or a load. */
export interface CardEvent {
  readonly kind: 'purchase' | 'load'
  /** YYMMDD and HHMMSS, on the terminal's clock. */
  readonly date: string
  readonly time: string
  /** Minor units (fen). */
  readonly amount: number
  /** GBK, up to 20 bytes, in hex; a comment says what it reads. */
  readonly merchant: string
}

/** What the events leave behind in an application. Log records are oldest first. */
export interface CardHistory {
  readonly balance: number
  readonly atc: number
  readonly lastOnlineAtc: number
  readonly transactionLog: readonly Uint8Array[]
  readonly loadLog: readonly Uint8Array[]
}

/** Tag 9F4F: date, time, amount, other amount, country, currency, merchant name, type, ATC: 45 bytes a record. */
export const TRANSACTION_LOG_FORMAT = hex('9A03 9F2103 9F0206 9F0306 9F1A02 5F2A02 9F4E14 9C01 9F3602')
/** Tag DF4F: date, time, country, merchant name, ATC; in the record behind the tag and the balances before and after. */
export const LOAD_LOG_FORMAT = hex('9A03 9F2103 9F1A02 9F4E14 9F3602')

const CHINA = hex('0156')
const CNY = hex('0156')
const ECASH_BALANCE_TAG = hex('9F79')
const MERCHANT_LENGTH = 20
/** Transaction type 9C: purchase, and load from the account that the card belongs to (JR/T 0025, UnionPay). */
const TYPE = { purchase: hex('00'), load: hex('60') } as const

/** Plays the events, oldest first, on an e-cash balance of zero. Throws a fault where the balance would go below it. */
export function playHistory(events: readonly CardEvent[]): CardHistory {
  let balance = 0
  let lastOnlineAtc = 0
  const transactionLog: Uint8Array[] = []
  const loadLog: Uint8Array[] = []
  events.forEach((event, index) => {
    const atc = index + 1
    const after = event.kind === 'load' ? balance + event.amount : balance - event.amount
    if (after < 0) throw new Error(`the purchase with ATC ${atc} exceeds the balance`)
    transactionLog.push(transactionRecord(event, atc))
    if (event.kind === 'load') {
      loadLog.push(loadRecord(event, atc, balance, after))
      lastOnlineAtc = atc
    }
    balance = after
  })
  return { balance, atc: events.length, lastOnlineAtc, transactionLog, loadLog }
}

function transactionRecord(event: CardEvent, atc: number): Uint8Array {
  return concat(
    bcdBytes(event.date, 3),
    bcdBytes(event.time, 3),
    bcdBytes(event.amount, 6),
    bcdBytes(0, 6),
    CHINA,
    CNY,
    merchantName(event),
    TYPE[event.kind],
    uintBytes(atc, 2)
  )
}

function loadRecord(event: CardEvent, atc: number, before: number, after: number): Uint8Array {
  return concat(
    ECASH_BALANCE_TAG,
    bcdBytes(before, 6),
    bcdBytes(after, 6),
    bcdBytes(event.date, 3),
    bcdBytes(event.time, 3),
    CHINA,
    merchantName(event),
    uintBytes(atc, 2)
  )
}

function merchantName({ merchant }: CardEvent): Uint8Array {
  const name = new Uint8Array(MERCHANT_LENGTH)
  name.set(hex(merchant))
  return name
}
