import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes, uint, uintBytes } from '../../../engine/bytes/bytes'
import { bcdDigits } from '../../../engine/bytes/bcd'
import { toHex } from '../../../engine/bytes/hex'
import { decodeDol } from '../../../engine/tlv/dol'
import { decodeTlv, findTag, tlv } from '../../../engine/tlv/tlv'
import type { CommandContext } from '../../os/card-application'
import { SW, answer, status } from '../../os/status-words'
import { fciObject } from './fci-objects'
import { BLOCKED, CELL, objectCell } from './pboc-cells'
import type { PbocState } from './pboc-state'

const TAG = { pdol: 0x9f38, commandTemplate: 0x83, aip: 0x82, afl: 0x94, atc: 0x9f36 } as const
const INPUT = { amount: 0x9f02, currency: 0x5f2a, ecashIndicator: 0x9f7a, ttq: 0x9f66 } as const
const CARD = { currency: 0x9f51, balance: 0x9f79, singleLimit: 0x9f78, pinTries: 0x9f17 } as const

/** TTQ byte 1, bit 7: the reader can do full contactless debit/credit (JR/T 0025, terminal transaction qualifiers). */
const TTQ_CONTACTLESS_PBOC = 0x40
const LAST_ATC = 0xffff

/** What the terminal said, by the tags of the PDOL. */
type TerminalData = (tag: number) => Uint8Array | undefined

/**
 * GET PROCESSING OPTIONS (EMV Book 3, 6.5.8; JR/T 0025): raises the ATC, chooses the path, and answers AIP and AFL, in
 * format 1 (tag 80) on contact and format 2 (tag 77) contactless. 6700 where the data does not fit the PDOL, 6A80
 * where it is not a template 83, 6985 a second time, when blocked, when the ATC is used up, and contactless where the
 * reader does not do full debit/credit.
 */
export function getProcessingOptions(
  state: PbocState,
  command: CommandApdu,
  context: CommandContext
): ResponseApdu {
  if (command.p1 !== 0 || command.p2 !== 0) return status(SW.wrongParameters)
  const terminal = terminalData(fciObject(state.memory, context.interface, TAG.pdol), command.data)
  if ('sw' in terminal) return status(terminal.sw)
  const { memory } = state
  const blocked = memory.read(CELL.blocked)?.[0] ?? BLOCKED.no
  if (state.started || blocked !== BLOCKED.no) return status(SW.conditionsNotSatisfied)
  const path = choosePath(state, terminal.value, context)
  if (path === undefined) return status(SW.conditionsNotSatisfied)
  if (!raiseAtc(state, context)) return status(SW.conditionsNotSatisfied)
  state.started = true
  context.note({ code: 'transaction-started' })
  if (path === CELL.gpoEcash) context.note({ code: 'ecash-path-chosen' })
  return answer(optionsTemplate(memory.need(path), context))
}

function terminalData(
  pdol: Uint8Array | undefined,
  data: Uint8Array
): { readonly value: TerminalData } | { readonly sw: number } {
  const { entries } = decodeDol(pdol ?? new Uint8Array(0))
  const wanted = entries.reduce((sum, { length }) => sum + length, 0)
  if (data[0] !== TAG.commandTemplate) return { sw: data.length === 0 ? SW.wrongLength : SW.wrongData }
  if (data.length !== wanted + 2 || data[1] !== wanted) return { sw: SW.wrongLength }
  const values = new Map<number, Uint8Array>()
  let at = 2
  for (const { tag, length } of entries) {
    values.set(tag, data.subarray(at, at + length))
    at += length
  }
  return { value: (tag) => values.get(tag) }
}

/** The cell of the path that the card takes, undefined where it takes none. */
function choosePath(
  state: PbocState,
  terminal: TerminalData,
  { interface: side }: CommandContext
): string | undefined {
  if (side === 'contact') return wantsEcash(state, terminal) ? CELL.gpoEcash : CELL.gpoContact
  const ttq = terminal(INPUT.ttq)?.[0] ?? 0
  return (ttq & TTQ_CONTACTLESS_PBOC) !== 0 ? CELL.gpoContactless : undefined
}

/** The e-cash path on contact (JR/T 0025, e-cash based on debit/credit): asked for, same currency, covered, in limits. */
function wantsEcash({ memory }: PbocState, terminal: TerminalData): boolean {
  const currency = terminal(INPUT.currency)
  const cardCurrency = memory.read(objectCell(CARD.currency))
  if (!memory.has(CELL.gpoEcash) || terminal(INPUT.ecashIndicator)?.[0] !== 0x01) return false
  if (currency === undefined || cardCurrency === undefined || !equalBytes(currency, cardCurrency))
    return false
  const amount = minorUnits(terminal(INPUT.amount))
  const balance = minorUnits(memory.read(objectCell(CARD.balance)))
  const limit = minorUnits(memory.read(objectCell(CARD.singleLimit)))
  if (amount === undefined || balance === undefined || limit === undefined) return false
  const pinBlocked = memory.read(objectCell(CARD.pinTries))?.[0] === 0
  return amount <= balance && amount <= limit && !pinBlocked
}

function minorUnits(amount: Uint8Array | undefined): number | undefined {
  const digits = amount && bcdDigits(amount)
  return digits === undefined ? undefined : Number(digits)
}

/** ATC + 1, in memory before anything is answered; at FFFF the application blocks itself for good. */
function raiseAtc({ memory }: PbocState, context: CommandContext): boolean {
  const before = memory.need(objectCell(TAG.atc))
  if (uint(before) >= LAST_ATC) {
    memory.write(CELL.blocked, Uint8Array.of(BLOCKED.forGood))
    context.note({ code: 'application-blocked' })
    return false
  }
  const after = uintBytes(uint(before) + 1, 2)
  memory.write(objectCell(TAG.atc), after)
  context.note({ code: 'atc-raised', from: toHex(before), to: toHex(after) })
  return true
}

function optionsTemplate(options: Uint8Array, { interface: side }: CommandContext): Uint8Array {
  if (side === 'contactless') return tlv(0x77, options)
  const { nodes } = decodeTlv(options)
  const values = [TAG.aip, TAG.afl].map((tag) => findTag(nodes, tag)?.value ?? new Uint8Array(0))
  return tlv(0x80, ...values)
}
