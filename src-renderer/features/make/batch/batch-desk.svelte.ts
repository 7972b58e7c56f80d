import type { BatchChecked, BatchWish } from '../../../../src-main/contract/batch'
import type { AppErrorData } from '../../../../src-main/contract/common'
import type { IssuerView, ProfileView, StockLotView } from '../../../../src-main/contract/production'
import type { ReaderView } from '../../../../src-main/contract/views'
import type { TextKey } from '../../../../src-main/texts/window/index'
import { CallError, errorOf } from '../../../ipc/client'
import type { Workspace } from '../../../state/workspace'
import { LARGEST_LIST, listText } from './list-file'

type Shared = Pick<
  Workspace,
  | 'app'
  | 'batch'
  | 'cardActions'
  | 'chip'
  | 'client'
  | 'inspection'
  | 'language'
  | 'make'
  | 'production'
  | 'readers'
  | 'toasts'
>

/** What an answer of main is about. */
interface About {
  readonly file: BatchWish['file']
  readonly choice: string
}

/** What a person chose a list with: a file of the file dialogue, or one that was dropped. */
export type ListFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>

/** Where a batch is put together: product, list and readers, and what is known of the list. */
export class BatchDesk {
  readonly #shared: Shared
  file = $state.raw<BatchWish['file']>()
  fileError = $state.raw<AppErrorData>()
  checking = $state(false)
  #profile = $state<string>()
  #issuer = $state<string>()
  #lot = $state<string>()
  /** Readers that the person chose or left out; of the others the program chooses. */
  #readers = $state.raw<ReadonlyMap<string, boolean>>(new Map())
  #checked = $state.raw<About & { readonly result: BatchChecked }>()
  readonly profile = $derived.by((): ProfileView | undefined => {
    const { profiles } = this.#shared.production
    return (
      profiles.find(({ id }) => id === this.#profile) ??
      profiles.find(({ kind }) => kind === 'debit-ecash') ??
      profiles[0]
    )
  })
  readonly issuer = $derived.by((): IssuerView | undefined => {
    const { issuers } = this.#shared.production
    return issuers.find(({ id }) => id === this.#issuer) ?? issuers[0]
  })
  readonly lots = $derived.by((): readonly StockLotView[] => {
    return this.#shared.production.lots.filter(({ left }) => left > 0)
  })
  readonly lot = $derived.by((): StockLotView | undefined => this.lots.find(({ id }) => id === this.#lot))
  readonly wish = $derived.by((): BatchWish | undefined => {
    const { profile, issuer, lot, file } = this
    if (!profile || !file) return undefined
    return { profile: profile.id, file, ...(issuer && { issuer: issuer.id }), ...(lot && { lot: lot.id }) }
  })
  /** What main says of the list with the choices of now. */
  readonly checked = $derived(this.#checked && this.#isOf(this.#checked) ? this.#checked.result : undefined)
  /** Readers that a card can be made on, in their order. */
  readonly offered = $derived.by((): readonly ReaderView[] => {
    return this.#shared.readers.all.filter(({ driver }) => driver !== 'replay')
  })
  readonly chosen = $derived.by((): readonly ReaderView[] => {
    const hasReal = this.offered.some(({ driver }) => driver !== 'virtual')
    return this.offered.filter(({ id, driver }) => {
      const usual = driver === 'virtual' ? !hasReal : true
      return !this.isBusy(id) && (this.#readers.get(id) ?? usual)
    })
  })
  /** Lines whose cards are still to be made. */
  readonly count = $derived(this.checked ? this.checked.good - this.checked.before : 0)
  /** The first thing that keeps the batch from being started. */
  readonly lacks = $derived.by((): TextKey | undefined => {
    const { checked } = this
    if (!this.file) return 'batch.needsList'
    if (checked && !checked.ok) return 'batch.needsGood'
    if (checked && this.count <= 0) return 'batch.nothingLeft'
    return this.chosen.length === 0 ? 'batch.needsReader' : undefined
  })
  readonly isReady = $derived((this.checked?.ok ?? false) && this.lacks === undefined)

  constructor(shared: Shared) {
    this.#shared = shared
  }

  chooseProfile(id: string): void {
    this.#profile = id
  }

  chooseIssuer(id: string): void {
    this.#issuer = id
  }

  /** Empty: nobody counts. */
  chooseLot(id: string): void {
    this.#lot = id
  }

  chooseReader(id: string, chosen: boolean): void {
    this.#readers = new Map(this.#readers).set(id, chosen)
  }

  /** Something else is done with the card on this reader now. */
  isBusy(reader: string): boolean {
    const { make, cardActions, chip, inspection } = this.#shared
    return (
      make.isBusy(reader) ||
      cardActions.isBusy(reader) ||
      chip.isBusy(reader) ||
      (inspection.of(reader)?.busy ?? false)
    )
  }

  /** Reads the file and has it checked; nothing is sent to a card. */
  async take(given: ListFile | undefined): Promise<void> {
    if (!given) return
    this.fileError = undefined
    try {
      if (given.size > LARGEST_LIST) throw this.#unusable('batch.tooLarge', 'batch.tooLargeRemedy')
      const text = listText(new Uint8Array(await given.arrayBuffer()))
      if (text === undefined) throw this.#unusable('batch.unreadable', 'batch.unreadableRemedy')
      this.file = { name: given.name.slice(-200), text }
    } catch (thrown) {
      this.file = undefined
      this.fileError = errorOf(thrown)
    }
    await this.check()
  }

  /** Has the list checked with the choices of now. The answer to a question that is overtaken is dropped. */
  async check(): Promise<void> {
    const { wish } = this
    if (!wish || this.checked) return
    const about = { file: wish.file, choice: choiceOf(wish) }
    this.checking = true
    try {
      const result = await this.#shared.client.call('batch.check', wish)
      if (this.#isOf(about)) this.#checked = { ...about, result }
      this.fileError = undefined
    } catch (thrown) {
      if (this.#isOf(about)) this.fileError = errorOf(thrown)
    } finally {
      if (this.#isOf(about)) this.checking = false
    }
  }

  /** Resolves to whether it was begun. */
  async start(): Promise<boolean> {
    const { wish, chosen } = this
    if (!wish || !this.isReady) return false
    return this.#shared.batch.start(
      wish,
      chosen.map(({ id }) => id)
    )
  }

  /** For the next batch; product and readers stay. */
  reset(): void {
    this.file = undefined
    this.fileError = undefined
    this.#checked = undefined
  }

  /** Saves a list to be filled in where the person chooses. */
  async saveExample(format: 'csv' | 'json'): Promise<void> {
    const { app, client, language, toasts } = this.#shared
    const { profile } = this
    if (!profile) return
    await app.attempt('batch.exampleFailed', async () => {
      const saved = await client.call('batch.example', { profile: profile.id, format })
      if (saved.kind === 'saved') toasts.show(language.t('batch.exampleSaved', { name: saved.name }))
    })
  }

  /** Whether an answer is about the list and the choices of now. */
  #isOf({ file, choice }: About): boolean {
    return file === this.file && this.wish !== undefined && choice === choiceOf(this.wish)
  }

  #unusable(message: TextKey, remedy: TextKey): CallError {
    const { both } = this.#shared.language
    return new CallError({
      code: 'batch-invalid',
      message: both(message),
      remedy: both(remedy),
      retrySafe: true
    })
  }
}

function choiceOf({ profile, issuer, lot }: BatchWish): string {
  return JSON.stringify([profile, issuer, lot])
}
