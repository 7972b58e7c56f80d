import type { CommandApdu } from '../../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { concat } from '../../../../engine/bytes/bytes'
import { signedCombinedData } from '../../../../engine/offline-auth/build/signatures'
import { tlv } from '../../../../engine/tlv/tlv'
import type { CommandContext } from '../../../os/card-application'
import { SW, answer, status } from '../../../os/status-words'
import { recordObject } from '../../records'
import { minorUnits } from '../amounts'
import { cardKeys, iccSigner } from '../card-keys'
import { askedKind, cidOf, type AcKind } from '../cryptogram/cid'
import { makeCryptogram, type MadeCryptogram } from '../cryptogram/make-cryptogram'
import { CELL } from '../pboc-cells'
import type { FirstCryptogram, PbocState, Transaction } from '../pboc-state'
import { RiskMemory } from '../risk-memory'
import { balanceAfter, spendEcash } from '../spend-ecash'
import { terminalData, type TerminalData } from '../terminal-data'
import { logTransaction } from '../transaction-log'
import {
  decideFirst,
  decideSecond,
  isAuthenticationMandatory,
  saysUnableToGoOnline
} from './card-risk-management'

const CDOL = { first: 0x8c, second: 0x8d } as const
const TAG = { ac: 0x9f26, cid: 0x9f27, iad: 0x9f10, atc: 0x9f36, signature: 0x9f4b } as const
const AMOUNT = 0x9f02
const UNPREDICTABLE_NUMBER = 0x9f37
const ARC = 0x8a
/** P1 bit 5: combined dynamic data authentication (EMV Book 3, table 12). */
const COMBINED = 0x10
/** AIP byte 1, bit 1. */
const CDA_SUPPORTED = 0x01

/**
 * GENERATE APPLICATION CRYPTOGRAM, first and second (EMV Book 3, 6.5.5; JR/T 0025.5). On the e-cash path the answer with
 * a TC and the debit are one update of the memory. 6985 where no transaction waits for it, 6A86 for a reserved P1, 6700
 * where the data does not fit the card's list.
 */
export function generateAc(state: PbocState, command: CommandApdu, context: CommandContext): ResponseApdu {
  const { transaction } = state
  const asked = askedKind(command.p1)
  if (asked === undefined || command.p2 !== 0) return status(SW.wrongParameters)
  if (transaction === undefined || transaction.path === 'flash') return status(SW.conditionsNotSatisfied)
  const { first } = transaction
  if (first === undefined) return firstAc(state, transaction, asked, command, context)
  const awaited = first.kind === 'ARQC' && !transaction.secondDone && asked !== 'ARQC'
  return awaited
    ? secondAc(state, transaction, first, asked, command, context)
    : status(SW.conditionsNotSatisfied)
}

function firstAc(
  state: PbocState,
  transaction: Transaction,
  asked: AcKind,
  command: CommandApdu,
  context: CommandContext
): ResponseApdu {
  const { memory } = state
  const keys = cardKeys(memory)
  const terminal = cdolData(state, CDOL.first, command)
  if (keys === undefined) return status(SW.conditionsNotSatisfied)
  if (terminal === undefined) return status(SW.wrongLength)
  const { kind, velocityExceeded } = decideFirst(state, transaction, asked, terminal)
  const left =
    transaction.path === 'ecash' && kind === 'TC' ? balanceAfter(state, amountOf(terminal)) : undefined
  const made = makeCryptogram(memory, keys, {
    transaction,
    first: kind,
    version: CELL.versionContact,
    terminal,
    velocityExceeded,
    ...(left !== undefined && { balance: left })
  })
  if (made === undefined) return status(SW.conditionsNotSatisfied)
  memory.atomically(() => {
    const risk = new RiskMemory(memory)
    if (kind === 'ARQC') risk.set('onlineIncomplete', true)
    if (kind !== 'TC') return
    if (left !== undefined) spendEcash(state, transaction, { balanceAfter: left, terminal }, context)
    else {
      risk.countOffline()
      logTransaction({ memory, side: context.interface }, { atc: transaction.atc, terminal })
    }
  })
  transaction.first = { kind, value: made.value, terminal, cvr: made.cvr }
  context.note({ code: 'cryptogram-made', to: kind })
  return cryptogramAnswer(state, transaction, command, { kind, made, terminal })
}

