import seeds from '../../../resources/test-issuer/accounts.json'
import type { CardReferences } from '../journal/card-references'
import type { Database, Stores } from '../storage/database-port'
import { addNewCard, openNewAccount, withVerifier, type NewAccount, type NewCard } from './enrol-card'
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
    if (await this.database.transaction(isDone)) return
    const { accounts, cards } = seeds as Seeds
    const toEnrol = await Promise.all(cards.map((card) => withVerifier(card, this.options)))
    await this.database.transaction(async (stores) => {
      // Another program may have been quicker.
      if (await isDone(stores)) return
      for (const account of accounts) await openNewAccount(stores, account, this.options.now())
      for (const card of toEnrol) await addNewCard(stores, this.references, this.options, card)
      await stores.installation.add(DONE, VERSION)
    })
  }
}

async function isDone({ installation }: Stores): Promise<boolean> {
  return (await installation.value(DONE)) !== undefined
}
