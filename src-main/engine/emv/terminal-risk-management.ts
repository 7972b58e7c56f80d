import type { Reason } from '../../contract/payment'
import { riskTexts as say } from '../../texts/phrases/emv-decisions'
import { uint } from '../bytes/bytes'
import { random, type Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { getData } from './read-application-data'
import { money, reason } from './reasons'
import { isOfflineOnly } from './terminal-configuration'
import type { Transaction } from './transaction'
import { AIP, type Bit, isSet, setBit, TSI, TVR } from './verification-results'

const HIGHEST = 99
const DRAWN_BYTES = 16

/**
 * Terminal risk management (EMV Book 3, 10.6): exception file, merchant's wish, floor limit, random selection, velocity.
 * On the e-cash path the e-cash limit stands for the floor limit, and nothing is selected or counted (JR/T 0025).
 */
export function* terminalRiskManagement(kernel: Kernel): Workflow<void> {
  yield* kernel.enter('terminal-risk-management')
  const { transaction } = kernel
  const reasons: Reason[] = [...exceptionReasons(transaction)]
  if (transaction.request.forceOnline === true) {
    reasons.push(noted(transaction, TVR.forcedOnline, reason(say.forced, { section: 'EMV Book 3, 10.6' })))
  }
  if (!isSet(transaction.card(0x82), AIP.terminalRiskManagement)) {
    const told = { text: say.notWanted, reasons: [...reasons, reason(say.aipBit, { tag: 0x82 })] }
    yield* kernel.tell({ ...told, effect: 'info' })
    return
  }
  if (transaction.path !== 'ecash') {
    reasons.push(...(yield* floorLimit(transaction)))
    reasons.push(...(yield* velocity(kernel)))
  }
  setBit(transaction.tsi, TSI.terminalRiskManagement)
  const quiet = reasons.length === 0
  yield* kernel.tell({ text: quiet ? say.quiet : say.noted, effect: quiet ? 'ok' : 'caution', reasons })
}

function noted(transaction: Transaction, tvr: Bit, because: Reason): Reason {
  setBit(transaction.tvr, tvr)
  return because
}

/** The terminal's list of cards that are not to be served. */
export function exceptionReasons(transaction: Transaction): Reason[] {
  const { pan } = transaction
  if (pan === undefined || !transaction.terminal.exceptions.includes(pan)) return []
  return [noted(transaction, TVR.onExceptionFile, reason(say.exception, { section: 'EMV Book 3, 10.6' }))]
}

/** EMV Book 3, 10.6.1 and 10.6.2. */
function* floorLimit(transaction: Transaction): Workflow<Reason[]> {
  const { terminal, request } = transaction
  const { floor } = terminal.limits
  if (request.amount >= floor) {
    const text = say.floor(money(floor, terminal.currency))
    return [
      noted(transaction, TVR.floorLimitExceeded, reason(text, { tag: 0x9f1b, section: 'EMV Book 3, 10.6.1' }))
    ]
  }
  if (isOfflineOnly(terminal)) return []
  const percent = selectionPercent(transaction)
  if (percent <= 0) return []
  const drawn = yield* drawnNumber()
  if (drawn > percent) return []
  const text = say.selected(drawn, Math.floor(percent))
  return [noted(transaction, TVR.randomlySelected, reason(text, { section: 'EMV Book 3, 10.6.2' }))]
}

/** Each of 1 to 99 as likely as any other: bytes beyond the last multiple of 99 are passed over (EMV Book 3, 10.6.2). */
function* drawnNumber(): Workflow<number> {
  const fair = (yield* random(DRAWN_BYTES)).find((byte) => byte < 2 * HIGHEST)
  // None of so many: once in 10^10 times, and then the safe side is to be chosen.
  return fair === undefined ? 1 : (fair % HIGHEST) + 1
}

/** The chance, in percent, rises from the threshold to the floor limit. */
export function selectionPercent({ terminal, request }: Transaction): number {
  const { threshold, target, maximumTarget } = terminal.randomSelection
  const { floor } = terminal.limits
  if (request.amount < threshold) return target
  if (floor <= threshold) return maximumTarget
  return target + ((maximumTarget - target) * (request.amount - threshold)) / (floor - threshold)
}

/** EMV Book 3, 10.6.3: only where the card holds both limits. */
function* velocity(kernel: Kernel): Workflow<Reason[]> {
  const { transaction } = kernel
  const lower = transaction.card(0x9f14)?.[0]
  const upper = transaction.card(0x9f23)?.[0]
  if (lower === undefined || upper === undefined) return []
  const section = 'EMV Book 3, 10.6.3'
  const atcValue = yield* getData(kernel, 0x9f36)
  const lastValue = yield* getData(kernel, 0x9f13)
  const usable = atcValue?.length === 2 && lastValue?.length === 2
  const atc = usable ? uint(atcValue) : 0
  const last = usable ? uint(lastValue) : 0
  const reasons: Reason[] = []
  if (!usable || atc <= last) {
    setBit(transaction.tvr, TVR.lowerOfflineLimitExceeded)
    reasons.push(noted(transaction, TVR.upperOfflineLimitExceeded, reason(say.countersUnusable, { section })))
  } else {
    const since = atc - last
    if (since > lower) {
      const text = say.lower(since, lower)
      reasons.push(noted(transaction, TVR.lowerOfflineLimitExceeded, reason(text, { tag: 0x9f14, section })))
    }
    if (since > upper) {
      const text = say.upper(since, upper)
      reasons.push(noted(transaction, TVR.upperOfflineLimitExceeded, reason(text, { tag: 0x9f23, section })))
    }
  }
  if (usable && last === 0) {
    reasons.push(noted(transaction, TVR.newCard, reason(say.newCard, { tag: 0x9f13, section })))
  }
  return reasons
}