function secondAc(
  state: PbocState,
  transaction: Transaction,
  first: FirstCryptogram,
  asked: 'TC' | 'AAC',
  command: CommandApdu,
  context: CommandContext
): ResponseApdu {
  const { memory } = state
  const keys = cardKeys(memory)
  const terminal = cdolData(state, CDOL.second, command)
  if (keys === undefined) return status(SW.conditionsNotSatisfied)
  if (terminal === undefined) return status(SW.wrongLength)
  const unableToGoOnline = saysUnableToGoOnline(terminal.value(ARC))
  const kind = decideSecond(state, transaction, asked, unableToGoOnline)
  const made = makeCryptogram(memory, keys, {
    transaction,
    first: first.kind,
    second: kind,
    version: CELL.versionContact,
    terminal,
    unableToGoOnline
  })
  if (made === undefined) return status(SW.conditionsNotSatisfied)
  memory.atomically(() => {
    remember(state, transaction, kind, unableToGoOnline)
    if (kind === 'TC') logTransaction({ memory, side: context.interface }, { atc: transaction.atc, terminal })
  })
  transaction.secondDone = true
  context.note({ code: 'cryptogram-made', to: kind })
  return cryptogramAnswer(state, transaction, command, { kind, made, terminal })
}

/** What the next transaction has to know of this one (JR/T 0025.5, completion). */
function remember(
  state: PbocState,
  transaction: Transaction,
  kind: 'TC' | 'AAC',
  unableToGoOnline: boolean
): void {
  const risk = new RiskMemory(state.memory)
  const { issuerAuthentication } = transaction
  if (unableToGoOnline) {
    if (kind === 'TC') risk.countOffline()
    return
  }
  const isSound =
    issuerAuthentication === 'right' ||
    (issuerAuthentication === 'not-tried' && !isAuthenticationMandatory(state))
  if (isSound) {
    risk.onlineCompleted(transaction.scripts.failed ? ['scriptFailed'] : [])
    return
  }
  risk.set('onlineIncomplete', false)
  risk.set(
    issuerAuthentication === 'wrong' ? 'issuerAuthenticationFailed' : 'issuerAuthenticationMissing',
    true
  )
}

/** Format 1 (tag 80), or with CDA format 2 (tag 77) and the signature in place of the cryptogram. */
function cryptogramAnswer(
  state: PbocState,
  transaction: Transaction,
  command: CommandApdu,
  { kind, made, terminal }: { kind: AcKind; made: MadeCryptogram; terminal: TerminalData }
): ResponseApdu {
  const cid = cidOf(kind)
  const signer = iccSigner(state.memory)
  const wantsCda = (command.p1 & COMBINED) !== 0 && ((transaction.aip[0] ?? 0) & CDA_SUPPORTED) !== 0
  if (!wantsCda || kind === 'AAC' || signer === undefined) {
    return answer(tlv(0x80, Uint8Array.of(cid), transaction.atc, made.value, made.iad))
  }
  const before = [tlv(TAG.cid, Uint8Array.of(cid)), tlv(TAG.atc, transaction.atc)]
  const iad = tlv(TAG.iad, made.iad)
  const firstData = transaction.secondDone
    ? (transaction.first?.terminal.bytes ?? new Uint8Array(0))
    : undefined
  const signature = signedCombinedData(signer, {
    iccDynamicNumber: transaction.atc,
    cid,
    cryptogram: made.value,
    transactionData: concat(
      transaction.pdol.bytes,
      ...(firstData === undefined ? [] : [firstData]),
      terminal.bytes,
      ...before,
      iad
    ),
    unpredictableNumber: terminal.value(UNPREDICTABLE_NUMBER) ?? new Uint8Array(4)
  })
  return answer(tlv(0x77, ...before, tlv(TAG.signature, signature), iad))
}

function cdolData({ memory }: PbocState, tag: number, { data }: CommandApdu): TerminalData | undefined {
  return terminalData(recordObject(memory, tag) ?? new Uint8Array(0), data)
}

function amountOf(terminal: TerminalData): number {
  return minorUnits(terminal.value(AMOUNT)) ?? Number.MAX_SAFE_INTEGER
}
