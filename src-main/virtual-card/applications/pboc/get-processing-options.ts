import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes, uint } from '../../../engine/bytes/bytes'
import { toHex } from '../../../engine/bytes/hex'
import { decodeDol } from '../../../engine/tlv/dol'
import { decodeTlv, findTag, tlv } from '../../../engine/tlv/tlv'
import type { CommandContext } from '../../os/card-application'
import { SW, answer, status } from '../../os/status-words'
import { minorUnits, readAmount } from './amounts'
import { hasSm2Alone } from './card-keys'
import { fciObject } from './fci-objects'
import { flashPay } from './flash/flash-pay'
import { BLOCKED, CELL, objectCell } from './pboc-cells'
import type { PbocState, Transaction } from './pboc-state'
import { nextAtc, RiskMemory } from './risk-memory'
import { type TerminalData, terminalData } from './terminal-data'

const TAG = { pdol: 0x9f38, commandTemplate: 0x83, aip: 0x82, afl: 0x94, atc: 0x9f36 } as const
const INPUT = {
  amount: 0x9f02,
  currency: 0x5f2a,
  ecashIndicator: 0x9f7a,
  ttq: 0x9f66,
  smAlgorithms: 0xdf69
} as const
/**
 * What is answered to a terminal that can do SM. For debit and credit without contact no grouping is known that would carry
 * it: there the card stays with its first set.
 */
const SM_SETS: Readonly<Partial<Record<string, string>>> = {
  [CELL.gpoContact]: CELL.gpoContactSm,
  [CELL.gpoEcash]: CELL.gpoEcashSm,
  [CELL.gpoFlash]: CELL.gpoFlashSm
}
const CARD = { currency: 0x9f51, balance: 0x9f79, singleLimit: 0x9f78, processes: 0x9f68 } as const

/** TTQ byte 1 (JR/T 0025.12, terminal transaction qualifiers). */
const TTQ = { contactlessPboc: 0x40, qpboc: 0x20 } as const
/** Card additional processes byte 1, bit 2: only contact debit/credit is wanted. */
const PREFERS_CONTACT = 0x02
const LAST_ATC = 0xffff

/**
 * GET PROCESSING OPTIONS (EMV Book 3, 6.5.8; JR/T 0025.5 and 0025.12): raises the ATC, chooses the path, and answers AIP
 * and AFL, in format 1 (tag 80) on contact and format 2 (tag 77) contactless, in flash pay with the cryptogram. 6700
 * where the data does not fit the PDOL, 6A80 where it is not a template 83, 6985 a second time, when blocked for good
 * or contactless when blocked at all, when the ATC is used up, and where no path fits what the reader can do. An
 * application that the issuer blocked goes on in contact with an AAC, so that a script can unblock it.
 */
export function getProcessingOptions(
  state: PbocState,
  command: CommandApdu,
  context: CommandContext
): ResponseApdu {
  if (command.p1 !== 0 || command.p2 !== 0) return status(SW.wrongParameters)
  const pdol = pdolValues(fciObject(state.memory, context.interface, TAG.pdol), command.data)
  if ('sw' in pdol) return status(pdol.sw)
  const { memory } = state
  if (state.transaction !== undefined || isRefused(state, context)) return status(SW.conditionsNotSatisfied)
  const cell = choosePath(state, pdol, context)
  if (cell === undefined) return status(SW.conditionsNotSatisfied)
  const atc = raiseAtc(state, context)
  if (atc === undefined) return status(SW.conditionsNotSatisfied)
  const smSet = pdol.value(INPUT.smAlgorithms)?.[0] === 0x01 ? SM_SETS[cell] : undefined
  const isSm = smSet !== undefined && memory.has(smSet)
  const { nodes } = decodeTlv(memory.need(isSm ? smSet : cell))
  const aip = findTag(nodes, TAG.aip)?.value ?? new Uint8Array(2)
  const afl = findTag(nodes, TAG.afl)?.value ?? new Uint8Array(0)
  const transaction: Transaction = {
    path: cell === CELL.gpoEcash ? 'ecash' : cell === CELL.gpoFlash ? 'flash' : 'account',
    atc,
    aip,
    version: versionCell(cell === CELL.gpoFlash, isSm),
    sm2: isSm || hasSm2Alone(memory),
    pdol,
    secondDone: false,
    pin: 'not-tried',
    dynamicSignature: false,
    issuerAuthentication: 'not-tried',
    scripts: { open: true, failed: false }
  }
  state.transaction = transaction
  context.note({ code: 'transaction-started' })
  if (transaction.path === 'flash') return flashPay(state, transaction, afl, context)
  if (transaction.path === 'ecash') context.note({ code: 'ecash-path-chosen' })
  if (context.interface === 'contact') return answer(tlv(0x80, aip, afl))
  return answer(tlv(0x77, tlv(TAG.aip, aip), tlv(TAG.afl, afl)))
}

