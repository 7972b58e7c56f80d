import type { PurseView } from '../../../src-main/contract/ecash'
import type { TextKey } from '../../../src-main/texts/window/index'

export type Source = 'account' | 'other-account' | 'cash'
export type Task = 'load' | 'unload'

/** Why an amount cannot be: a sentence and the amounts in it, in minor units. */
export interface Problem {
  readonly key: TextKey
  readonly amounts: Readonly<Record<string, number>>
}

/** An e-cash card without an account is loaded from elsewhere. */
export function sourcesOf({ card }: PurseView): readonly Source[] {
  return card.account === 'ecash' ? ['cash', 'other-account'] : ['account', 'other-account', 'cash']
}

export function targetsOf({ card }: PurseView): readonly ('account' | 'cash')[] {
  return card.account === 'ecash' ? ['cash'] : ['account', 'cash']
}

export function roomOf({ balance, balanceLimit }: PurseView): number {
  return Math.max(0, balanceLimit - balance)
}

/** What is wrong with this amount before anything is sent; nothing is wrong with none. */
export function amountProblem(
  purse: PurseView,
  task: Task,
  amount: number,
  source: Source
): Problem | undefined {
  return task === 'load' ? loadProblem(purse, amount, source) : unloadProblem(purse, amount)
}

function loadProblem(purse: PurseView, amount: number, source: Source): Problem | undefined {
  const { balanceLimit: limit, issuer } = purse
  const room = roomOf(purse)
  if (room === 0) return { key: 'ecash.cardFull', amounts: { limit } }
  if (amount > room) return { key: 'ecash.overBalanceLimit', amounts: { amount: room, limit } }
  const available = issuer?.available
  if (source === 'account' && available !== undefined && amount > available) {
    return { key: 'ecash.overAvailable', amounts: { amount: available } }
  }
  return undefined
}

function unloadProblem({ balance }: PurseView, amount: number): Problem | undefined {
  if (balance === 0) return { key: 'ecash.nothingToUnload', amounts: {} }
  return amount > balance ? { key: 'ecash.overBalance', amounts: { amount: balance } } : undefined
}

export function balanceAfter({ balance }: PurseView, task: Task, amount: number): number {
  return task === 'load' ? balance + amount : balance - amount
}

/** What can be loaded or unloaded at most, as far as it is known here. */
export function mostPossible(purse: PurseView, task: Task, source: Source): number {
  if (task === 'unload') return purse.balance
  const available = source === 'account' ? purse.issuer?.available : undefined
  return Math.min(roomOf(purse), available ?? Number.MAX_SAFE_INTEGER)
}

/** Round sums up to `most`. */
export function quickAmounts(most: number, digits: number): readonly number[] {
  return [50, 100, 200, 500].map((sum) => sum * 10 ** digits).filter((sum) => sum <= most)
}

const DIGITS = /^\d{13,19}$/

/** Whether what was typed, with spaces or without, can be a card number. */
export function isPan(typed: string): boolean {
  return DIGITS.test(plainPan(typed))
}

export function plainPan(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '')
}

/** In fours, as it stands on the card. */
export function groupedPan(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').slice(0, 19)
  return digits.match(/.{1,4}/g)?.join(' ') ?? ''
}
