import seeds from '../../../resources/test-issuer/accounts.json'
import type { CardReferences } from '../journal/card-references'
import type { Database, Stores } from '../storage/database-port'
import { addNewCard, openNewAccount, type NewAccount, type NewCard } from './enrol-card'
import type { IssuerOptions } from './issuer-context'

const DONE = 'test-issuer'
const VERSION = '1'

interface Seeds {
  readonly accounts: readonly NewAccount[]
  readonly cards: readonly NewCard[]
}

/** What the TEST issuer knows of the n-th ready-made card of a kind when it is new; undefined for a kind without money. */
export function testCardSeed(kind: string, number: number): NewCard | undefined {
  const first = (seeds as Seeds).cards.find(({ label }) => label === kind)
  if (first === undefined || number === 1) return first
  return { ...first, label: `${kind}-${number}`, psn: String(number).padStart(2, '0').slice(-2) }
}

/** Sets the TEST issuer up on first use, in one transaction: accounts and cards for the ready-made cards. */
export class TestIssuerSetUp {
  private settingUp: Promise<void> | undefined

  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly options: IssuerOptions
  ) {}

  async done(): Promise<void> {
    this.settingUp ??= this.setUp()
    try {
      await this.settingUp
    } catch (error) {
      this.settingUp = undefined
      throw error
    }
  }

  private async setUp(): Promise<void> {
    await this.references.ready()
    await this.database.transaction(async (stores) => {
      if ((await stores.installation.value(DONE)) !== undefined) return
      await this.seed(stores, seeds as Seeds)
      await stores.installation.add(DONE, VERSION)
    })
  }

  private async seed(stores: Stores, { accounts, cards }: Seeds): Promise<void> {
    for (const account of accounts) await openNewAccount(stores, account, this.options.now())
    for (const card of cards) await addNewCard(stores, this.references, this.options, card)
  }
}
