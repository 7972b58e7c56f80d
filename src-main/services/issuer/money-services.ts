import type { HostService, LoadSource } from '../../engine/workflow/host'
import { balanceOf, canMove } from '../ledger/ledger'
import { drawerAccount, ecashAccount, keptAccount, merchantAccount } from '../ledger/ledger-accounts'
import { accountWith, openAccount, type OpenLedgerAccount } from './account-funds'
import { refused, type Refusal } from './issuer-context'
import { pinProblem } from './pin-check'
import type { Decision, Presented } from './service-decision'

type Of<K extends HostService['kind']> = Presented<Extract<HostService, { kind: K }>>

const ECASH_BALANCE = 0x9f79

/** From the account that the card belongs to, for the merchant. */
export async function purchase({ context, presented, amount }: Of<'purchase'>): Promise<Decision> {
  if (!canMove(amount)) return refused('amount-invalid')
  const account = await accountWith(context.stores, presented.card.account, amount)
  if (account.kind === 'refused') return account
  return {
    kind: 'granted',
    amount,
    takenFrom: account.id,
    target: merchantAccount(context.origin.merchant),
    commands: []
  }
}

/** Onto the card: the new balance is what the chip proves to hold and the amount. */
export async function load(request: Of<'load'>): Promise<Decision> {
  const { presented, service, amount } = request
  if (!canMove(amount)) return refused('amount-invalid')
  const balance = presented.proven.balance
  if (balance === undefined) return refused('balance-unproven')
  if (balance + amount > presented.card.balanceLimit) return refused('over-balance-limit')
  const source = await loadSource(request, service.from)
  if (source.kind === 'refused') return source
  return loaded(request, balance, amount, source.id)
}

/** What the issuer keeps for the card, or as much of it as the card may hold. */
export async function loadKept(request: Of<'load-kept'>): Promise<Decision> {
  const { context, presented, amount } = request
  if (amount !== 0) return refused('amount-invalid')
  const balance = presented.proven.balance
  if (balance === undefined) return refused('balance-unproven')
  const source = keptAccount(presented.card.ref)
  const kept = await balanceOf(context.stores.ledger, source)
  if (kept <= 0) return refused('nothing-kept')
  const room = presented.card.balanceLimit - balance
  if (room <= 0) return refused('over-balance-limit')
  return loaded(request, balance, Math.min(kept, room), source)
}

/** From the card: nothing moves until the card has done it. */
export async function unload({ context, presented, service, amount }: Of<'unload'>): Promise<Decision> {
  if (!canMove(amount)) return refused('amount-invalid')
  const balance = presented.proven.balance
  if (balance === undefined) return refused('balance-unproven')
  if (amount > balance) return refused('insufficient-funds')
  const target =
    service.to === 'cash'
      ? drawerAccount(context.origin.drawer)
      : await openAccount(context.stores, presented.card.account)
  if (typeof target !== 'string' && target.kind === 'refused') return target
  return {
    kind: 'granted',
    amount,
    confirmedFrom: ecashAccount(presented.card.ref),
    target: typeof target === 'string' ? target : target.id,
    commands: [{ kind: 'put-amount', tag: ECASH_BALANCE, amount: balance - amount }],
    balanceAfter: balance - amount
  }
}

function loaded({ presented }: Presented, balance: number, amount: number, takenFrom: string): Decision {
  return {
    kind: 'granted',
    amount,
    takenFrom,
    target: ecashAccount(presented.card.ref),
    commands: [{ kind: 'put-amount', tag: ECASH_BALANCE, amount: balance + amount }],
    balanceAfter: balance + amount
  }
}

async function loadSource(
  { context, presented, amount }: Presented,
  from: LoadSource
): Promise<OpenLedgerAccount | Refusal> {
  switch (from.kind) {
    case 'cash':
      return { kind: 'open', id: drawerAccount(context.origin.drawer) }
    case 'account':
      return accountWith(context.stores, presented.card.account, amount)
    case 'other-account':
      return otherAccount({ context, amount }, from)
  }
}

/** Another card stands for its account, and its holder agrees with its PIN. */
async function otherAccount(
  { context, amount }: Pick<Presented, 'context' | 'amount'>,
  { pan, pin }: Extract<LoadSource, { kind: 'other-account' }>
): Promise<OpenLedgerAccount | Refusal> {
  const { stores, references } = context
  if (!/^\d{8,19}$/.test(pan)) return refused('account-unknown')
  const [card] = await stores.issuer.cardsOfPan(references.numberReference(pan))
  if (card?.account === undefined) return refused('account-unknown')
  if (card.status === 'card-blocked') return refused('card-blocked')
  if (pin === undefined) return refused('data-missing')
  const problem = await pinProblem(stores, card, pin)
  return problem === undefined ? accountWith(stores, card.account, amount) : refused(problem)
}
