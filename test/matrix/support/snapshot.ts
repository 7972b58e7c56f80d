import { toHex } from '../../../src-main/engine/bytes/hex'
import { accountsOf } from '../../support/issuer-world'
import { cardSide, changes, type Known } from './both-sides'
import type { Flow } from './flows'
import type { MatrixWorld } from './matrix-world'

/** Where all the money is, and what the card knows. */
export interface Snapshot {
  /** Minor units by kind of ledger account, and on the card. */
  readonly money: Readonly<Record<string, number>>
  readonly known: Known
}

/** Minor units of e-cash on the card. */
export function balanceOf(world: MatrixWorld): number {
  return Number(toHex(world.cells()('object/9F79') ?? new Uint8Array(6)))
}

export async function snapshot(world: MatrixWorld, flow: Flow): Promise<Snapshot> {
  const money: Record<string, number> = {}
  const add = (kind: string, amount: number): void => void (money[kind] = (money[kind] ?? 0) + amount)
  for (const [account, balance] of Object.entries(await accountsOf(world.issuer)))
    add(account.split(':')[0] ?? account, balance)
  add('card', balanceOf(world))
  // What the issuer would not take has been paid all the same: the merchant has a claim.
  for (const { amount } of await world.issuer.purchases.disputed()) {
    add('merchant', amount)
    add(flow.effect['account'] === undefined ? 'ecash' : 'account', -amount)
  }
  return { money, known: cardSide(world) }
}

/** How many times the flow has happened between the two; undefined where it happened in part, or something else did. */
export function timesOf(flow: Flow, before: Snapshot, after: Snapshot): number | undefined {
  const { becomes, otherwise } = flow
  const money = moved(before, after)
  const times = timesMoved(flow, money) ?? (otherwise && timesMoved({ effect: otherwise }, money))
  if (becomes === undefined || times === undefined) return times
  if (changes(before.known, after.known).length === 0) return 0
  return changes({ ...before.known, ...becomes }, after.known).length === 0 ? 1 : undefined
}

/**
 * The same where the card was made anew in between. What happened to the old one (`onOldCard`) is gone with it, and the
 * issuer owes for the new one what it holds, whatever the others paid or were paid before.
 */
export function timesWithNewCard(
  flow: Flow,
  before: Snapshot,
  after: Snapshot,
  onOldCard: boolean
): number | undefined {
  if (flow.becomes !== undefined) return timesOf(flow, before, after)
  const { card = 0, ecash = 0, opening: _made, ...others } = moved(before, after)
  const { card: loaded = 0, ecash: _owed, ...elsewhere } = flow.effect
  const times = timesMoved({ effect: elsewhere }, others)
  const happened = card !== 0 || loaded === 0 || onOldCard
  return card === ecash && (card === 0 || card === loaded) && (times !== 1 || happened) ? times : undefined
}

type Money = Readonly<Record<string, number>>

function moved({ money: before }: Snapshot, { money: after }: Snapshot): Money {
  const kinds = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return Object.fromEntries(kinds.map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)]))
}

function timesMoved({ effect }: Pick<Flow, 'effect'>, money: Money): number | undefined {
  const kinds = [...new Set([...Object.keys(money), ...Object.keys(effect)])]
  return [0, 1, 2].find((times) => kinds.every((kind) => (money[kind] ?? 0) === times * (effect[kind] ?? 0)))
}

export function differences(before: Snapshot, after: Snapshot): string {
  const money = Object.entries(moved(before, after)).filter(([, amount]) => amount !== 0)
  return [...money.map(([kind, amount]) => `${kind} ${amount}`), ...changes(before.known, after.known)].join(
    ', '
  )
}
