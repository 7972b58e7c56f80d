import { equalBytes, uint } from '../../../../engine/bytes/bytes'
import { minorUnits, readAmount } from '../amounts'
import type { AcKind } from '../cryptogram/cid'
import { BLOCKED, CELL, objectCell } from '../pboc-cells'
import type { PbocState, Transaction } from '../pboc-state'
import { RiskMemory } from '../risk-memory'
import type { TerminalData } from '../terminal-data'

/** Application default action (9F52): what the card does of itself (JR/T 0025.5, table of 9F52). */
const ADA = {
  first: {
    onlineAfterFailedAuthentication: 0x80,
    declineFailedAuthentication: 0x40,
    declineMissingAuthentication: 0x20,
    onlineIfNew: 0x02,
    declineNewOffline: 0x01
  },
  second: {
    declineIfPinWasExceeded: 0x40,
    onlineIfPinWasExceeded: 0x20,
    declineIfPinExceededOffline: 0x10,
    onlineAfterFailedScript: 0x08
  }
} as const
/** 9F56 bit 8: issuer authentication is mandatory. */
const AUTHENTICATION_MANDATORY = 0x80
const OBJECT = {
  ada: 0x9f52,
  authentication: 0x9f56,
  balance: 0x9f79,
  singleLimit: 0x9f78,
  lowerOffline: 0x9f58,
  upperOffline: 0x9f59
} as const
/** Must be the same in GENERATE AC as in GET PROCESSING OPTIONS on the e-cash path. */
const AGREED: readonly number[] = [0x9f02, 0x9f03, 0x5f2a]
const AMOUNT = 0x9f02

export interface CardDecision {
  readonly kind: AcKind
  readonly velocityExceeded: boolean
}

/** What the card gives where the terminal asks first (JR/T 0025.5, card action analysis): never more than was asked. */
export function decideFirst(
  state: PbocState,
  transaction: Transaction,
  asked: AcKind,
  terminal: TerminalData
): CardDecision {
  const decided = (kind: AcKind, velocityExceeded = false): CardDecision => ({ kind, velocityExceeded })
  const { memory } = state
  if ((memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) !== BLOCKED.no || asked === 'AAC') return decided('AAC')
  if (transaction.path === 'ecash') return decided(decideEcash(state, transaction, asked, terminal))
  const risk = new RiskMemory(memory)
  const [ada1 = 0, ada2 = 0] = memory.read(objectCell(OBJECT.ada)) ?? []
  if (risk.pinExceeded && (ada2 & ADA.second.declineIfPinWasExceeded) !== 0) return decided('AAC')
  const velocityExceeded = isVelocityExceeded(risk, OBJECT.lowerOffline)
  const online =
    asked === 'ARQC' ||
    risk.has('onlineIncomplete') ||
    velocityExceeded ||
    (risk.has('issuerAuthenticationFailed') && (ada1 & ADA.first.onlineAfterFailedAuthentication) !== 0) ||
    (risk.isNewCard && (ada1 & ADA.first.onlineIfNew) !== 0) ||
    (risk.pinExceeded && (ada2 & ADA.second.onlineIfPinWasExceeded) !== 0) ||
    (risk.has('scriptFailed') && (ada2 & ADA.second.onlineAfterFailedScript) !== 0)
  return decided(online ? 'ARQC' : 'TC', velocityExceeded)
}

/** E-cash (JR/T 0025.13): a TC for what the balance covers, if the terminal means the same purchase as before. */
function decideEcash(
  { memory }: PbocState,
  { pdol }: Transaction,
  asked: AcKind,
  terminal: TerminalData
): AcKind {
  const agrees = AGREED.every((tag) => {
    const before = pdol.value(tag)
    const now = terminal.value(tag)
    return before === undefined || now === undefined || equalBytes(before, now)
  })
  if (!agrees) return 'AAC'
  if (asked === 'ARQC') return 'ARQC'
  const amount = minorUnits(terminal.value(AMOUNT)) ?? minorUnits(pdol.value(AMOUNT))
  const balance = readAmount(memory, OBJECT.balance)
  const limit = readAmount(memory, OBJECT.singleLimit)
  if (amount === undefined || balance === undefined || limit === undefined) return 'AAC'
  return amount <= balance && amount <= limit ? 'TC' : 'AAC'
}

/** What the card gives in the end (JR/T 0025.5, second card action analysis). */
export function decideSecond(
  state: PbocState,
  transaction: Transaction,
  asked: 'TC' | 'AAC',
  unableToGoOnline: boolean
): 'TC' | 'AAC' {
  const { memory } = state
  const risk = new RiskMemory(memory)
  const [ada1 = 0, ada2 = 0] = memory.read(objectCell(OBJECT.ada)) ?? []
  if (asked === 'AAC' || (memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) !== BLOCKED.no) return 'AAC'
  if (unableToGoOnline) {
    const declined =
      (risk.isNewCard && (ada1 & ADA.first.declineNewOffline) !== 0) ||
      (risk.pinExceeded && (ada2 & ADA.second.declineIfPinExceededOffline) !== 0) ||
      isVelocityExceeded(risk, OBJECT.upperOffline)
    return declined ? 'AAC' : 'TC'
  }
  const { issuerAuthentication } = transaction
  if (issuerAuthentication === 'wrong' && (ada1 & ADA.first.declineFailedAuthentication) !== 0) return 'AAC'
  const missing = issuerAuthentication === 'not-tried' && isAuthenticationMandatory(state)
  return missing && (ada1 & ADA.first.declineMissingAuthentication) !== 0 ? 'AAC' : 'TC'
}

export function isAuthenticationMandatory({ memory }: PbocState): boolean {
  return ((memory.read(objectCell(OBJECT.authentication))?.[0] ?? 0) & AUTHENTICATION_MANDATORY) !== 0
}

/** One more transaction offline in a row than this limit allows; no limit where the card has no such object. */
function isVelocityExceeded(risk: RiskMemory, tag: number): boolean {
  const limit = risk.limit(tag)
  return limit !== undefined && risk.offlineCount + 1 > limit
}

/** Whether the terminal could not reach the issuer: Y3 or Z3 (EMV Book 4, A6). */
export function saysUnableToGoOnline(arc: Uint8Array | undefined): boolean {
  const code = arc === undefined || arc.length !== 2 ? 0 : uint(arc)
  return code === 0x5933 || code === 0x5a33
}
