import type { PurseLogRow, PurseView } from '../../../src-main/contract/ecash'

/** One entry of the card's logs, with the balance after it where the card or arithmetic proves it. */
export interface BalancePoint {
  readonly id: string
  readonly row: PurseLogRow
  /** Minor units; above zero it came onto the card. */
  readonly change: number
  readonly after?: number | undefined
}

/**
 * Both logs of a purse as one history, oldest first. The load log states balances, the transaction log does not: between
 * two known balances they are reckoned only where the purchases account for the whole difference, because the same log
 * also keeps purchases that were paid from the account.
 */
export function balanceHistory(purse: PurseView): readonly BalancePoint[] {
  const rows = [...purse.loads, ...purse.transactions.filter((row) => !isIn(purse.loads, row))].filter(
    ({ currency, kind, amount }) => currency === purse.currency && kind !== 'other' && amount > 0
  )
  const points = rows
    .map((row, index) => ({ id: String(index), row, change: changeOf(row), after: row.after }))
    .sort(byTime)
  return withReckoned(points, purse.balance)
}

/** A load stands in both logs; the load log says more of it. */
function isIn(loads: readonly PurseLogRow[], { kind, atc, at, amount }: PurseLogRow): boolean {
  if (kind === 'purchase') return false
  return loads.some((load) =>
    load.atc !== undefined && atc !== undefined ? load.atc === atc : load.at === at && load.amount === amount
  )
}

function changeOf({ kind, amount }: PurseLogRow): number {
  return kind === 'load' ? amount : -amount
}

/** The counter of the card orders them best; times come from the terminals' clocks. */
function byTime(left: BalancePoint, right: BalancePoint): number {
  const { atc: a, at: x = '' } = left.row
  const { atc: b, at: y = '' } = right.row
  if (a !== undefined && b !== undefined && a !== b) return a - b
  return x < y ? -1 : x > y ? 1 : 0
}

function withReckoned(points: readonly BalancePoint[], balance: number): readonly BalancePoint[] {
  const result = [...points]
  // Walks back from what is on the card now.
  let known: number | undefined = balance
  for (let end = points.length - 1; end >= 0;) {
    const start = points.findLastIndex(({ row }, index) => index <= end && row.after !== undefined)
    const stated = points[start]?.row
    const run = points.slice(start + 1, end + 1)
    const total = run.reduce((sum, { change }) => sum + change, 0)
    if (stated?.after !== undefined && known !== undefined && stated.after + total === known) {
      let after = stated.after
      run.forEach((point, index) => {
        after += point.change
        result[start + 1 + index] = { ...point, after }
      })
    }
    known = stated?.before
    end = start - 1
  }
  return result
}
