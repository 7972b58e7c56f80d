import type { HostReason, RequestOrigin } from '../../engine/workflow/host'
import type { CardReferences } from '../journal/card-references'
import type { Stores } from '../storage/database-port'
import type { IssuerKeys } from './issuer-keys'

export interface IssuerOptions {
  /** The issuer's clock: milliseconds since 1970. */
  readonly now: () => number
  /** That many unpredictable bytes. */
  readonly random: (length: number) => Uint8Array
  /** How far a transaction counter may have run ahead of the last one seen; 1000 where absent. */
  readonly atcJump?: number
  /** Cost of a PIN verifier (scrypt's N); 4096 where absent. */
  readonly pinCost?: number
}

/** What one request is answered with: everything happens in one transaction. */
export interface IssuerContext {
  readonly stores: Stores
  readonly references: CardReferences
  readonly keys: IssuerKeys
  readonly options: IssuerOptions
  readonly origin: RequestOrigin
}

/** The only currency that the built-in issuer keeps accounts in: CNY. */
export const ISSUER_CURRENCY = 156
/** What e-cash may hold by the rules of mainland China: CNY 1000.00. */
export const MOST_ECASH = 100_000

const DEFAULT_ATC_JUMP = 1_000
const DEFAULT_PIN_COST = 4_096

export function atcJump({ atcJump = DEFAULT_ATC_JUMP }: IssuerOptions): number {
  return atcJump
}

export function pinCost({ pinCost = DEFAULT_PIN_COST }: IssuerOptions): number {
  return pinCost
}

export interface Refusal {
  readonly kind: 'refused'
  readonly reason: HostReason
}

export function refused(reason: HostReason): Refusal {
  return { kind: 'refused', reason }
}
