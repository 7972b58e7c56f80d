import { SvelteMap } from 'svelte/reactivity'
import type { ChannelChoice, ChipAction, ChipResult, ChipView } from '../../src-main/contract/chip'
import type { AppErrorData } from '../../src-main/contract/common'
import type { EventData } from '../../src-main/contract/ipc'
import type { ProgressView, ReaderView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import type { ReadersState } from './readers.svelte'
import { withStep } from './steps'

export type ChipContent = Exclude<ChipView['content'], undefined>

/** The chip on one reader: what is known of it, what is being done to it, and what came of the last action. */
export class ReaderChip {
  readonly reader: string
  /** What anybody may read, as it was last read. */
  view = $state.raw<ChipView>()
  /** What its domain listed last. */
  content = $state.raw<ChipContent>()
  /** Nothing happened since that could have changed the content unseen. */
  fresh = $state(false)
  /** The reader's count of inserted cards that `view` and `readError` belong to. */
  cardCount = $state(-1)
  reading = $state(false)
  /** Why the chip could not be read. */
  readError = $state.raw<AppErrorData>()
  /** How the content was come by; the next action goes the same way. */
  channel = $state.raw<ChannelChoice>()

  /** `committed`: the chip is being changed, it can no longer be stopped. */
  phase = $state<'idle' | 'running' | 'committed' | 'cancelling'>('idle')
  /** What runs, or ran last, and how it came to the domain. */
  action = $state.raw<ChipAction>()
  tried = $state.raw<ChannelChoice>()
  steps = $state.raw<readonly ProgressView[]>([])
  /** The window's clock when it began, in milliseconds. */
  startedAt = $state(0)
  /** What came of the last one, until it is put away or the next one begins. */
  result = $state.raw<ChipResult>()
  /** Why it did not begin, or ended without a result. */
  error = $state.raw<AppErrorData>()
  job = $state<string>()

  constructor(reader: string) {
    this.reader = reader
  }

  get busy(): boolean {
    return this.phase !== 'idle'
  }

  get mayCancel(): boolean {
    return this.phase === 'running' && this.job !== undefined
  }

  /** Does it tell of the card that lies on the reader now? */
  isOf(reader: Pick<ReaderView, 'presence' | 'cardCount'>): boolean {
    return reader.presence === 'present' && reader.cardCount === this.cardCount
  }
}

type ChipEvent =
  | { readonly kind: 'progress'; readonly data: EventData<'chip.progress'> }
  | { readonly kind: 'committed'; readonly data: EventData<'chip.committed'> }
  | { readonly kind: 'done'; readonly data: EventData<'chip.done'> }
  | { readonly kind: 'failed'; readonly data: EventData<'chip.failed'> }

/** The chips on the readers, and what people do to them: one action at a time on each reader. */
export class ChipState {
  readonly #client: Client
  readonly #list: Pick<ReadersState, 'byId'>
  readonly #ended: (reader: string, action: ChipAction) => void
  readonly #now: () => number
  readonly #readers = new SvelteMap<string, ReaderChip>()
  readonly #jobs = new Map<string, ReaderChip>()
  /** A fast job's events may arrive before the answer that names the job. */
  #early: ChipEvent[] = []
  #starting = 0

  /** `ended` hears of every action that ends, whatever came of it. */
  constructor(
    client: Client,
    list: Pick<ReadersState, 'byId'>,
    ended: (reader: string, action: ChipAction) => void = () => undefined,
    now: () => number = Date.now
  ) {
    this.#client = client
    this.#list = list
    this.#ended = ended
    this.#now = now
    client.on('chip.progress', (data) => this.#take({ kind: 'progress', data }))
    client.on('chip.committed', (data) => this.#take({ kind: 'committed', data }))
    client.on('chip.done', (data) => this.#take({ kind: 'done', data }))
    client.on('chip.failed', (data) => this.#take({ kind: 'failed', data }))
  }

  /** The same object for as long as the window is open. */
  of(reader: string): ReaderChip | undefined {
    return this.#readers.get(reader)
  }

  isBusy(reader: string | undefined): boolean {
    return reader !== undefined && (this.of(reader)?.busy ?? false)
  }

  /** Reads what anybody may read. While it is being read, a second call does nothing. */
  async read(reader: Pick<ReaderView, 'id' | 'cardCount'>): Promise<void> {
    const chip = this.#known(reader.id)
    if (chip.reading || chip.busy) return
    const { cardCount } = reader
    chip.reading = true
    try {
      const view = await this.#client.call('chip.info', { reader: reader.id })
      if (chip.cardCount !== cardCount) chip.fresh = false
      // What is on another chip is no news of this one.
      if (view.chip !== chip.view?.chip) forgetContent(chip)
      Object.assign(chip, { view, cardCount, readError: undefined })
    } catch (thrown) {
      if (chip.cardCount !== cardCount) {
        chip.view = undefined
        forgetContent(chip)
      }
      Object.assign(chip, { readError: errorOf(thrown), cardCount })
    } finally {
      chip.reading = false
    }
  }

  /** Somebody else did something to the chip: what was known of it counts no longer. */
  forget(reader: string): void {
    const chip = this.#readers.get(reader)
    if (chip === undefined) return
    chip.fresh = false
    chip.cardCount = -1
  }

  /** Begins an action. While one runs on this reader, a second call does nothing. */
  async start(reader: string, channel: ChannelChoice, action: ChipAction): Promise<void> {
    const chip = this.#known(reader)
    if (chip.busy) return
    Object.assign(chip, {
      ...{ phase: 'running', action, tried: channel, steps: [], startedAt: this.#now() },
      ...{ result: undefined, error: undefined }
    })
    this.#starting++
    try {
      const { job } = await this.#client.call('chip.start', { reader, channel, action })
      chip.job = job
      this.#jobs.set(job, chip)
    } catch (thrown) {
      chip.phase = 'idle'
      chip.error = errorOf(thrown)
    } finally {
      this.#starting--
      this.#takeEarly()
    }
  }

  /** Heard until the first change of the chip. */
  async cancel(reader: string): Promise<void> {
    const chip = this.#readers.get(reader)
    if (chip?.job === undefined || !chip.mayCancel) return
    chip.phase = 'cancelling'
    try {
      await this.#client.call('chip.cancel', { job: chip.job })
    } catch (thrown) {
      // Meanwhile it may have come too far to be stopped.
      if (isCancelling(chip)) chip.phase = 'running'
      chip.error = errorOf(thrown)
    }
  }

  /** Puts away what came of the last action. */
  dismiss(reader: string): void {
    const chip = this.#readers.get(reader)
    if (chip === undefined || chip.busy) return
    chip.result = undefined
    chip.error = undefined
  }

  #known(reader: string): ReaderChip {
    const chip = this.#readers.get(reader) ?? new ReaderChip(reader)
    this.#readers.set(reader, chip)
    return chip
  }

  #take(event: ChipEvent): void {
    const chip = this.#jobs.get(event.data.job)
    if (chip) this.#apply(chip, event)
    else if (this.#starting > 0) this.#early.push(event)
    if (event.kind !== 'done' && event.kind !== 'failed') return
    this.#jobs.delete(event.data.job)
    if (chip?.action) this.#ended(chip.reader, chip.action)
  }

  #takeEarly(): void {
    const early = this.#early
    this.#early = []
    for (const event of early) this.#take(event)
  }

  #apply(chip: ReaderChip, event: ChipEvent): void {
    switch (event.kind) {
      case 'progress':
        chip.steps = withStep(chip.steps, event.data.progress)
        return
      case 'committed':
        chip.phase = 'committed'
        return
      case 'done':
        end(chip)
        chip.result = event.data.result
        chip.error = undefined
        this.#follow(chip, event.data.result)
        return
      case 'failed':
        end(chip)
        chip.error = event.data.error
        // What was sent before it failed is not known.
        chip.fresh = false
    }
  }

  /** The chip as it is after an action; where that is not known, what was known of it counts no longer. */
  #follow(chip: ReaderChip, { outcome, view }: ChipResult): void {
    if (view === undefined) {
      if (outcome === 'cancelled') return
      chip.fresh = false
      chip.cardCount = -1
      return
    }
    if (view.chip !== chip.view?.chip) forgetContent(chip)
    Object.assign(chip, {
      ...{ view, readError: undefined },
      cardCount: this.#list.byId(chip.reader)?.cardCount ?? -1
    })
    if (outcome === 'done') chip.channel = channelAfter(chip.tried, chip.action)
    chip.fresh = view.content !== undefined
    if (view.content === undefined) return
    chip.content = view.content
    chip.channel ??= channelAfter(chip.tried, undefined)
  }
}

/** The way to the domain after an action: keys that were replaced or added there are the ones to go on with. */
function channelAfter(
  tried: ChannelChoice | undefined,
  action: ChipAction | undefined
): ChannelChoice | undefined {
  if (tried === undefined) return undefined
  // Each confirmation is for one attempt.
  const { confirmed: _confirmed, ...channel } = tried
  if (action?.kind !== 'put-keys') return channel
  const { keys, keyVersion, diversification } = action
  return { ...channel, keys, keyVersion, diversification }
}

function forgetContent(chip: ReaderChip): void {
  chip.content = undefined
  chip.channel = undefined
  chip.fresh = false
}

function end(chip: ReaderChip): void {
  chip.phase = 'idle'
  chip.job = undefined
}

function isCancelling({ phase }: ReaderChip): boolean {
  return phase === 'cancelling'
}
