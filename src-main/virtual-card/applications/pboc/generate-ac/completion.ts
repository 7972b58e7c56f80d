import type { MemoryArea } from '../../../memory/memory-area'
import type { CommandContext } from '../../../os/card-application'
import type { AcKind, AdviceReason } from '../cryptogram/cid'
import { defaultActions } from '../default-actions'
import { OfflineCounters } from '../offline-counters'
import type { PbocState, Transaction } from '../pboc-state'
import { RiskMemory } from '../risk-memory'
import { spendEcash } from '../spend-ecash'
import type { TerminalData } from '../terminal-data'
import { logTransaction } from '../transaction-log'
import { isAuthenticationMandatory } from './card-risk-management'

const TVR = 0x95
/** TVR byte 1: static authentication failed; dynamic or combined authentication failed (EMV Book 3, table 42). */
const STATIC_FAILED = 0x40
const DYNAMIC_FAILED = 0x08 | 0x04

/** After the first GENERATE AC; part of an atomic update of the caller. `balanceAfter`: what a TC leaves of the e-cash. */
export function completeFirst(
  state: PbocState,
  transaction: Transaction,
  facts: {
    readonly kind: AcKind
    readonly terminal: TerminalData
    readonly balanceAfter: number | undefined
  },
  context: CommandContext
): void {
  const { memory } = state
  const { kind, terminal, balanceAfter } = facts
  if (kind === 'ARQC') new RiskMemory(memory).set('onlineIncomplete', true)
  if (kind === 'AAC') rememberFailedAuthentication(memory, terminal)
  if (kind !== 'TC') return
  if (balanceAfter !== undefined) {
    spendEcash(state, transaction, { balanceAfter, terminal, logged: true }, context)
    return
  }
  new OfflineCounters(memory).count(terminal)
  logTransaction({ memory, side: context.interface }, { atc: transaction.atc, terminal })
}

/**
 * After the second GENERATE AC: what the next transaction has to know of this one (JR/T 0025.5, completion). Where the
 * issuer was to be authenticated and was not, all that waits for an online transaction goes on waiting.
 */
export function completeSecond(
  state: PbocState,
  transaction: Transaction,
  facts: {
    readonly kind: 'TC' | 'AAC'
    readonly terminal: TerminalData
    readonly unableToGoOnline: boolean
  },
  context: CommandContext
): void {
  const { memory } = state
  const { kind, terminal, unableToGoOnline } = facts
  if (kind === 'TC') logTransaction({ memory, side: context.interface }, { atc: transaction.atc, terminal })
  if (unableToGoOnline) {
    if (kind === 'TC') new OfflineCounters(memory).count(terminal)
    else rememberFailedAuthentication(memory, terminal)
    return
  }
  const risk = new RiskMemory(memory)
  const { issuerAuthentication, scripts } = transaction
  const isSound =
    issuerAuthentication === 'right' ||
    (issuerAuthentication === 'not-tried' && !isAuthenticationMandatory(memory))
  if (isSound) {
    risk.onlineCompleted(scripts.failed ? ['scriptFailed'] : [])
    new OfflineCounters(memory).reset()
  } else if (issuerAuthentication === 'wrong') risk.set('issuerAuthenticationFailed', true)
  else risk.set('issuerAuthenticationMissing', true)
}

/** Why the terminal shall tell the issuer that the card declined; undefined where the card does not ask for it. */
export function adviceOf(
  memory: MemoryArea,
  { pin, issuerAuthentication }: Transaction,
  kind: AcKind
): AdviceReason | undefined {
  if (kind !== 'AAC') return undefined
  const does = defaultActions(memory)
  if (issuerAuthentication === 'wrong' && does('adviseFailedAuthentication'))
    return 'issuer-authentication-failed'
  const exceeded = pin === 'wrong' && new RiskMemory(memory).pinExceeded
  if (exceeded && does('advisePinExceeded')) return 'pin-exceeded'
  return does('adviseDecline') ? 'none' : undefined
}

/** What the terminal found when it authenticated the card that now declines, for the issuer to hear next time. */
function rememberFailedAuthentication(memory: MemoryArea, terminal: TerminalData): void {
  const results = terminal.value(TVR)?.[0] ?? 0
  const risk = new RiskMemory(memory)
  if ((results & STATIC_FAILED) !== 0) risk.set('staticFailed', true)
  if ((results & DYNAMIC_FAILED) !== 0) risk.set('dynamicFailed', true)
}
