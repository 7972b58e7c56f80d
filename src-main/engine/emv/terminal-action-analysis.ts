import type { Reason } from '../../contract/payment'
import { analysisTexts as say } from '../../texts/phrases/emv-decisions'
import type { AcKind } from '../commands/emv/generate-ac'
import type { Workflow } from '../workflow/workflow'
import { amountOf } from './amount'
import type { Kernel } from './kernel'
import { getData } from './read-application-data'
import { bitName, money, reason } from './reasons'
import { isOfflineOnly, isOnlineOnly } from './terminal-configuration'
import type { Transaction } from './transaction'
import { TVR } from './verification-results'

const SECTION = 'EMV Book 3, 10.7'

/** Which action codes are looked at. */
export type ActionCode = 'denial' | 'online' | 'default'

/** Issuer action codes: tag, and what stands for one that the card does not have. */
const ISSUER: Readonly<Record<ActionCode, { readonly tag: number; readonly absent: number }>> = {
  denial: { tag: 0x9f0e, absent: 0x00 },
  online: { tag: 0x9f0f, absent: 0xff },
  default: { tag: 0x9f0d, absent: 0xff }
}

/** One reason for each bit of the TVR that an action code of issuer or terminal names; none: nothing matches. */
export function matchingReasons(transaction: Transaction, code: ActionCode): Reason[] {
  const { tag, absent } = ISSUER[code]
  const issuer = transaction.card(tag) ?? new Uint8Array(5).fill(absent)
  const terminal = transaction.terminal.actionCodes[code]
  return Object.values(TVR).flatMap((bit) => {
    const index = bit.byte - 1
    const set = (transaction.tvr[index] ?? 0) & bit.mask
    const byIssuer = (set & (issuer[index] ?? 0)) !== 0
    const byTerminal = (set & (terminal[index] ?? 0)) !== 0
    if (!byIssuer && !byTerminal) return []
    const text = say.matches(bitName('tvr', bit), code, byIssuer, byTerminal)
    return [reason(text, { tag: 0x95, value: transaction.tvr.slice(), section: SECTION })]
  })
}

/**
 * Terminal action analysis (EMV Book 3, 10.7): which cryptogram is asked for. On the e-cash path a TC where the balance
 * stays at or above the reset threshold, else an ARQC where the terminal can go online (JR/T 0025, e-cash). `online`:
 * whether there is anyone to ask.
 */
export function* terminalActionAnalysis(kernel: Kernel, online: boolean): Workflow<AcKind> {
  yield* kernel.enter('terminal-action-analysis')
  const { transaction } = kernel
  const denial = matchingReasons(transaction, 'denial')
  if (denial.length > 0) return yield* decide(kernel, 'AAC', denial)
  if (transaction.request.forceOnline === true) {
    return yield* decide(kernel, 'ARQC', [reason(say.wantedOnline, { section: SECTION })])
  }
  // What it would do offline is not looked at (EMV Book 3, 10.7).
  if (isOnlineOnly(transaction.terminal)) {
    return yield* decide(kernel, 'ARQC', [reason(say.onlineTerminal, { tag: 0x9f35, section: SECTION })])
  }
  if (online) {
    const reasons = matchingReasons(transaction, 'online')
    if (reasons.length > 0) return yield* decide(kernel, 'ARQC', reasons)
  } else {
    const reasons = matchingReasons(transaction, 'default')
    if (reasons.length > 0) return yield* decide(kernel, 'AAC', reasons)
  }
  if (transaction.path === 'ecash') return yield* ecashAnalysis(kernel, online)
  return yield* decide(kernel, 'TC', [nothingMatches(transaction)])
}

function nothingMatches({ tvr }: Transaction): Reason {
  return reason(tvr.some((byte) => byte !== 0) ? say.nothingMatches : say.nothingSet, {
    tag: 0x95,
    value: tvr.slice(),
    section: SECTION
  })
}

function* decide(kernel: Kernel, kind: AcKind, reasons: readonly Reason[]): Workflow<AcKind> {
  const effect = kind === 'AAC' ? 'caution' : kind === 'ARQC' ? 'info' : 'ok'
  yield* kernel.tell({ text: say.asks[kind], effect, reasons })
  return kind
}

/** JR/T 0025, e-cash: the balance and the threshold come from the card by GET DATA. */
function* ecashAnalysis(kernel: Kernel, online: boolean): Workflow<AcKind> {
  const { transaction } = kernel
  const { amount } = transaction.request
  const { currency } = transaction.terminal
  const section = 'JR/T 0025, e-cash'
  const balance = amountOf(yield* getData(kernel, 0x9f79))
  const threshold = amountOf(yield* getData(kernel, 0x9f6d)) ?? 0
  if (balance !== undefined) transaction.balanceBefore = balance
  if (balance === undefined || balance < amount) {
    const text = balance === undefined ? say.balanceUnknown : say.balanceShort(money(balance, currency))
    return yield* decide(kernel, online ? 'ARQC' : 'AAC', [reason(text, { tag: 0x9f79, section })])
  }
  const left = money(balance - amount, currency)
  const stays = balance - amount >= threshold
  const reasons = [
    reason(say.balanceAfter(money(balance, currency), left), { tag: 0x9f79, section }),
    reason(
      stays ? say.aboveThreshold(money(threshold, currency)) : say.belowThreshold(money(threshold, currency)),
      {
        tag: 0x9f6d,
        section
      }
    )
  ]
  return yield* decide(kernel, stays || !online ? 'TC' : 'ARQC', reasons)
}

/** Whether the terminal would decline where it cannot go online after an ARQC (EMV Book 3, 10.7: default codes). */
export function declinesOffline(transaction: Transaction): readonly Reason[] {
  if (transaction.request.forceOnline === true || isOnlineOnly(transaction.terminal)) {
    return [reason(say.onlyOnline, { section: SECTION })]
  }
  // An ARQC that became a TC afterwards leaves the e-cash as it is: nobody would have paid (JR/T 0025, e-cash).
  if (transaction.path === 'ecash') return [reason(say.ecashNotDebited, { section: 'JR/T 0025, e-cash' })]
  return matchingReasons(transaction, 'default')
}

/** Whether this terminal may ask an issuer at all. */
export function canGoOnline(kernel: Kernel): boolean {
  return kernel.options.authorise !== undefined && !isOfflineOnly(kernel.transaction.terminal)
}
