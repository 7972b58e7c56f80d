import type { MemoryArea } from '../../../memory/memory-area'
import type { Transaction } from '../pboc-state'
import { RiskMemory } from '../risk-memory'
import type { AcKind } from './cid'

/** Bits of a generated cryptogram within byte 2: first GENERATE AC at 6 and 5, second at 8 and 7 (10 is "not asked"). */
const GIVEN: Readonly<Record<AcKind, number>> = { AAC: 0b00, TC: 0b01, ARQC: 0b10 }
const NOT_ASKED = 0b10

export interface CvrFacts {
  readonly first: AcKind
  /** Absent before the second GENERATE AC. */
  readonly second?: AcKind
  readonly unableToGoOnline?: boolean
  readonly velocityExceeded?: boolean
}

/**
 * Card verification results without their length byte: 3 bytes (JR/T 0025.5, card verification results), as the card
 * remembers them when the cryptogram is made.
 */
export function cardVerificationResults(
  memory: MemoryArea,
  transaction: Transaction,
  { first, second, unableToGoOnline = false, velocityExceeded = false }: CvrFacts
): Uint8Array {
  const risk = new RiskMemory(memory)
  const { pin, issuerAuthentication, dynamicSignature } = transaction
  // The ARQC of this very transaction is no incomplete one.
  const incomplete = second === undefined && risk.has('onlineIncomplete')
  return Uint8Array.of(
    ((second === undefined ? NOT_ASKED : GIVEN[second]) << 6) |
      (GIVEN[first] << 4) |
      bits(issuerAuthentication === 'wrong', pin !== 'not-tried', pin === 'wrong', unableToGoOnline),
    (bits(incomplete, risk.pinExceeded, velocityExceeded, risk.isNewCard) << 4) |
      bits(
        issuerAuthentication !== 'wrong' && risk.has('issuerAuthenticationFailed'),
        risk.has('issuerAuthenticationMissing'),
        risk.has('blockedByPin'),
        risk.has('staticFailed')
      ),
    (risk.scriptCount << 4) |
      bits(risk.has('scriptFailed'), risk.has('dynamicFailed'), dynamicSignature, false)
  )
}

/** Four bits, the highest first. */
function bits(b4: boolean, b3: boolean, b2: boolean, b1: boolean): number {
  return (b4 ? 8 : 0) | (b3 ? 4 : 0) | (b2 ? 2 : 0) | (b1 ? 1 : 0)
}
