import type { AppErrorData } from '../../src-main/contract/common'
import type {
  IssuerView,
  ProductionView,
  ProfileView,
  StockLotView
} from '../../src-main/contract/production'
import type { CallInput } from '../../src-main/contract/ipc'
import { errorOf, type Client } from '../ipc/client'

/** What cards can be made of, and what became of those that were begun. */
export class ProductionState {
  profiles = $state.raw<readonly ProfileView[]>([])
  issuers = $state.raw<readonly IssuerView[]>([])
  /** Newest first. */
  recent = $state.raw<readonly ProductionView[]>([])
  lots = $state.raw<readonly StockLotView[]>([])
  loaded = $state(false)
  error = $state.raw<AppErrorData>()
  readonly #client: Client
  #asked = 0

  constructor(client: Client) {
    this.#client = client
  }

  /** What a form chooses from, and how things stand. */
  async load(): Promise<void> {
    await this.#try(async () => {
      const [profiles, issuers] = await Promise.all([
        this.#client.call('make.profiles'),
        this.#client.call('make.issuers')
      ])
      Object.assign(this, { profiles, issuers })
    })
    await this.refresh()
    this.loaded = true
  }

  /** Productions and stock as they are now. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked
    await this.#try(async () => {
      const [recent, lots] = await Promise.all([
        this.#client.call('make.recent'),
        this.#client.call('stock.list')
      ])
      // A later answer is newer, whichever comes first.
      if (asked === this.#asked) Object.assign(this, { recent, lots })
    })
  }

  /** Resolves to the production as it is then; to nothing where an error is shown. */
  async scrap(
    production: string,
    reason: CallInput<'make.scrap'>['reason']
  ): Promise<ProductionView | undefined> {
    let ended: ProductionView | undefined
    await this.#try(async () => {
      ended = await this.#client.call('make.scrap', { production, reason })
    })
    if (ended) await this.refresh()
    return ended
  }

  /** Takes in a delivery. Resolves to the lot; to nothing where an error is shown. */
  async receive(name: string, count: number): Promise<StockLotView | undefined> {
    let lot: StockLotView | undefined
    await this.#try(async () => {
      lot = await this.#client.call('stock.receive', { name, count })
    })
    if (lot) await this.refresh()
    return lot
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.error = undefined
    } catch (thrown) {
      this.error = errorOf(thrown)
    }
  }
}
