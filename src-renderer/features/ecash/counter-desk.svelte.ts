import type { ActionResult, CardAction, OpenEntry, PurseView } from '../../../src-main/contract/ecash'
import type { AppErrorData } from '../../../src-main/contract/common'
import type { ReaderView } from '../../../src-main/contract/views'
import type { ReaderAction } from '../../state/card-action.svelte'
import type { ReaderPurse } from '../../state/purse.svelte'
import type { Workspace } from '../../state/workspace'

/** What the page has to say, in the order of what matters most. */
export type DeskState =
  /** An action of this page runs, or one of another page with the same card. */
  | 'run'
  | 'elsewhere'
  /** What came of the last action, or why it did not begin. */
  | 'result'
  | 'failed'
  | 'no-card'
  | 'reading'
  /** The card could not be read. */
  | 'error'
  /** Something begun with this card has to be finished first. */
  | 'open'
  /** The card has no issuer here, or its application is blocked. */
  | 'unknown'
  | 'blocked'
  | 'form'

type Shared = Pick<Workspace, 'readers' | 'purse' | 'cardActions' | 'entries' | 'inspection'>

/** The card on the chosen reader as the counter sees it: its e-cash, what is done with it, and what comes next. */
export class CounterDesk {
  readonly #shared: Shared
  readonly reader = $derived.by((): ReaderView | undefined => this.#shared.readers.chosen)
  readonly #known = $derived.by((): ReaderPurse | undefined => {
    return this.reader && this.#shared.purse.of(this.reader.id)
  })
  readonly #run = $derived.by((): ReaderAction | undefined => {
    return this.reader && this.#shared.cardActions.of(this.reader.id)
  })
  readonly #busy = $derived(this.#run?.busy ?? false)
  /** What is known tells of the card that lies there now. */
  readonly #onReader = $derived(this.reader !== undefined && (this.#known?.isOf(this.reader) ?? false))

  /** The action that this page began. */
  readonly own = $derived(this.#run?.owner === 'ecash' ? this.#run : undefined)
  readonly result = $derived.by((): ActionResult | undefined => this.own?.result)
  /** The card's e-cash; that of the last card for as long as the page tells what came of it. */
  readonly view = $derived.by((): PurseView | undefined => {
    return this.#onReader || this.#busy || this.result ? this.#known?.view : undefined
  })
  /** Why the card could not be read. */
  readonly error = $derived.by((): AppErrorData | undefined => {
    return this.#onReader ? this.#known?.error : undefined
  })
  /** Something may be begun with the card. */
  readonly idle = $derived(this.#onReader && !this.error && !this.#busy && !this.#known?.reading)
  /** Unfinished, of the card in view. */
  readonly open = $derived.by((): readonly OpenEntry[] => {
    const mine = this.view?.open ?? []
    return this.#shared.entries.open.filter(({ entry }) => mine.some((each) => each.entry === entry))
  })
  /** What is left of the action that was just interrupted, as it stands now. */
  readonly left = $derived.by((): OpenEntry | undefined => {
    const interrupted = this.result?.open?.entry
    return this.#shared.entries.open.find(({ entry }) => entry === interrupted)
  })
  /** Unfinished, of other cards. */
  readonly others = $derived.by((): readonly OpenEntry[] =>
    this.#shared.entries.open.filter((entry) => entry !== this.left && !this.open.includes(entry))
  )
  readonly state = $derived.by((): DeskState => {
    if (this.#busy) return this.own ? 'run' : 'elsewhere'
    // The card that was pulled is back: the page goes on from what is on it.
    if (this.result && !(this.result.open && this.#onReader)) return 'result'
    if (this.own?.error) return 'failed'
    if (this.reader?.presence !== 'present') return 'no-card'
    if (this.error) return 'error'
    if (this.view === undefined) return 'reading'
    if (this.open.length > 0) return 'open'
    if (this.view.issuer === undefined) return 'unknown'
    return this.view.blocked ? 'blocked' : 'form'
  })

  constructor(shared: Shared) {
    this.#shared = shared
  }

  /** Whether the card on the reader is to be read now, without being asked. */
  get wantsReading(): boolean {
    const { reader } = this
    if (reader?.presence !== 'present' || reader.inUse || this.#busy || this.#onReader) return false
    return !this.#known?.reading && !this.#shared.inspection.of(reader.id)?.busy
  }

  /** An entry that was interrupted waits for its card among the others, once another card came instead. */
  get isSuperseded(): boolean {
    const interrupted = this.result?.open?.entry
    if (interrupted === undefined || !this.#onReader || !this.view) return false
    return !this.view.open.some(({ entry }) => entry === interrupted)
  }

  async read(): Promise<void> {
    if (this.reader) await this.#shared.purse.read(this.reader)
  }

  async start(action: CardAction): Promise<void> {
    if (this.reader) await this.#shared.cardActions.start(this.reader, action, 'ecash')
  }

  async stop(): Promise<void> {
    if (this.reader) await this.#shared.cardActions.cancel(this.reader.id)
  }

  /** Puts away what came of the last action. */
  dismiss(): void {
    if (this.reader) this.#shared.cardActions.dismiss(this.reader.id)
  }
}
