import type { AcKind } from '../cryptogram/cid'

/** Everything that the card weighs in flash pay. Amounts in minor units. */
export interface FlashFacts {
  /** 9F66, 4 bytes. */
  readonly ttq: Uint8Array
  /** Card additional processes (9F68), 4 bytes. */
  readonly processes: Uint8Array
  readonly currencyMatches: boolean
  readonly amount: number
  readonly balance: number
  readonly singleLimit: number
  /** Below it the card wants to go online. */
  readonly resetThreshold: number
  /** 9F6B: above it the holder is to be verified. */
  readonly cvmLimit: number
  readonly newCard: boolean
  readonly pinExceeded: boolean
}

/** What is required of the terminal with it; `refused`: the card takes part in nothing (6985). */
export type FlashDecision =
  { readonly kind: AcKind; readonly cvm: 'none' | 'online-pin' | 'signature' } | { readonly kind: 'refused' }

/** TTQ (JR/T 0025.12): byte 1 offline only, online PIN, signature; byte 2 cryptogram required, CVM required. */
const TTQ = { offlineOnly: 0x08, onlinePin: 0x04, signature: 0x02, online: 0x80, cvm: 0x40 } as const
/** Card additional processes, byte 1 to 3. */
const CAP = {
  ecash: 0x80,
  newCard: 0x10,
  pinExceeded: 0x08,
  mismatchForbidden: 0x40,
  newCardOfflineDeclined: 0x20,
  onlinePin: 0x80,
  onlinePinOnMismatch: 0x40,
  cvmOnMismatch: 0x20,
  signature: 0x10
} as const

/**
 * The card's decision in the order of JR/T 0025.12 (as one public implementation has it). Offline it spends e-cash only:
 * another currency, or a card whose processes ask for a cumulative amount instead, goes online.
 */
export function decideFlash(facts: FlashFacts): FlashDecision {
  const [cap1 = 0, cap2 = 0] = facts.processes
  const [ttq1 = 0, ttq2 = 0] = facts.ttq
  const on = (byte: number, bit: number): boolean => (byte & bit) !== 0
  if (!facts.currencyMatches && on(cap2, CAP.mismatchForbidden)) return { kind: 'AAC', cvm: 'none' }
  const offlineOnly = on(ttq1, TTQ.offlineOnly)
  const unknownCard = facts.newCard && on(cap1, CAP.newCard)
  const noTries = facts.pinExceeded && on(cap1, CAP.pinExceeded)
  if (offlineOnly && ((unknownCard && on(cap2, CAP.newCardOfflineDeclined)) || noTries))
    return { kind: 'AAC', cvm: 'none' }
  const cvm = cvmFor(facts, offlineOnly)
  if (cvm === undefined) return { kind: 'refused' }
  const spendable = on(cap1, CAP.ecash) && facts.currencyMatches
  if (offlineOnly) {
    const covered = spendable && facts.amount <= facts.balance && facts.amount <= facts.singleLimit
    return { kind: covered ? 'TC' : 'AAC', cvm }
  }
  const online =
    cvm === 'online-pin' ||
    on(ttq2, TTQ.online) ||
    unknownCard ||
    noTries ||
    !spendable ||
    facts.amount > facts.singleLimit ||
    facts.amount + facts.resetThreshold > facts.balance
  return { kind: online ? 'ARQC' : 'TC', cvm }
}

/** How the holder is verified; undefined where it has to be and cannot be done. */
function cvmFor(facts: FlashFacts, offlineOnly: boolean): 'none' | 'online-pin' | 'signature' | undefined {
  const cap3 = facts.processes[2] ?? 0
  const [ttq1 = 0, ttq2 = 0] = facts.ttq
  const needed =
    (ttq2 & TTQ.cvm) !== 0 ||
    (facts.currencyMatches ? facts.amount > facts.cvmLimit : (cap3 & CAP.cvmOnMismatch) !== 0)
  if (!needed) return 'none'
  const pinBit = facts.currencyMatches ? CAP.onlinePin : CAP.onlinePinOnMismatch
  if (!offlineOnly && (ttq1 & TTQ.onlinePin) !== 0 && (cap3 & pinBit) !== 0) return 'online-pin'
  return (ttq1 & TTQ.signature) !== 0 && (cap3 & CAP.signature) !== 0 ? 'signature' : undefined
}
