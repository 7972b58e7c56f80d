import type { LocalText } from '../../../texts/local-text'
import { toHex } from '../../bytes/hex'
import type { TerminalConfiguration } from '../../emv/terminal-configuration'
import type { Transaction } from '../../emv/transaction'
import type { CaKeyLookup } from '../../offline-auth/ca-key'
import type { ChipData, RequestOrigin } from '../../workflow/host'
import { now, type Workflow } from '../../workflow/workflow'
import type { EntryFacts } from '../entry/entry-facts'

/** Where flows run, and what they are given because they may not know it themselves. */
export interface FlowContext {
  readonly terminal: TerminalConfiguration
  readonly interface: 'contact' | 'contactless'
  readonly caKeys: CaKeyLookup
  /** Names this run; see `EntryFacts`. */
  readonly session: string
  /** The cash drawer of this desk. */
  readonly drawer: string
  /** Reference of a card: tells nothing about its number. */
  readonly reference: (pan: string, psn: string) => string
  /** A number as it may be kept: its first six and last four digits. */
  readonly truncated: (pan: string) => string
  /** Chip data as TLV in hex, without number and track 2. */
  readonly chipText: (chip: ChipData) => string
  /** Why this card may not begin anything now: something is open for it. By its reference. */
  readonly blockedBy: (card: string) => LocalText | undefined
}

/** Who asks the issuer, and when. */
export function* originOf({ terminal, drawer }: FlowContext): Workflow<RequestOrigin> {
  return { terminal: terminal.terminalId, merchant: terminal.merchantId, drawer, at: yield* now() }
}

/** The same for an entry of before: the issuer tells requests apart by where they come from. */
export function* originOfEntry({ terminal, merchant, drawer }: EntryFacts): Workflow<RequestOrigin> {
  return { terminal, merchant, drawer, at: yield* now() }
}

/** What every entry says of card and desk. A fault before the card told its number. */
export function* commonFacts(
  context: FlowContext,
  transaction: Transaction
): Workflow<Omit<EntryFacts, 'flow'>> {
  const { terminal, merchant, drawer, at } = yield* originOf(context)
  const { psn, application } = transaction
  const pan = panOf(transaction)
  const aid = application?.aid ?? new Uint8Array(0)
  return {
    card: context.reference(pan, psn),
    pan: context.truncated(pan),
    psn,
    aid: toHex(aid),
    ...(application?.label !== undefined && { label: application.label }),
    currency: context.terminal.currency,
    at,
    reader: context.interface,
    session: context.session,
    ...{ terminal, merchant, drawer }
  }
}

/** The number of the card that a transaction goes on with; the kernel let none go on without. */
export function panOf({ pan }: Transaction): string {
  if (pan === undefined) throw new Error('a transaction went on without a card number')
  return pan
}
