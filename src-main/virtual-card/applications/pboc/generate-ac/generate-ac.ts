import type { CommandApdu } from '../../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import type { CommandContext } from '../../../os/card-application'
import { SW, status } from '../../../os/status-words'
import { recordObject } from '../../records'
import { minorUnits } from '../amounts'
import { transactionKeys } from '../card-keys'
import { askedKind, type AcKind } from '../cryptogram/cid'
import { makeCryptogram } from '../cryptogram/make-cryptogram'
import type { FirstCryptogram, PbocState, Transaction } from '../pboc-state'
import { blockByPin } from '../pin-exceeded'
import { balanceAfter } from '../spend-ecash'
import { terminalData, type TerminalData } from '../terminal-data'
import { decideFirst, decideSecond, saysUnableToGoOnline } from './card-risk-management'
import { completeFirst, completeSecond } from './completion'
import { cryptogramAnswer } from './cryptogram-answer'

const CDOL = { first: 0x8c, second: 0x8d } as const
const AMOUNT = 0x9f02
const ARC = 0x8a

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
  const held = transactionKeys(memory, transaction)
  const terminal = cdolData(state, CDOL.first, command)
  if (held === undefined) return status(SW.conditionsNotSatisfied)
  if (terminal === undefined) return status(SW.wrongLength)
  const { kind, velocityExceeded, blocks } = decideFirst(state, transaction, asked, terminal)
  if (blocks) blockByPin(memory, context)
  const left =
    transaction.path === 'ecash' && kind === 'TC' ? balanceAfter(state, amountOf(terminal)) : undefined
  const made = makeCryptogram(memory, held.keys, {
    transaction,
    first: kind,
    terminal,
    velocityExceeded,
    ...(left !== undefined && { balance: left })
  })
  if (made === undefined) return status(SW.conditionsNotSatisfied)
  const response = cryptogramAnswer(state, transaction, command, { kind, made, terminal })
  memory.atomically(() => completeFirst(state, transaction, { kind, terminal, balanceAfter: left }, context))
  transaction.first = { kind, value: made.value, terminal, cvr: made.cvr }
  context.note({ code: 'cryptogram-made', to: kind })
  return response
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
  const held = transactionKeys(memory, transaction)
  const terminal = cdolData(state, CDOL.second, command)
  if (held === undefined) return status(SW.conditionsNotSatisfied)
  if (terminal === undefined) return status(SW.wrongLength)
  const unableToGoOnline = saysUnableToGoOnline(terminal.value(ARC))
  const kind = decideSecond(state, transaction, asked, { unableToGoOnline, terminal })
  const made = makeCryptogram(memory, held.keys, {
    transaction,
    first: first.kind,
    second: { kind, firstResults: first.cvr, unableToGoOnline },
    terminal
  })
  if (made === undefined) return status(SW.conditionsNotSatisfied)
  const response = cryptogramAnswer(state, transaction, command, { kind, made, terminal })
  memory.atomically(() => completeSecond(state, transaction, { kind, terminal, unableToGoOnline }, context))
  transaction.secondDone = true
  context.note({ code: 'cryptogram-made', to: kind })
  return response
}

function cdolData({ memory }: PbocState, tag: number, { data }: CommandApdu): TerminalData | undefined {
  return terminalData(recordObject(memory, tag) ?? new Uint8Array(0), data)
}

function amountOf(terminal: TerminalData): number {
  return minorUnits(terminal.value(AMOUNT)) ?? Number.MAX_SAFE_INTEGER
}
