import type { MemoryArea } from '../../../memory/memory-area'
import type { Transaction } from '../pboc-state'
import { RiskMemory } from '../risk-memory'
import type { AcKind } from './cid'

/** Bits of a generated cryptogram within byte 2: first GENERATE AC at 6 and 5, second at 8 and 7 (10 is "not asked"). */
const GIVEN: Readonly<Record<AcKind, number>> = { AAC: 0b00, TC: 0b01, ARQC: 0b10 }
const NOT_ASKED = 0b10

/** Byte 3 bits 8, 6, 4 and 3: what the first GENERATE AC found of earlier transactions stays for the second. */
const KEPT = 0b1010_1100

export interface CvrFacts {
  readonly first: AcKind
  readonly velocityExceeded?: boolean
  /** Absent before the second GENERATE AC. `firstResults`: what went into the first, 3 bytes. */
  readonly second?: {
    readonly kind: AcKind
    readonly firstResults: Uint8Array
    readonly unableToGoOnline: boolean
  }
}

/**
 * Card verification results without their length byte: 3 bytes (JR/T 0025.5, card verification results), as the card
 * remembers them when the cryptogram is made.
 */
export function cardVerificationResults(
  memory: MemoryArea,
  transaction: Transaction,
  { first, second, velocityExceeded = false }: CvrFacts
): Uint8Array {
  const risk = new RiskMemory(memory)
  const { pin, issuerAuthentication, dynamicSignature } = transaction
  const past =
    second === undefined
      ? (bits(risk.has('onlineIncomplete'), false, velocityExceeded, false) << 4) |
        bits(risk.has('issuerAuthenticationFailed'), risk.has('issuerAuthenticationMissing'), false, false)
      : (second.firstResults[1] ?? 0) & KEPT
  return Uint8Array.of(
    ((second === undefined ? NOT_ASKED : GIVEN[second.kind]) << 6) |
      (GIVEN[first] << 4) |
      bits(
        issuerAuthentication === 'wrong',
        pin !== 'not-tried',
        pin === 'wrong',
        second?.unableToGoOnline === true
      ),
    past |
      (bits(false, risk.pinExceeded, false, risk.isNewCard) << 4) |
      bits(false, false, risk.has('blockedByPin'), risk.has('staticFailed')),
    (risk.scriptCount << 4) |
      bits(risk.has('scriptFailed'), risk.has('dynamicFailed'), dynamicSignature, false)
  )
}

/** Four bits, the highest first. */
function bits(b4: boolean, b3: boolean, b2: boolean, b1: boolean): number {
  return (b4 ? 8 : 0) | (b3 ? 4 : 0) | (b2 ? 2 : 0) | (b1 ? 1 : 0)
}