/** Where key index, version and algorithm of the path's cryptograms lie. */
function versionCell(flash: boolean, sm: boolean): string {
  if (flash) return sm ? CELL.versionFlashSm : CELL.versionFlash
  return sm ? CELL.versionContactSm : CELL.versionContact
}

function pdolValues(pdol: Uint8Array | undefined, data: Uint8Array): TerminalData | { readonly sw: number } {
  const list = pdol ?? new Uint8Array(0)
  const wanted = decodeDol(list).entries.reduce((sum, { length }) => sum + length, 0)
  if (data[0] !== TAG.commandTemplate) return { sw: data.length === 0 ? SW.wrongLength : SW.wrongData }
  if (data[1] !== wanted) return { sw: SW.wrongLength }
  return terminalData(list, data.subarray(2)) ?? { sw: SW.wrongLength }
}

function isRefused({ memory }: PbocState, { interface: side }: CommandContext): boolean {
  const blocked = memory.read(CELL.blocked)?.[0] ?? BLOCKED.no
  return blocked === BLOCKED.forGood || (blocked !== BLOCKED.no && side === 'contactless')
}

/** The cell of the path that the card takes, undefined where it takes none. */
function choosePath(
  state: PbocState,
  terminal: TerminalData,
  { interface: side }: CommandContext
): string | undefined {
  const { memory } = state
  if (side === 'contact') return wantsEcash(state, terminal) ? CELL.gpoEcash : CELL.gpoContact
  const processes = memory.read(objectCell(CARD.processes))?.[0] ?? 0
  if ((processes & PREFERS_CONTACT) !== 0) return undefined
  const ttq = terminal.value(INPUT.ttq)?.[0] ?? 0
  if ((ttq & TTQ.qpboc) !== 0 && memory.has(CELL.gpoFlash)) return CELL.gpoFlash
  const full = (ttq & TTQ.contactlessPboc) !== 0 && memory.has(CELL.gpoContactless)
  return full ? CELL.gpoContactless : undefined
}

/** The e-cash path on contact (JR/T 0025.13, 7.3): asked for, same currency, covered, in limits, nothing went wrong. */
function wantsEcash({ memory }: PbocState, terminal: TerminalData): boolean {
  const currency = terminal.value(INPUT.currency)
  const cardCurrency = memory.read(objectCell(CARD.currency))
  if (!memory.has(CELL.gpoEcash) || terminal.value(INPUT.ecashIndicator)?.[0] !== 0x01) return false
  if ((memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) !== BLOCKED.no) return false
  if (currency === undefined || cardCurrency === undefined || !equalBytes(currency, cardCurrency))
    return false
  const amount = minorUnits(terminal.value(INPUT.amount))
  const balance = readAmount(memory, CARD.balance)
  const limit = readAmount(memory, CARD.singleLimit)
  if (amount === undefined || balance === undefined || limit === undefined) return false
  const risk = new RiskMemory(memory)
  const wentWrong = risk.has('issuerAuthenticationFailed') || risk.has('scriptFailed')
  return amount <= balance && amount <= limit && !risk.pinExceeded && !wentWrong
}

/** ATC + 1, in memory before anything is answered; at FFFF the application blocks itself for good. */
function raiseAtc({ memory }: PbocState, context: CommandContext): Uint8Array | undefined {
  const before = memory.need(objectCell(TAG.atc))
  if (uint(before) >= LAST_ATC) {
    memory.write(CELL.blocked, Uint8Array.of(BLOCKED.forGood))
    context.note({ code: 'application-blocked' })
    return undefined
  }
  const after = nextAtc(before)
  memory.write(objectCell(TAG.atc), after)
  context.note({ code: 'atc-raised', from: toHex(before), to: toHex(after) })
  return after
}
