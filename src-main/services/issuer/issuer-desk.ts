import type { IssuerOverview } from '../../contract/ecash'
import { toHex } from '../../engine/bytes/hex'
import { reasonTexts, ledgerAccountText } from '../../texts/phrases/issuer'
import { AppFailure } from '../app-failure'
import type { CardReferences } from '../journal/card-references'
import {
  balanceOf,
  checkLedger,
  canMove,
  post,
  statement,
  type LedgerCheck,
  type StatementLine
} from '../ledger/ledger'
import { drawerAccount, keptAccount, ledgerAccountKind } from '../ledger/ledger-accounts'
import type { StoredTransfer } from '../ledger/ledger-store-port'
import type { Database, Stores } from '../storage/database-port'
import { accountWith, availableIn } from './account-funds'
import {
  addNewCard,
  openNewAccount,
  renewCard,
  withVerifier,
  type NewAccount,
  type NewCard
} from './enrol-card'
import { ISSUER_CURRENCY, type IssuerOptions } from './issuer-context'
import { accountView, cardView, type AccountView, type IssuerCardView } from './issuer-views'
import { openMoney, type ByHand, type OpenMoney } from './open-money'
import { planByHand, settleByHand, type PlanByHand } from './settle-by-hand'
import { testCardSeed, TestIssuerSetUp } from './test-issuer'

/** Put at the issuer without the card, to be loaded when it comes next (remote top-up). */
export interface KeepRequest {
  /** Reference of the card. */
  readonly card: string
  /** Minor units. */
  readonly amount: number
  readonly from: 'account' | 'cash'
  readonly drawer: string
}

const NAME_LENGTH = 8

