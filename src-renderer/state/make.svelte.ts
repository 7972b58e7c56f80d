import { SvelteMap } from 'svelte/reactivity'
import type { AppErrorData } from '../../src-main/contract/common'
import type { EventData } from '../../src-main/contract/ipc'
import type { MakeRequest, MakeResult } from '../../src-main/contract/production'
import type { ProgressView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import { withStep } from './steps'

/** The making of a card on one reader: the one that runs, and what came of the last one. */
export class ReaderMake {
  readonly reader: string
  /** `committed`: the chip is being changed, it can no longer be stopped. */
  phase = $state<'idle' | 'running' | 'committed' | 'cancelling'>('idle')
  /** What runs, or ran last. */
  order = $state.raw<MakeRequest>()
  steps = $state.raw<readonly ProgressView[]>([])
  /** The window's clock when it began, in milliseconds. */
  startedAt = $state(0)
  /** What came of the last one, until it is put away or the next one begins. */
  result = $state.raw<MakeResult>()
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
}

type MakeEvent =
  | { readonly kind: 'progress'; readonly data: EventData<'make.progress'> }
  | { readonly kind: 'committed'; readonly data: EventData<'make.committed'> }
  | { readonly kind: 'done'; readonly data: EventData<'make.done'> }
  | { readonly kind: 'failed'; readonly data: EventData<'make.failed'> }

/** Cards that are being made: one at a time on each reader. */
export class MakeState {
  readonly #client: Client
  readonly #ended: (reader: string) => void
  readonly #now: () => number
  readonly #readers = new SvelteMap<string, ReaderMake>()
  readonly #jobs = new Map<string, ReaderMake>()
  /** A fast job's events may arrive before the answer that names the job. */
  #early: MakeEvent[] = []
  #starting = 0

  /** `ended` hears of every card that was begun and ended, whatever came of it. */
  constructor(client: Client, ended: (reader: string) => void, now: () => number = Date.now) {
    this.#client = client
    this.#ended = ended
    this.#now = now
    client.on('make.progress', (data) => this.#take({ kind: 'progress', data }))
    client.on('make.committed', (data) => this.#take({ kind: 'committed', data }))
    client.on('make.done', (data) => this.#take({ kind: 'done', data }))
    client.on('make.failed', (data) => this.#take({ kind: 'failed', data }))
  }

  /** The same object for as long as the window is open. */
  of(reader: string): ReaderMake | undefined {
    return this.#readers.get(reader)
  }

  isBusy(reader: string | undefined): boolean {
    return reader !== undefined && (this.of(reader)?.busy ?? false)
  }

  /** Begins to make a card. While one is made on this reader, a second call does nothing. */
  async start(reader: string, order: MakeRequest): Promise<void> {
    const run = this.#readers.get(reader) ?? new ReaderMake(reader)
    this.#readers.set(reader, run)
    if (run.busy) return
    Object.assign(run, {
      phase: 'running',
      // Whoever looks at what was asked for does not find the PIN.
      order: withoutPin(order),
      steps: [],
      startedAt: this.#now(),
      result: undefined,
      error: undefined
    })
    this.#starting++
    try {
      const { job } = await this.#client.call('make.start', { reader, order })
      run.job = job
      this.#jobs.set(job, run)
    } catch (thrown) {
      run.phase = 'idle'
      run.error = errorOf(thrown)
    } finally {
      this.#starting--
      this.#takeEarly()
    }
  }

  /** Heard until the first change of the chip. */
  async cancel(reader: string): Promise<void> {
    const run = this.#readers.get(reader)
    if (run?.job === undefined || !run.mayCancel) return
    run.phase = 'cancelling'
    try {
      await this.#client.call('make.cancel', { job: run.job })
    } catch (thrown) {
      // Meanwhile it may have come too far to be stopped.
      if (isCancelling(run)) run.phase = 'running'
      run.error = errorOf(thrown)
    }
  }

  /** Puts away what came of the last one. */
  dismiss(reader: string): void {
    const run = this.#readers.get(reader)
    if (run === undefined || run.busy) return
    run.result = undefined
    run.error = undefined
  }

  #take(event: MakeEvent): void {
    const run = this.#jobs.get(event.data.job)
    if (run) apply(run, event)
    else if (this.#starting > 0) this.#early.push(event)
    if (event.kind !== 'done' && event.kind !== 'failed') return
    this.#jobs.delete(event.data.job)
    if (run) this.#ended(run.reader)
  }

  #takeEarly(): void {
    const early = this.#early
    this.#early = []
    for (const event of early) this.#take(event)
  }
}

function apply(run: ReaderMake, event: MakeEvent): void {
  switch (event.kind) {
    case 'progress':
      run.steps = withStep(run.steps, event.data.progress)
      return
    case 'committed':
      run.phase = 'committed'
      return
    case 'done':
      end(run)
      run.result = event.data.result
      run.error = undefined
      return
    case 'failed':
      end(run)
      run.error = event.data.error
  }
}

function end(run: ReaderMake): void {
  run.phase = 'idle'
  run.job = undefined
}

function isCancelling({ phase }: ReaderMake): boolean {
  return phase === 'cancelling'
}

function withoutPin({ applicant: { pin: _pin, ...applicant }, ...order }: MakeRequest): MakeRequest {
  return { ...order, applicant }
}
