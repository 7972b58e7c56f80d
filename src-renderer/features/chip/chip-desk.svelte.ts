import { SvelteMap } from 'svelte/reactivity'
import type { ChannelChoice, ChipAction, Diversification } from '../../../src-main/contract/chip'
import type { ReaderView } from '../../../src-main/contract/views'
import type { ChipContent, ReaderChip } from '../../state/chip.svelte'
import type { Workspace } from '../../state/workspace'
import type { ChipNode } from './chip-tree'
import { ChipTreeState } from './chip-tree-state.svelte'
import { ConnectForm } from './connect-form.svelte'
import type { VerbId } from './verbs'

/** What is asked for before it is done: a verb, and what it is about. */
export interface Asked {
  readonly verb: VerbId
  readonly node: ChipNode
}

type Shared = Pick<Workspace, 'readers' | 'chip' | 'cardActions' | 'inspection' | 'make' | 'purse'>

/** The chip on the chosen reader: what is known of it, how its domain is opened, and what is done to it. */
export class ChipDesk {
  readonly #shared: Shared
  readonly #forms = new Map<string, ConnectForm>()
  readonly reader = $derived.by((): ReaderView | undefined => this.#shared.readers.chosen)
  readonly chip = $derived.by((): ReaderChip | undefined => {
    return this.reader && this.#shared.chip.of(this.reader.id)
  })
  readonly present = $derived(this.reader?.presence === 'present')
  /** What is known tells of the card that lies there now. */
  readonly #onReader = $derived(this.reader !== undefined && (this.chip?.isOf(this.reader) ?? false))
  readonly busy = $derived(this.chip?.busy ?? false)
  readonly content = $derived.by((): ChipContent | undefined => this.chip?.content)
  /** The content is what lies on the reader now, so that it may be changed. */
  readonly fresh = $derived(this.#onReader && (this.chip?.fresh ?? false))
  readonly elsewhere = $derived.by(() => {
    const id = this.reader?.id
    return this.#shared.cardActions.isBusy(id) || this.#shared.make.isBusy(id)
  })
  readonly state = $derived.by((): 'no-card' | 'elsewhere' | 'reading' | 'error' | 'ready' => {
    if (this.busy) return 'ready'
    if (this.elsewhere) return 'elsewhere'
    const hasNews = this.content !== undefined || this.chip?.result !== undefined
    if (!this.present) return hasNews && this.chip?.view ? 'ready' : 'no-card'
    if (this.#onReader && this.chip?.readError) return 'error'
    return this.chip?.view && (this.#onReader || hasNews) ? 'ready' : 'reading'
  })
  readonly form = $derived.by((): ConnectForm => {
    const { id = '', driver } = this.reader ?? {}
    const form = this.#forms.get(id) ?? new ConnectForm(driver === 'virtual')
    this.#forms.set(id, form)
    return form
  })
  readonly tree = new ChipTreeState(() => this.content)
  /** Attempts at the keys that failed: a typed word is wanted before anything is sent. */
  readonly failedAttempts = $derived(this.#onReader ? (this.chip?.view?.failedAttempts ?? 0) : 0)
  /** Something may be begun. */
  readonly idle = $derived(this.#onReader && !this.busy && !this.elsewhere && !this.chip?.reading)
  asked = $state.raw<Asked>()
  /** The person wants to come to a domain in another way than before. */
  anew = $state(false)
  /** How the domain above was opened, by reader: what another one of the same chip was come to from. */
  readonly #above = new SvelteMap<string, ChannelChoice>()
  /** The way back to it; absent where there is none. */
  readonly above = $derived.by((): ChannelChoice | undefined => {
    const above = this.reader && this.#above.get(this.reader.id)
    return this.fresh && above?.domain !== this.chip?.channel?.domain ? above : undefined
  })

  constructor(shared: Shared) {
    this.#shared = shared
  }

  /** Whether the chip on the reader is to be read now, without being asked. */
  get wantsReading(): boolean {
    const { reader, chip } = this
    if (reader?.presence !== 'present' || reader.inUse || this.busy || this.elsewhere) return false
    const { inspection, purse } = this.#shared
    if (inspection.of(reader.id)?.busy || purse.of(reader.id)?.reading) return false
    return !this.#onReader && !chip?.reading
  }

  async read(): Promise<void> {
    if (this.reader) await this.#shared.chip.read(this.reader)
  }

  /** Opens the domain with what the form says, and lists it. `confirmed`: the word was typed. */
  async open(confirmed = false): Promise<void> {
    const { choice } = this.form
    if (choice) await this.#start(confirmed ? { ...choice, confirmed } : choice, { kind: 'list' })
  }

  /** Asks the chip to prove that it knows the keys; nothing is sent under them. */
  async check(): Promise<void> {
    const { choice } = this.form
    if (choice) await this.#start(choice, { kind: 'keys-check' })
  }

  /** The last thing once more, the way that the chip's proof fits. */
  async openWith(diversification: Diversification): Promise<void> {
    this.form.diversification = diversification
    await this.retry({ diversification })
  }

  /** Lists the content once more, the way it was come by. */
  async listAgain(): Promise<void> {
    await this.perform({ kind: 'list' })
  }

  /** `domain`: another one, with the keys of the opened one, of which it has none of its own yet. */
  async perform(action: ChipAction, domain?: string): Promise<void> {
    const channel = this.chip?.channel
    if (!channel) return
    if (domain !== undefined) this.#leave(channel)
    await this.#start(domain === undefined ? channel : { ...channel, domain }, action)
  }

  /** Begins what a person asks for: mostly with a question. */
  ask(verb: VerbId, node: ChipNode): void {
    if (verb === 'open-domain') this.#openOther(node)
    else this.asked = { verb, node }
  }

  /** Opens the domain above once more. */
  async goUp(): Promise<void> {
    if (this.above) await this.#start(this.above, { kind: 'list' })
  }

  /** Shows the form with the way that was taken. */
  otherKeys(): void {
    const channel = this.chip?.channel
    if (channel) this.form.adopt(channel)
    this.anew = true
  }

  #openOther({ aid }: ChipNode): void {
    const channel = this.chip?.channel
    if (channel) this.#leave(channel)
    this.otherKeys()
    this.form.domain = aid
  }

  #leave(channel: ChannelChoice): void {
    if (this.reader) this.#above.set(this.reader.id, channel)
  }

  /** The last thing once more: after a typed word, or after the reason why it did not begin is gone. */
  async retry(changes: Partial<ChannelChoice> = {}): Promise<void> {
    const { tried, action } = this.chip ?? {}
    if (tried && action) await this.#start({ ...tried, ...changes }, action)
  }

  async stop(): Promise<void> {
    if (this.reader) await this.#shared.chip.cancel(this.reader.id)
  }

  /** Puts away what came of the last action. */
  dismiss(): void {
    if (this.reader) this.#shared.chip.dismiss(this.reader.id)
  }

  async #start(channel: ChannelChoice, action: ChipAction): Promise<void> {
    if (this.reader && this.idle) await this.#shared.chip.start(this.reader.id, channel, action)
  }
}
