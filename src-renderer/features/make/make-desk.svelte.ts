import type { MakeRequest, MakeResult } from '../../../src-main/contract/production'
import type { ReaderView } from '../../../src-main/contract/views'
import type { ReaderChip } from '../../state/chip.svelte'
import type { ReaderMake } from '../../state/make.svelte'
import type { Workspace } from '../../state/workspace'
import { MakeForm } from './make-form.svelte'

/** What the page has to say, in the order of what matters most. */
export type DeskState =
  /** A card is made here, or something else is done with the card on the reader. */
  | 'run'
  | 'elsewhere'
  /** The reader works in a batch. */
  | 'batch'
  /** What came of the last one, or why it did not begin. */
  | 'result'
  | 'failed'
  | 'form'

type Consent = Pick<MakeRequest, 'replace' | 'confirmed' | 'again'>
type Shared = Pick<
  Workspace,
  'batch' | 'client' | 'readers' | 'make' | 'production' | 'cardActions' | 'chip' | 'inspection' | 'purse'
>

/** The place where a teller makes cards: the form, the chip on the chosen reader, and what comes of them. */
export class MakeDesk {
  readonly #shared: Shared
  readonly form: MakeForm
  readonly reader = $derived.by((): ReaderView | undefined => this.#shared.readers.chosen)
  readonly run = $derived.by((): ReaderMake | undefined => {
    return this.reader && this.#shared.make.of(this.reader.id)
  })
  readonly result = $derived.by((): MakeResult | undefined => this.run?.result)
  readonly #chip = $derived.by((): ReaderChip | undefined => {
    return this.reader && this.#shared.chip.of(this.reader.id)
  })
  /** What anybody may read of the chip that lies there now. */
  readonly glance = $derived.by((): ReaderChip | undefined => {
    return this.reader && this.#chip?.isOf(this.reader) ? this.#chip : undefined
  })
  readonly #isTaken = $derived.by((): boolean => {
    const { reader } = this
    if (!reader) return false
    const { cardActions, chip, inspection, purse } = this.#shared
    return (
      this.#shared.batch.uses(reader.id) ||
      cardActions.isBusy(reader.id) ||
      chip.isBusy(reader.id) ||
      (inspection.of(reader.id)?.busy ?? false) ||
      (purse.of(reader.id)?.reading ?? false)
    )
  })
  /** A card can be made of what lies there. */
  readonly hasChip = $derived.by((): boolean => {
    return this.reader?.presence === 'present' && this.glance?.readError === undefined && !this.#isTaken
  })
  readonly state = $derived.by((): DeskState => {
    if (this.run?.busy) return 'run'
    if (this.result) return 'result'
    if (this.run?.error) return 'failed'
    if (this.#shared.batch.uses(this.reader?.id)) return 'batch'
    return this.#isTaken ? 'elsewhere' : 'form'
  })

  constructor(shared: Shared) {
    this.#shared = shared
    this.form = new MakeForm(shared.client, shared.production)
  }

  /** Whether the chip on the reader is to be looked at now, without being asked. */
  get wantsLook(): boolean {
    const { reader } = this
    if (reader?.presence !== 'present' || reader.inUse || this.#isTaken || this.run?.busy) return false
    return this.glance === undefined && !(this.#chip?.reading ?? false)
  }

  /** Looks at the chip, also where it was looked at before. */
  async look(): Promise<void> {
    if (this.reader) await this.#shared.chip.read(this.reader)
  }

  /** Makes the card that the form says, once it is right. Resolves to whether it was begun. */
  async start(consent: Consent = {}): Promise<boolean> {
    const { form, reader } = this
    form.attempted = true
    await form.check()
    if (!form.isReady || !form.order || !reader || !this.hasChip || this.run?.busy) return false
    await this.#shared.make.start(reader.id, { ...form.order, ...consent })
    return true
  }

  async stop(): Promise<void> {
    if (this.reader) await this.#shared.make.cancel(this.reader.id)
  }

  /** Puts away what came of the last one. */
  dismiss(): void {
    if (!this.reader) return
    this.form.forgetCheck()
    this.#shared.make.dismiss(this.reader.id)
  }
}
