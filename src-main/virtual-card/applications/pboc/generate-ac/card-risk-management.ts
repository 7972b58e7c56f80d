import { equalBytes, uint } from '../../../../engine/bytes/bytes'
import type { MemoryArea } from '../../../memory/memory-area'
import { minorUnits, readAmount } from '../amounts'
import type { AcKind } from '../cryptogram/cid'
import { defaultActions } from '../default-actions'
import { OfflineCounters } from '../offline-counters'
import { BLOCKED, CELL, objectCell } from '../pboc-cells'
import type { PbocState, Transaction } from '../pboc-state'
import { pinWasExceeded } from '../pin-exceeded'
import { RiskMemory } from '../risk-memory'
import type { TerminalData } from '../terminal-data'

/** 9F56 bit 8: issuer authentication is mandatory. */
const AUTHENTICATION_MANDATORY = 0x80
const OBJECT = { authentication: 0x9f56, balance: 0x9f79, singleLimit: 0x9f78 } as const
/** Must be the same in GENERATE AC as in GET PROCESSING OPTIONS on the e-cash path. */
const AGREED: readonly number[] = [0x9f02, 0x9f03, 0x5f2a]
const AMOUNT = 0x9f02

export interface CardDecision {
  readonly kind: AcKind
  readonly velocityExceeded: boolean
  /** The application blocks itself with it, as no PIN try was left. */
  readonly blocks: boolean
}

/** What the card gives where the terminal asks first (JR/T 0025.5, card action analysis): never more than was asked. */
export function decideFirst(
  { memory }: PbocState,
  transaction: Transaction,
  asked: AcKind,
  terminal: TerminalData
): CardDecision {
  const decided = (kind: AcKind, more: Partial<CardDecision> = {}): CardDecision => ({
    kind,
    velocityExceeded: false,
    blocks: false,
    ...more
  })
  if (isBlocked(memory)) return decided('AAC')
  const does = defaultActions(memory)
  const noTries = pinWasExceeded(memory, transaction)
  if (noTries && does('blockIfPinWasExceeded')) return decided('AAC', { blocks: true })
  if (asked === 'AAC') return decided('AAC')
  if (transaction.path === 'ecash') return decided(decideEcash(memory, transaction, asked, terminal))
  if (noTries && does('declineIfPinWasExceeded')) return decided('AAC')
  const risk = new RiskMemory(memory)
  const velocityExceeded = new OfflineCounters(memory).exceedsLower(terminal)
  const online =
    asked === 'ARQC' ||
    risk.has('onlineIncomplete') ||
    velocityExceeded ||
    (risk.has('issuerAuthenticationFailed') && does('onlineAfterFailedAuthentication')) ||
    (risk.isNewCard && does('onlineIfNew')) ||
    (noTries && does('onlineIfPinWasExceeded')) ||
    (risk.has('scriptFailed') && does('onlineAfterFailedScript'))
  return decided(online ? 'ARQC' : 'TC', { velocityExceeded })
}

/** E-cash (JR/T 0025.13): a TC for what the balance covers, if the terminal means the same purchase as before. */
function decideEcash(
  memory: MemoryArea,
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
  const amount = minorUnits(terminal.value(AMOUNT))
  const balance = readAmount(memory, OBJECT.balance)
  const limit = readAmount(memory, OBJECT.singleLimit)
  if (amount === undefined || balance === undefined || limit === undefined) return 'AAC'
  return amount <= balance && amount <= limit ? 'TC' : 'AAC'
}

/** What the card gives in the end (JR/T 0025.5, second card action analysis). */
export function decideSecond(
  { memory }: PbocState,
  { issuerAuthentication }: Transaction,
  asked: 'TC' | 'AAC',
  facts: { readonly unableToGoOnline: boolean; readonly terminal: TerminalData }
): 'TC' | 'AAC' {
  if (asked === 'AAC' || isBlocked(memory)) return 'AAC'
  const risk = new RiskMemory(memory)
  const does = defaultActions(memory)
  if (facts.unableToGoOnline) {
    const declined =
      (risk.isNewCard && does('declineNewOffline')) ||
      (risk.pinExceeded && does('declineIfPinExceededOffline')) ||
      new OfflineCounters(memory).exceedsUpper(facts.terminal)
    return declined ? 'AAC' : 'TC'
  }
  if (issuerAuthentication === 'wrong' && does('declineFailedAuthentication')) return 'AAC'
  const missing = issuerAuthentication === 'not-tried' && isAuthenticationMandatory(memory)
  return missing && does('declineMissingAuthentication') ? 'AAC' : 'TC'
}

export function isAuthenticationMandatory(memory: MemoryArea): boolean {
  return ((memory.read(objectCell(OBJECT.authentication))?.[0] ?? 0) & AUTHENTICATION_MANDATORY) !== 0
}

function isBlocked(memory: MemoryArea): boolean {
  return (memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) !== BLOCKED.no
}

/** Whether the terminal could not reach the issuer: Y3 or Z3 (EMV Book 4, A6). */
export function saysUnableToGoOnline(arc: Uint8Array | undefined): boolean {
  const code = arc?.length === 2 ? uint(arc) : 0
  return code === 0x5933 || code === 0x5a33
}
