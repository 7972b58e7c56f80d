import type { Kysely } from 'kysely'
import type {
  AnsweredRequest,
  Authorisation,
  AuthorisationState,
  CardChanges,
  CustomerAccount,
  IssuerCard,
  IssuerStore,
  Settlement,
  StoredAuthorisation
} from '../../../services/issuer/issuer-store-port'
import type { Tables } from '../tables'
import { accountOf, authorisationOf, cardColumns, cardOf, requestOf, settlementOf } from './issuer-rows'

export class SqlIssuerStore implements IssuerStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async request(terminal: string, id: string): Promise<AnsweredRequest | undefined> {
    const row = await this.db
      .selectFrom('host_request')
      .selectAll()
      .where('terminal', '=', terminal)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && requestOf(row)
  }

  async addRequest(request: AnsweredRequest): Promise<void> {
    await this.db.insertInto('host_request').values(request).execute()
  }

  async account(ref: string): Promise<CustomerAccount | undefined> {
    const row = await this.db
      .selectFrom('customer_account')
      .selectAll()
      .where('ref', '=', ref)
      .executeTakeFirst()
    return row && accountOf(row)
  }

  async accounts(): Promise<CustomerAccount[]> {
    return (await this.db.selectFrom('customer_account').selectAll().orderBy('ref').execute()).map(accountOf)
  }

  async addAccount({ ref, kind, creditLimit, singleLimit, status, test }: CustomerAccount): Promise<void> {
    await this.db
      .insertInto('customer_account')
      .values({
        ref,
        kind,
        credit_limit: creditLimit,
        single_limit: singleLimit,
        status,
        test: test ? 1 : 0
      })
      .execute()
  }

  async card(ref: string): Promise<IssuerCard | undefined> {
    const row = await this.db.selectFrom('issuer_card').selectAll().where('ref', '=', ref).executeTakeFirst()
    return row && cardOf(row)
  }

  async cardsOfPan(panRef: string): Promise<IssuerCard[]> {
    return (await this.db.selectFrom('issuer_card').selectAll().where('pan_ref', '=', panRef).execute()).map(
      cardOf
    )
  }

  async cards(): Promise<IssuerCard[]> {
    return (await this.db.selectFrom('issuer_card').selectAll().orderBy('label').execute()).map(cardOf)
  }

  async addCard(card: IssuerCard): Promise<void> {
    await this.db
      .insertInto('issuer_card')
      .values({
        ref: card.ref,
        pan_ref: card.panRef,
        pan: card.pan,
        psn: card.psn,
        expiry: card.expiry,
        label: card.label,
        account: card.account ?? null,
        status: card.status,
        atc: card.atc,
        cryptogram: card.cryptogram ?? null,
        spent: card.spent ? 1 : 0,
        balance_limit: card.balanceLimit,
        transaction_limit: card.transactionLimit,
        reset_threshold: card.resetThreshold,
        pin: card.pin ?? null,
        pin_tries_left: card.pinTriesLeft,
        generation: 1,
        test: card.test ? 1 : 0
      })
      .execute()
  }

  async changeCard(ref: string, changes: CardChanges): Promise<void> {
    await this.db.updateTable('issuer_card').set(cardColumns(changes)).where('ref', '=', ref).execute()
  }

  async generation(ref: string): Promise<number> {
    const { generation } = await this.db
      .selectFrom('issuer_card')
      .select('generation')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
    return generation
  }

  async generationAt(ref: string, entry: number): Promise<number | undefined> {
    const row = await this.db
      .selectFrom('card_generation')
      .select('generation')
      .where('card', '=', ref)
      .where('last_entry', '>=', entry)
      .orderBy('generation')
      .executeTakeFirst()
    return row?.generation
  }

  async nextGeneration(ref: string, { lastEntry, at }: { lastEntry: number; at: number }): Promise<void> {
    const generation = await this.generation(ref)
    await this.db
      .insertInto('card_generation')
      .values({ card: ref, generation, last_entry: lastEntry, ended_at: at })
      .execute()
    await this.db
      .updateTable('issuer_card')
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('ref', '=', ref)
      .execute()
  }

  async authorisation(terminal: string, id: string): Promise<StoredAuthorisation | undefined> {
    const row = await this.db
      .selectFrom('authorisation')
      .selectAll()
      .where('terminal', '=', terminal)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && authorisationOf(row)
  }

  async addAuthorisation({ changes, ...authorisation }: Authorisation): Promise<number> {
    const { number } = await this.db
      .insertInto('authorisation')
      .values({ ...authorisation, ...(changes !== undefined && { changes: JSON.stringify(changes) }) })
      .returning('number')
      .executeTakeFirstOrThrow()
    return number
  }

  async setAuthorisationState(terminal: string, id: string, state: AuthorisationState): Promise<void> {
    await this.db
      .updateTable('authorisation')
      .set({ state })
      .where('terminal', '=', terminal)
      .where('id', '=', id)
      .execute()
  }

  async authorisationsNamed(id: string): Promise<StoredAuthorisation[]> {
    const rows = await this.db.selectFrom('authorisation').selectAll().where('id', '=', id).execute()
    return rows.map(authorisationOf)
  }

  async openAuthorisations(card?: string): Promise<StoredAuthorisation[]> {
    let query = this.db
      .selectFrom('authorisation')
      .selectAll()
      .where('state', '=', 'authorised')
      .orderBy('number')
    if (card !== undefined) query = query.where('card', '=', card)
    return (await query.execute()).map(authorisationOf)
  }

  async underWay(card: string): Promise<number> {
    const { sum } = await this.db
      .selectFrom('authorisation')
      .select((select) => select.fn.sum<number | null>('amount').as('sum'))
      .where('card', '=', card)
      .where('state', '=', 'authorised')
      .where('service', 'in', ['load', 'load-kept'])
      .executeTakeFirstOrThrow()
    return sum ?? 0
  }

  async settlement(card: string, generation: number, atc: number): Promise<Settlement | undefined> {
    const row = await this.db
      .selectFrom('settlement')
      .selectAll()
      .where('card', '=', card)
      .where('generation', '=', generation)
      .where('atc', '=', atc)
      .executeTakeFirst()
    return row && settlementOf(row)
  }

  async addSettlement({ by, ...settlement }: Settlement): Promise<void> {
    await this.db
      .insertInto('settlement')
      .values({ ...settlement, settled_by: by })
      .execute()
  }
}
