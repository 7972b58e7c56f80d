import type { HostService } from '../../engine/workflow/host'
import type { ScriptCommand } from './card-scripts'
import type { IssuerContext, Refusal } from './issuer-context'
import type { CardChanges } from './issuer-store-port'
import type { PresentedCard } from './presented-card'

/** What the issuer agrees to, before anything is posted. */
export interface Grant {
  readonly kind: 'granted'
  /** Minor units that move, now or when it is confirmed. */
  readonly amount: number
  /** Ledger account that the money leaves now, for suspense; absent where nothing moves before the confirmation. */
  readonly takenFrom?: string
  /** Ledger account that the money leaves when it is confirmed, where nothing was taken before. */
  readonly confirmedFrom?: string
  /** Ledger account that gets it when it is confirmed. */
  readonly target?: string
  readonly commands: readonly ScriptCommand[]
  readonly balanceAfter?: number
  /** What a confirmation changes about the card. */
  readonly changes?: CardChanges
}

export type Decision = Grant | Refusal

/** What a service is decided on. */
export interface Presented<S extends HostService = HostService> {
  readonly context: IssuerContext
  readonly presented: PresentedCard
  readonly service: S
  /** Minor units, as requested and as the cryptogram covers them. */
  readonly amount: number
}

/** Nothing moves and the card is told nothing. */
export const NOTHING_MOVES: Grant = { kind: 'granted', amount: 0, commands: [] }
