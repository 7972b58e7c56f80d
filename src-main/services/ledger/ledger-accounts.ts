// Names of the ledger's accounts. What an account holds is what came in less what went out: money that customers put into
// a drawer has gone out of the drawer's account, so a drawer with cash in it stands below zero.

/** What a customer has with the issuer. */
export const customerAccount = (ref: string): string => `account:${ref}`
/** The one desk of an installation has one cash drawer, which window and command line share. */
export const DESK_DRAWER = 'desk'
/** The cash drawer of a desk. */
export const drawerAccount = (drawer: string): string => `drawer:${drawer}`
export const merchantAccount = (merchant: string): string => `merchant:${merchant}`
/** What the issuer owes the holder of the e-cash on a card: what the card holds, and what it paid that has not come in yet. */
export const ecashAccount = (card: string): string => `ecash:${card}`
/** Kept for a card until it is loaded onto it. */
export const keptAccount = (card: string): string => `kept:${card}`
/** On its way: authorised, and neither confirmed nor reversed. */
export const suspenseAccount = (terminal: string, request: string): string =>
  `suspense:${terminal}:${request}`
/** Where balances come from that were there before the ledger. */
export const OPENING_ACCOUNT = 'opening'

const KINDS = ['account', 'drawer', 'merchant', 'ecash', 'kept', 'suspense'] as const
export type LedgerAccountKind = (typeof KINDS)[number] | 'other'

/** What an account is, by its name, and what it belongs to. */
export function ledgerAccountKind(id: string): { readonly kind: LedgerAccountKind; readonly of: string } {
  const colon = id.indexOf(':')
  const kind = KINDS.find((known) => known === id.slice(0, colon))
  return kind === undefined ? { kind: 'other', of: id } : { kind, of: id.slice(colon + 1) }
}
