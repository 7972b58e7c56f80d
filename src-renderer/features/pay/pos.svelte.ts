import type { ActionResult, CardAction } from '../../../src-main/contract/ecash'
import type { ReaderView } from '../../../src-main/contract/views'
import type { CardActions, ReaderAction } from '../../state/card-action.svelte'

export type PayMode = 'flash' | 'contact'

/** A card as it lies on a reader: taken away and put back, it is another presence. */
type Presence = Pick<ReaderView, 'id' | 'cardCount'>

/** A payment that waits for its card. */
export interface Wish {
  readonly mode: PayMode
  readonly amount: number
  /** What lies there already does not count: it has to be presented anew. */
  readonly except?: Presence | undefined
}

type PlacedReader = Pick<ReaderView, 'id' | 'presence' | 'cardCount'>

/** The terminal on the Pay page: what was entered, what it waits for, and what came of it. */
export class Pos {
  /** Minor units. */
  amount = $state(0)
  /** Undefined until the person chooses: then it is what the reader can do. */
  wanted = $state<PayMode>()
  online = $state(false)
  /** Terminal preset; undefined is the first one. */
  preset = $state<string>()
  wish = $state.raw<Wish>()
  /** An earlier payment whose story is looked at. */
  opened = $state.raw<ActionResult>()
  /** The reader of the payment that runs, or ran last. */
  #reader = $state<string>()
  /** Results with their stories, newest first, for as long as the window is open. */
  #kept = $state.raw<readonly ActionResult[]>([])
  readonly #actions: CardActions
  /** The reader that all pages talk to. */
  readonly #chosen: () => string | undefined

  constructor(actions: CardActions, chosen: () => string | undefined) {
    this.#actions = actions
    this.#chosen = chosen
  }

  /** What runs for this page, or its result until that is put away: a payment, or one that is being settled. */
  get run(): ReaderAction | undefined {
    return [this.#reader, this.#chosen()]
      .map((reader) => (reader === undefined ? undefined : this.#actions.of(reader)))
      .find(
        (run) => run?.owner === 'pay' && (run.busy || run.result !== undefined || run.error !== undefined)
      )
  }

  modeFor(reader: Pick<ReaderView, 'contactless'> | undefined): PayMode {
    return this.wanted ?? (reader === undefined || reader.contactless ? 'flash' : 'contact')
  }

  /** Asks for the card. Where one lies there, the payment begins with it. */
  ask(mode: PayMode, except?: Presence): void {
    if (this.amount <= 0 || this.run?.busy === true) return
    this.putAway()
    this.wish = { mode, amount: this.amount, except }
  }

  /** Whether the card on this reader is the one that is waited for. */
  isPresented(reader: PlacedReader | undefined): reader is PlacedReader {
    if (this.wish === undefined || reader?.presence !== 'present') return false
    const { except } = this.wish
    return except?.id !== reader.id || except.cardCount !== reader.cardCount
  }

  /** Takes the money from the card on this reader. */
  async begin(reader: PlacedReader): Promise<void> {
    const { wish } = this
    if (wish === undefined || this.#actions.isBusy(reader.id)) return
    this.wish = undefined
    this.opened = undefined
    this.#reader = reader.id
    await this.#actions.start(reader, this.#action(wish), 'pay')
  }

  cancelWish(): void {
    this.wish = undefined
  }

  /** Clears the result, and the amount too where the next customer comes. */
  putAway(): void {
    const { run } = this
    if (run) this.#actions.dismiss(run.reader)
    this.opened = undefined
  }

  next(): void {
    this.putAway()
    this.amount = 0
  }

  keep(result: ActionResult): void {
    if (
      result.story === undefined ||
      this.#kept.some(({ at, entry }) => entry === result.entry && at === result.at)
    )
      return
    this.#kept = [result, ...this.#kept]
  }

  /** The story of a payment of this run of the program. */
  storyOf(entry: string): ActionResult | undefined {
    return this.#kept.find((result) => result.entry === entry)
  }

  #action({ mode, amount }: Wish): CardAction {
    return {
      kind: 'pay',
      amount,
      mode,
      ...(this.preset !== undefined && { preset: this.preset }),
      ...(this.online && { online: true })
    }
  }
}
