import { keptAccount } from '../ledger/ledger-accounts'
import type { LedgerStore, StoredTransfer } from '../ledger/ledger-store-port'

/** What one request put away for a card, as far as it still waits to be loaded onto it. */
export interface KeptMoney {
  /** The request that put it there. */
  readonly request: string
  /** Minor units that are left of it. */
  readonly amount: number
  /** Ledger account that it came from. */
  readonly source: string
  /** Milliseconds since 1970. */
  readonly since: number
}

/** What it is for when kept money goes back by hand: the transfer bears the request that put it there. */
export const RELEASE = 'release'

/** What the issuer keeps for a card, oldest first. Part of a transaction. */
export async function keptFor(ledger: LedgerStore, card: string): Promise<readonly KeptMoney[]> {
  const account = keptAccount(card)
  const transfers = await ledger.transfers({ account, most: Number.MAX_SAFE_INTEGER })
  return remaining([...transfers].reverse(), account)
}

/** Loads take the oldest first; a load that came to nothing puts it back where it was. Oldest transfer first. */
export function remaining(transfers: readonly StoredTransfer[], account: string): readonly KeptMoney[] {
  let kept: readonly KeptMoney[] = []
  const lent = new Map<string, readonly KeptMoney[]>()
  for (const { request, amount, source, target, purpose, at: since } of transfers) {
    if (target === account) {
      const back = lent.get(request)
      lent.delete(request)
      kept = back === undefined ? [...kept, { request, amount, source, since }] : together([...back, ...kept])
      continue
    }
    const fits = (one: KeptMoney): boolean => purpose !== RELEASE || one.request === request
    const [gone, left] = taken(kept, amount, fits)
    kept = left
    lent.set(request, gone)
  }
  return kept
}

function taken(
  kept: readonly KeptMoney[],
  amount: number,
  fits: (one: KeptMoney) => boolean
): readonly [gone: readonly KeptMoney[], left: readonly KeptMoney[]] {
  const gone: KeptMoney[] = []
  const left: KeptMoney[] = []
  let rest = amount
  for (const one of kept) {
    const part = fits(one) ? Math.min(rest, one.amount) : 0
    rest -= part
    if (part > 0) gone.push({ ...one, amount: part })
    if (part < one.amount) left.push({ ...one, amount: one.amount - part })
  }
  return [gone, left]
}

/** Parts of the same become one again. */
function together(parts: readonly KeptMoney[]): readonly KeptMoney[] {
  const whole = new Map<string, KeptMoney>()
  for (const part of parts) {
    const amount = (whole.get(part.request)?.amount ?? 0) + part.amount
    whole.set(part.request, { ...part, amount })
  }
  return [...whole.values()]
}
