import { bcdBytes } from '../bytes/bcd'
import { uintBytes } from '../bytes/bytes'
import { tagEntry } from '../tlv/tag-dictionary'
import { decodeDol, fillDol, type DolEntry } from '../tlv/dol'
import { toHex } from '../bytes/hex'
import { amountBytes, isAmount } from './amount'
import { processingCode, type TerminalConfiguration } from './terminal-configuration'
import type { Transaction } from './transaction'
import { setBit, TTQ } from './verification-results'
import type { TransactionOptions } from './transaction-options'

/** POS entry mode: chip with contacts, chip without. */
const ENTRY_MODE = { contact: 0x05, contactless: 0x07 } as const
const MERCHANT_NAME_LENGTH = 20

/**
 * Data objects whose source is the terminal (EMV Book 3, Annex A). `at` in milliseconds since 1970;
 * `unpredictableNumber` of 4 bytes.
 */
export function terminalObjects(
  options: TransactionOptions,
  mode: 'contact' | 'flash',
  { at, unpredictableNumber }: { readonly at: number; readonly unpredictableNumber: Uint8Array }
): ReadonlyMap<number, Uint8Array> {
  const { terminal, request } = options
  const { limits } = terminal
  const { date, time } = localTime(at, terminal)
  // An amount that is none ends the transaction before anything is sent.
  const amount = isAmount(request.amount) ? request.amount : 0
  const other = request.otherAmount ?? 0
  return new Map([
    [0x9f02, amountBytes(amount)],
    [0x9f03, amountBytes(isAmount(other) ? other : 0)],
    // Binary amounts end where four bytes do (EMV Book 3, Annex A: 81).
    ...(amount <= 0xffffffff ? [[0x81, uintBytes(amount, 4)] as const] : []),
    [0x9a, date],
    [0x9f21, time],
    [0x9c, Uint8Array.of(processingCode(request.type, terminal))],
    [0x9f37, unpredictableNumber],
    [0x9f1a, bcdBytes(terminal.country, 2)],
    [0x5f2a, bcdBytes(terminal.currency, 2)],
    [0x5f36, bcdBytes(terminal.currencyExponent, 1)],
    [0x9f33, terminal.capabilities],
    [0x9f35, Uint8Array.of(terminal.type)],
    [0x9f40, terminal.additionalCapabilities],
    [0x9f09, terminal.applicationVersion],
    [0x9f15, bcdBytes(terminal.merchantCategory, 2)],
    [0x9f16, ascii(terminal.merchantId, 15)],
    [0x9f1c, ascii(terminal.terminalId, 8)],
    [0x9f1e, ascii(terminal.serialNumber, 8)],
    [0x9f4e, ascii(terminal.merchantName, MERCHANT_NAME_LENGTH)],
    [0x9f1b, uintBytes(Math.min(limits.floor, 0xffffffff), 4)],
    ...(limits.ecash === undefined ? [] : [[0x9f7b, amountBytes(limits.ecash)] as const]),
    [0x9f7a, Uint8Array.of(0)],
    [0x9f39, Uint8Array.of(ENTRY_MODE[options.interface])],
    [0xdf69, Uint8Array.of(terminal.smAlgorithms ? 1 : 0)],
    [0xdf60, Uint8Array.of(0)],
    ...(options.interface === 'contactless' ? [[0x9f66, qualifiers(terminal, mode)] as const] : [])
  ])
}

/** Either flash pay is offered to the card or a full debit/credit transaction, never the choice (JR/T 0025, TTQ). */
function qualifiers({ ttq }: TerminalConfiguration, mode: 'contact' | 'flash'): Uint8Array {
  const own = Uint8Array.from(ttq)
  const [offered, other] =
    mode === 'flash' ? [TTQ.flashPay, TTQ.fullContactless] : [TTQ.fullContactless, TTQ.flashPay]
  setBit(own, offered)
  own[0] = (own[0] ?? 0) & ~other.mask
  return own
}

/** Date YYMMDD and time HHMMSS, packed, on the terminal's clock. */
function localTime(at: number, { utcOffset }: TerminalConfiguration): { date: Uint8Array; time: Uint8Array } {
  const text = new Date(at + utcOffset * 60_000).toISOString()
  return {
    date: bcdBytes(text.slice(2, 10).replaceAll('-', ''), 3),
    time: bcdBytes(text.slice(11, 19).replaceAll(':', ''), 3)
  }
}

function ascii(text: string, length: number): Uint8Array {
  const padded = text.slice(0, length).padEnd(length, ' ')
  return Uint8Array.from(padded, (character) => character.charCodeAt(0) & 0x7f)
}

/** The terminal's date, YYMMDD. */
export function transactionDate(transaction: Transaction): string {
  return toHex(transaction.object(0x9a) ?? new Uint8Array(3))
}

export type DolData =
  | { readonly kind: 'ok'; readonly data: Uint8Array; readonly entries: readonly DolEntry[] }
  /** The list breaks off. */
  | { readonly kind: 'malformed' }
  /** More is asked for than one command can carry. */
  | { readonly kind: 'too-long'; readonly length: number }

/**
 * The values that a card's data object list asks for (EMV Book 3, 5.4); zeros for what is unknown. `most` is what the
 * command can carry. A long list of a hostile card is never built.
 */
export function dolData(transaction: Transaction, list: Uint8Array, most: number): DolData {
  const { entries, brokenAt } = decodeDol(list)
  if (brokenAt !== undefined) return { kind: 'malformed' }
  const length = entries.reduce((sum, entry) => sum + entry.length, 0)
  if (length > most) return { kind: 'too-long', length }
  const data = fillDol(
    entries,
    (tag) => transaction.object(tag),
    (tag) => tagEntry(tag)?.format
  )
  return { kind: 'ok', data, entries }
}
