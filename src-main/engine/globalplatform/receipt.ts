import { concat } from '../bytes/bytes'
import { equalInConstantTime } from '../crypto/constant-time'
import type { KeyRef } from '../crypto/key-ref'
import type { Composition } from '../key-operations/operation'
import { contentSignature } from './content-signature'

/** What a card confirms of delegated management (GlobalPlatform Card 2.3.1, 11.1.6 and C.5). */
export interface Confirmation {
  /** 8 bytes with triple DES, 16 with AES. */
  readonly receipt: Uint8Array
  /** Counts the receipts of the card. */
  readonly counter: Uint8Array
  /** Which card it is: IIN and CIN. */
  readonly domainData: Uint8Array
  /** Confirmation data as the receipt covers them, all fields with their lengths. */
  readonly covered: Uint8Array
}

/** Reads a confirmation; undefined where it is cut off. Never throws. */
export function parseConfirmation(bytes: Uint8Array): Confirmation | undefined {
  const receipt = field(bytes, 0)
  if (receipt === undefined) return undefined
  const counter = field(bytes, receipt.end)
  const domainData = counter && field(bytes, counter.end)
  if (counter === undefined || domainData === undefined) return undefined
  return {
    receipt: receipt.value,
    counter: counter.value,
    domainData: domainData.value,
    covered: bytes.slice(receipt.end)
  }
}

/**
 * Whether the card's receipt is right. `names`: what the command was about, in this order. Load: load file, domain.
 * Install: load file, application. Delete: AID. Extradition: old domain, AID, new domain.
 */
export function* isReceiptRight(
  key: KeyRef,
  { receipt, covered }: Confirmation,
  names: readonly Uint8Array[]
): Composition<boolean> {
  const named = names.flatMap((name) => [Uint8Array.of(name.length), name])
  const expected = yield* contentSignature({ kind: 'symmetric', key }, concat(covered, ...named))
  return equalInConstantTime(expected, receipt)
}

function field(bytes: Uint8Array, at: number): { value: Uint8Array; end: number } | undefined {
  const length = bytes[at]
  if (length === undefined || at + 1 + length > bytes.length) return undefined
  return { value: bytes.slice(at + 1, at + 1 + length), end: at + 1 + length }
}
