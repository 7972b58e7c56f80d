import type { AcKind } from '../commands/emv/generate-ac'
import type { HostReply } from '../workflow/host'
import type { InterruptionReason } from '../workflow/interruption'
import type { Workflow } from '../workflow/workflow'
import type { PhaseName } from './phase'
import type { Transaction } from './transaction'

/** Which command of which issuer script. */
export interface ScriptPlace {
  readonly template: 0x71 | 0x72
  /** Scripts of the answer and commands of the script, each from 1. */
  readonly script: number
  readonly command: number
  /** 9F18, 4 bytes. */
  readonly id: Uint8Array
  /** The command as the issuer sent it. */
  readonly apdu: Uint8Array
}

/** A moment in a transaction at which something may have to be durable before it goes on. */
export type TransactionStep =
  /** The card's counter rises. Flash pay: the card decides, yet debits nothing before its last record is read. */
  | { readonly kind: 'before-processing-options' }
  /** Flash pay: `firstAc` is the TC; reading the last record debits. */
  | { readonly kind: 'before-last-record' }
  | { readonly kind: 'last-record-read' }
  /** Where a TC is asked for on the e-cash path, the card debits with its answer. */
  | { readonly kind: 'before-first-gac'; readonly requested: AcKind }
  | { readonly kind: 'after-first-gac' }
  /** Not yet checked for anything but its kind. */
  | { readonly kind: 'host-replied'; readonly reply: HostReply }
  | { readonly kind: 'before-issuer-authentication' }
  | { readonly kind: 'before-script'; readonly script: ScriptPlace }
  | { readonly kind: 'after-script'; readonly script: ScriptPlace; readonly sw: number; readonly ok: boolean }
  | { readonly kind: 'before-second-gac'; readonly requested: 'TC' | 'AAC' }
  | { readonly kind: 'after-second-gac' }
  /** The card is out of reach for good: what is yielded now may only journal, ask the host or the person. */
  | {
      readonly kind: 'interrupted'
      readonly phase: PhaseName
      readonly reason: InterruptionReason
      /** Name of the last command that was sent. */
      readonly command?: string
    }

/** Told of every step; what it yields is performed before the transaction goes on. */
export interface TransactionJournal {
  record(step: TransactionStep, transaction: Transaction): Workflow<void>
}