/** The built-in issuer as its own people see and run it. Sets itself up on first use. */
export class IssuerDesk {
  private readonly setUp: TestIssuerSetUp
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly options: IssuerOptions,
    /** Whether somebody works on the entries of a session at this moment; nobody does in absence of it. */
    private readonly isRunning: (session: string) => boolean = () => false
  ) {
    this.setUp = new TestIssuerSetUp(database, references, options)
  }

  /** Accounts that hold something, and those of customers and cards in any case. */
  accounts(): Promise<AccountView[]> {
    return this.within(async (stores) => {
      const labels = await cardLabels(stores)
      const views: AccountView[] = []
      for (const account of await stores.ledger.accounts()) {
        const { kind } = ledgerAccountKind(account.id)
        if (account.balance !== 0 || kind === 'account' || kind === 'ecash')
          views.push(await accountView(stores, account, labels))
      }
      return views
    })
  }

  cards(): Promise<IssuerCardView[]> {
    return this.within(async (stores) => {
      const views: IssuerCardView[] = []
      for (const card of await stores.issuer.cards()) views.push(await cardView(stores, card))
      return views
    })
  }

  /** What a card's holder may know of the issuer; undefined for a card of another issuer. */
  cardView(
    ref: string
  ): Promise<{ readonly test: boolean; readonly available?: number; readonly kept: number } | undefined> {
    return this.within(async (stores) => {
      const card = await stores.issuer.card(ref)
      if (card === undefined) return undefined
      const account = card.account === undefined ? undefined : await stores.issuer.account(card.account)
      return {
        test: card.test,
        ...(account !== undefined && { available: await availableIn(stores, account) }),
        kept: await balanceOf(stores.ledger, keptAccount(ref))
      }
    })
  }

  overview(): Promise<IssuerOverview> {
    return this.within(async (stores) => {
      const waiting = await stores.purchases.inState('waiting')
      const labels = await cardLabels(stores)
      const accounts = (await stores.ledger.accounts({ empty: false })).map(({ id, balance }) => {
        const { kind, of } = ledgerAccountKind(id)
        return { id, kind, name: ledgerAccountText(kind, labels.get(of) ?? of), balance }
      })
      return {
        test: true,
        currency: ISSUER_CURRENCY,
        unsettled: { count: waiting.length, amount: waiting.reduce((sum, { amount }) => sum + amount, 0) },
        accounts
      }
    })
  }

  /** Newest first. */
  transfers(page: { readonly before?: number; readonly most: number }): Promise<StoredTransfer[]> {
    return this.within(({ ledger }) => ledger.transfers(page))
  }

  /** Newest first; undefined where there is no such account. */
  statement(account: string, most: number): Promise<readonly StatementLine[] | undefined> {
    return this.within(({ ledger }) => statement(ledger, account, most))
  }

  /** Adds the whole ledger up anew. */
  check(): Promise<LedgerCheck> {
    return this.within(({ ledger }) => checkLedger(ledger))
  }

  /**
   * Keeps an amount for a card. Resolves with all that is kept for it. Rejects with `AppFailure` where the card is
   * unknown, the amount impossible, or the account does not give it.
   */
  keep({ card: ref, amount, from, drawer }: KeepRequest): Promise<number> {
    return this.within(async (stores) => {
      const card = await stores.issuer.card(ref)
      if (card === undefined) throw new AppFailure('issuer-card-unknown')
      if (!canMove(amount)) throw new AppFailure('amount-invalid')
      const source =
        from === 'cash'
          ? ({ kind: 'open', id: drawerAccount(drawer) } as const)
          : await accountWith(stores, card.account, amount)
      if (source.kind === 'refused') {
        throw new AppFailure('issuer-refused', { detail: reasonTexts[source.reason] })
      }
      await post(stores.ledger, {
        request: `keep-${toHex(this.options.random(NAME_LENGTH))}`,
        purpose: 'keep',
        source: source.id,
        target: keptAccount(ref),
        amount,
        currency: ISSUER_CURRENCY,
        at: this.options.now()
      })
      return balanceOf(stores.ledger, keptAccount(ref))
    })
  }

  /** Money that is neither where it was nor where it is to be, and changes of cards in doubt; oldest first. */
  openMoney(): Promise<OpenMoney[]> {
    return this.within(openMoney)
  }

  /**
   * What settling an entry by hand will post, by its name in the journal or that of its request. Rejects with `AppFailure`
   * where it is unknown, cannot be settled that way, was settled in another, or is being worked on.
   */
  planByHand(name: string, how: ByHand): Promise<PlanByHand> {
    return this.within((stores) => this.plan(stores, name, how))
  }

  /**
   * Posts what `planByHand` has shown, and closes the entry in the journal. Settling it once more in the same way changes
   * nothing. Rejects with `AppFailure` as planning does, also where something else would be posted by now.
   */
  settleByHand(shown: OpenMoney, how: ByHand): Promise<void> {
    return this.within(async (stores) => {
      const plan = await this.plan(stores, shown.request, how)
      if (plan.kind === 'settled') return
      const { money } = plan
      if (JSON.stringify(money.ways[how]) !== JSON.stringify(shown.ways[how]))
        throw new AppFailure('entry-busy')
      await settleByHand(stores, this.options, { money, how })
    })
  }

  /** A ready-made card was made, or made anew: which of its kind, from 1. All of a kind share an account. */
  async testCardMade(kind: string, number: number): Promise<void> {
    const seed = testCardSeed(kind, number)
    if (seed === undefined) return
    await this.within(async (stores) => {
      // Here rather than before: what is asked of the issuer next must find the new card.
      const card = await withVerifier(seed, this.options)
      const ref = this.references.reference(card.pan, card.psn)
      const known = await stores.issuer.card(ref)
      if (known === undefined) await addNewCard(stores, this.references, this.options, card)
      else await renewCard(stores, ref, this.options, card)
    })
  }

  /**
   * Makes a card known that was just made: with its account, opened where nobody knows it. A card of this number that is
   * known already was made anew. Returns its reference.
   */
  async enrolCard(newCard: NewCard, account?: NewAccount): Promise<string> {
    const card = await withVerifier(newCard, this.options)
    const ref = this.references.reference(card.pan, card.psn)
    return this.within(async (stores) => {
      if (account !== undefined && (await stores.issuer.account(account.ref)) === undefined) {
        await openNewAccount(stores, account, this.options.now())
      }
      if ((await stores.issuer.card(ref)) === undefined) {
        return addNewCard(stores, this.references, this.options, card)
      }
      await renewCard(stores, ref, this.options, card)
      return ref
    })
  }

  private async plan(stores: Stores, name: string, how: ByHand): Promise<PlanByHand> {
    const plan = await planByHand(stores, name, how)
    const session = plan.kind === 'open' ? plan.money.session : undefined
    if (session !== undefined && this.isRunning(session)) throw new AppFailure('entry-busy')
    return plan
  }

  /** Resolves when nothing that was begun here is under way: the program must not end before. Never rejects. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay)
  }

  private within<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const done = this.setUp.done().then(() => this.database.transaction(work))
    this.underWay.add(done)
    const forget = (): void => void this.underWay.delete(done)
    done.then(forget, forget)
    return done
  }
}

async function cardLabels({ issuer }: Stores): Promise<ReadonlyMap<string, string>> {
  return new Map((await issuer.cards()).map(({ ref, label }) => [ref, label]))
}
