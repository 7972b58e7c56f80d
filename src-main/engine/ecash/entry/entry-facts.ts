import type { HostService } from '../../workflow/host'
import type { JournalFacts } from '../../workflow/journal'
import { isApproval } from '../../workflow/response-code'
import type { AmbiguityReason } from '../judge/verdict'

/** What an entry of the journal is about. */
export type Flow =
  | 'load'
  /** What the issuer keeps for the card, loaded onto it. */
  | 'load-kept'
  | 'unload'
  /** E-cash by GENERATE AC. */
  | 'purchase-contact'
  /** E-cash by the last record of flash pay. */
  | 'purchase-flash'
  /** From the account behind the card. */
  | 'purchase-online'
  /** From the account behind the card, approved by card and terminal alone. */
  | 'purchase-offline'
  /** A service that the issuer does by script: limits, PIN, blocks. */
  | 'script'

export type ScriptService = Exclude<
  HostService['kind'],
  'purchase' | 'evidence' | 'load' | 'load-kept' | 'unload'
>

/** What was decided about an entry before the issuer is told. */
export type Settlement =
  /** The card did it. */
  | 'confirm'
  /** It did not: everything goes back to where it was. */
  | 'reverse'
  /** It did not: the money stays with the issuer for the card. */
  | 'keep'

/**
 * What is written in the journal of an entry, all steps together. Amounts in minor units, bytes as hex. A fact that is
 * absent is not known to have happened.
 */
export interface EntryFacts {
  readonly flow: Flow
  /** Reference of the card; its number truncated; its sequence number (2 digits); its application. */
  readonly card: string
  readonly pan: string
  readonly psn: string
  readonly aid: string
  readonly label?: string
  readonly amount?: number
  readonly currency: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** Kind of reader interface. */
  readonly reader: string
  readonly terminal: string
  readonly merchant: string
  readonly drawer: string
  /** Which run of the program works on it; while that lives, nobody else touches it. */
  readonly session: string
  /** Where a load came from, or an unload goes to. */
  readonly source?: 'account' | 'other-account' | 'cash'
  readonly target?: 'account' | 'cash'
  readonly service?: ScriptService
  readonly balanceLimit?: number
  readonly transactionLimit?: number
  readonly resetThreshold?: number
  /** Those that are to be changed, as they were. */
  readonly balanceLimitBefore?: number
  readonly transactionLimitBefore?: number
  readonly resetThresholdBefore?: number
  /** The issuer was asked, or was about to be, under this id. */
  readonly requestId?: string
  readonly arc?: string
  readonly reason?: string
  readonly atc?: number
  readonly arqc?: string
  readonly balanceBefore?: number
  /** What the card shall hold when it is done. */
  readonly balanceAfter?: number
  /** The script may have reached the card. */
  readonly scriptSent?: boolean
  /** What the card answered to it: true is 9000 to each command; false is a refusal that leaves everything as it was. */
  readonly scriptDone?: boolean
  /** DF31. */
  readonly scriptResults?: string
  readonly tc?: string
  /** Chip data for the issuer without the card's number, as TLV. */
  readonly chip?: string
  /** The card took the amount off its e-cash. */
  readonly debited?: boolean
  /** It did, and the purchase came to nothing all the same. */
  readonly refundDue?: boolean
  readonly decision?: Settlement
  /** The issuer keeps the amount for the card. */
  readonly kept?: boolean
  /** Commands of the last script that the card counted, and whether one failed (card verification results). */
  readonly scriptCount?: number
  readonly scriptFailed?: boolean
  /** An approved request that proves the balance of the card. */
  readonly evidenceId?: string
  /** The entry that this one was begun for, and the one that went on with this. */
  readonly continues?: string
  readonly continuedBy?: string
  /** When the card was looked at last, nobody could tell from it and the journal what happened. */
  readonly ambiguous?: AmbiguityReason
  /** The issuer would not take the settlement. */
  readonly settlementRefused?: string
}

/** The facts of a stored entry. They were written by this program, by an `EntryFacts`. */
export function entryFacts(facts: JournalFacts): EntryFacts {
  return facts as unknown as EntryFacts
}

/** Loads, unloads and services: the issuer's script does them. */
export function isScripted({ flow }: Pick<EntryFacts, 'flow'>): boolean {
  return flow === 'load' || flow === 'load-kept' || flow === 'unload' || flow === 'script'
}

/** The issuer said no: the scripts that came along leave the money alone, and what was asked for is not to happen. */
export function wasDeclined({ arc }: Pick<EntryFacts, 'arc'>): boolean {
  return arc !== undefined && !isApproval(arc)
}
