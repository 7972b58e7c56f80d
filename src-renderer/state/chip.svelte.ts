import type { ChannelChoice, ChipAction, ChipResult, ChipView } from '../../src-main/contract/chip'
import type { AppErrorData } from '../../src-main/contract/common'
import type { ReaderView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import { ReaderJob, ReaderJobs } from './reader-jobs.svelte'
import type { ReadersState } from './readers.svelte'

export type ChipContent = Exclude<ChipView['content'], undefined>

/** The chip on one reader: what is known of it, what is being done to it, and what came of the last action. */
export class ReaderChip extends ReaderJob<'chip'> {
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

  /** What runs, or ran last, and how it came to the domain. */
  action = $state.raw<ChipAction>()
  tried = $state.raw<ChannelChoice>()

  /** Does it tell of the card that lies on the reader now? */
  isOf(reader: Pick<ReaderView, 'presence' | 'cardCount'>): boolean {
    return reader.presence === 'present' && reader.cardCount === this.cardCount
  }
}

/** The chips on the readers, and what people do to them: one action at a time on each reader. */
export class ChipState {
  readonly #client: Client
  readonly #list: Pick<ReadersState, 'byId'>
  readonly #jobs: ReaderJobs<'chip', ReaderChip>

  /** `ended` hears of every action that ends, whatever came of it. */
  constructor(
    client: Client,
    list: Pick<ReadersState, 'byId'>,
    ended: (reader: string, action: ChipAction) => void = () => undefined,
    now?: () => number
  ) {
    this.#client = client
    this.#list = list
    this.#jobs = new ReaderJobs(
      client,
      'chip',
      (reader) => new ReaderChip(reader),
      {
        done: (chip, result) => this.#follow(chip, result),
        failed(chip) {
          // What was sent before it failed is not known.
          chip.fresh = false
        },
        ended: ({ reader, action }) => action && ended(reader, action)
      },
      now
    )
  }

  /** The same object for as long as the window is open. */
  of(reader: string): ReaderChip | undefined {
    return this.#jobs.of(reader)
  }

  isBusy(reader: string | undefined): boolean {
    return this.#jobs.isBusy(reader)
  }

  /** Reads what anybody may read. While it is being read, a second call does nothing. */
  async read(reader: Pick<ReaderView, 'id' | 'cardCount'>): Promise<void> {
    const chip = this.#jobs.known(reader.id)
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
    const chip = this.of(reader)
    if (chip === undefined) return
    chip.fresh = false
    chip.cardCount = -1
  }

  /** Begins an action. While one runs on this reader, a second call does nothing. */
  async start(reader: string, channel: ChannelChoice, action: ChipAction): Promise<void> {
    const chip = this.#jobs.known(reader)
    if (chip.busy) return
    Object.assign(chip, { action, tried: channel })
    await this.#jobs.start(chip, () => this.#client.call('chip.start', { reader, channel, action }))
  }

  /** Heard until the first change of the chip. */
  cancel(reader: string): Promise<void> {
    return this.#jobs.cancel(reader)
  }

  /** Puts away what came of the last action. */
  dismiss(reader: string): void {
    this.#jobs.dismiss(reader)
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
