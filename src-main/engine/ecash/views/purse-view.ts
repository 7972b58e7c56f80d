import type { OpenEntry, PurseLogRow, PurseView } from '../../../contract/ecash'
import { startsWith } from '../../bytes/bytes'
import { hex, toHex } from '../../bytes/hex'
import type { Purse, PurseLogLine } from '../purse/purse'

export interface PurseViewParts {
  readonly reader: string
  readonly contactless: boolean
  /** A number as it may be shown. */
  readonly truncated: (pan: string) => string
  readonly open: readonly OpenEntry[]
  readonly issuer?: PurseView['issuer']
}

/** AIDs of UnionPay's debit and credit applications (JR/T 0025); without an account behind it, e-cash alone. */
const ACCOUNTS: readonly (readonly [Uint8Array, PurseView['card']['account']])[] = [
  [hex('A000000333010106'), 'ecash'],
  [hex('A000000333010102'), 'credit-ecash'],
  [hex('A000000333010103'), 'credit-ecash']
]

/** A purse for the window: the card's number truncated. */
export function purseView(purse: Purse, parts: PurseViewParts): PurseView {
  const { limits, second, lastOnlineAtc: _lastOnlineAtc, ...rest } = purse
  const { aid, label, psn, holder, expiry, currency, balance, atc, pinTriesLeft, blocked } = rest
  const { reader, contactless, truncated, open, issuer } = parts
  return {
    reader,
    card: {
      ...{ pan: truncated(purse.pan), psn, aid: toHex(aid) },
      ...(label !== undefined && { label }),
      ...(holder !== undefined && { holder }),
      ...(expiry !== undefined && { expiry }),
      account: ACCOUNTS.find(([prefix]) => startsWith(aid, prefix))?.[1] ?? 'debit-ecash',
      contactless
    },
    ...{ currency, balance },
    balanceLimit: limits.balance ?? 0,
    transactionLimit: limits.transaction ?? 0,
    ...(limits.threshold !== undefined && { resetThreshold: limits.threshold }),
    ...(second !== undefined && {
      second: { currency: second.currency, balance: second.balance, balanceLimit: second.balanceLimit ?? 0 }
    }),
    atc,
    ...(pinTriesLeft !== undefined && { pinTriesLeft }),
    blocked,
    loads: purse.loads.lines.map(logRow),
    transactions: purse.transactions.lines.map(logRow),
    open: [...open],
    ...(issuer !== undefined && { issuer })
  }
}

function logRow(line: PurseLogLine): PurseLogRow {
  return { ...line }
}
