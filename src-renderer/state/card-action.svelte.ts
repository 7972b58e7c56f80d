import { SvelteMap } from 'svelte/reactivity'
import type { AppErrorData } from '../../src-main/contract/common'
import type { ActionResult, CardAction, CardQuestion, CardReply } from '../../src-main/contract/ecash'
import type { EventData } from '../../src-main/contract/ipc'
import type { ProgressView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import { withStep } from './steps'

/** The page that began an action and shows what came of it. */
export type ActionOwner = 'ecash' | 'pay'

/** One reader's action: the one that runs, and what came of the last one. */
export class ReaderAction {
  readonly reader: string
  /** `committed`: it can no longer be stopped, and the card must stay. */
  phase = $state<'idle' | 'running' | 'committed' | 'cancelling'>('idle')
  owner = $state<ActionOwner>('ecash')
  /** What runs, or ran last. */
  action = $state.raw<CardAction>()
  steps = $state.raw<readonly ProgressView[]>([])
  /** The window's clock when it began, in milliseconds. */
  startedAt = $state(0)
  /** Asked, and not yet answered, with the number by which it is. */
  asked = $state.raw<{ readonly id: number; readonly question: CardQuestion }>()
  /** What came of the last one, until it is put away or the next one begins. */
  result = $state.raw<ActionResult>()
  /** Why it did not begin, or ended without a result. */
  error = $state.raw<AppErrorData>()
  job = $state<string>()

  constructor(reader: string) {
    this.reader = reader
  }

  get question(): CardQuestion | undefined {
    return this.asked?.question
  }

  get busy(): boolean {
    return this.phase !== 'idle'
  }

  get mayCancel(): boolean {
    return this.phase === 'running' && this.job !== undefined
  }
}

type ActionEvent =
  | { readonly kind: 'progress'; readonly data: EventData<'action.progress'> }
  | { readonly kind: 'asks'; readonly data: EventData<'action.asks'> }
  | { readonly kind: 'committed'; readonly data: EventData<'action.committed'> }
  | { readonly kind: 'done'; readonly data: EventData<'action.done'> }
  | { readonly kind: 'failed'; readonly data: EventData<'action.failed'> }

/** What people do with cards and money: one action at a time on each reader. */
export class CardActions {
  readonly #client: Client
  readonly #ended: (reader: string, result: ActionResult | undefined) => void
  readonly #now: () => number
  readonly #readers = new SvelteMap<string, ReaderAction>()
  readonly #jobs = new Map<string, ReaderAction>()
  /** A fast job's events may arrive before the answer that names the job. */
  #early: ActionEvent[] = []
  #starting = 0

  /** `ended` hears of every action that ends, with its result where it has one. */
  constructor(
    client: Client,
    ended: (reader: string, result: ActionResult | undefined) => void,
    now: () => number = Date.now
  ) {
    this.#client = client
    this.#ended = ended
    this.#now = now
    client.on('action.progress', (data) => this.#take({ kind: 'progress', data }))
    client.on('action.asks', (data) => this.#take({ kind: 'asks', data }))
    client.on('action.committed', (data) => this.#take({ kind: 'committed', data }))
    client.on('action.done', (data) => this.#take({ kind: 'done', data }))
    client.on('action.failed', (data) => this.#take({ kind: 'failed', data }))
  }

  /** The same object for as long as the window is open. */
  of(reader: string): ReaderAction | undefined {
    return this.#readers.get(reader)
  }

  isBusy(reader: string | undefined): boolean {
    return reader !== undefined && (this.of(reader)?.busy ?? false)
  }

  /** The first question of any reader that waits for its answer. */
  get asking(): { readonly run: ReaderAction; readonly question: CardQuestion } | undefined {
    for (const run of this.#readers.values()) {
      if (run.question) return { run, question: run.question }
    }
    return undefined
  }

  /** Begins an action. While one runs on this reader, a second call does nothing. */
  async start(reader: { readonly id: string }, action: CardAction, owner: ActionOwner): Promise<void> {
    const run = this.#readers.get(reader.id) ?? new ReaderAction(reader.id)
    this.#readers.set(reader.id, run)
    if (run.busy) return
    Object.assign(run, {
      phase: 'running',
      owner,
      action,
      steps: [],
      startedAt: this.#now(),
      asked: undefined,
      result: undefined,
      error: undefined
    })
    this.#starting++
    try {
      const { job } = await this.#client.call('action.start', { reader: reader.id, action })
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

  /** Heard until the first step that cannot be undone. */
  async cancel(reader: string): Promise<void> {
    const run = this.#readers.get(reader)
    if (run?.job === undefined || !run.mayCancel) return
    run.phase = 'cancelling'
    run.asked = undefined
    try {
      await this.#client.call('action.cancel', { job: run.job })
    } catch (thrown) {
      // Meanwhile it may have come too far to be stopped.
      if (isCancelling(run)) run.phase = 'running'
      run.error = errorOf(thrown)
    }
  }

  /** Answers the open question, once. */
  async answer(reader: string, reply: CardReply): Promise<void> {
    const run = this.#readers.get(reader)
    const asked = run?.asked
    if (run?.job === undefined || asked === undefined) return
    run.asked = undefined
    try {
      await this.#client.call('action.answer', { job: run.job, id: asked.id, reply })
      run.error = undefined
    } catch (thrown) {
      // It still waits for its answer.
      if (run.busy) run.asked ??= asked
      run.error = errorOf(thrown)
    }
  }

  /** Puts away what came of the last action. */
  dismiss(reader: string): void {
    const run = this.#readers.get(reader)
    if (run === undefined || run.busy) return
    run.result = undefined
    run.error = undefined
  }

  #take(event: ActionEvent): void {
    const run = this.#jobs.get(event.data.job)
    if (run) apply(run, event)
    else if (this.#starting > 0) this.#early.push(event)
    if (event.kind !== 'done' && event.kind !== 'failed') return
    this.#jobs.delete(event.data.job)
    if (run) this.#ended(run.reader, run.result)
  }

  #takeEarly(): void {
    const early = this.#early
    this.#early = []
    for (const event of early) this.#take(event)
  }
}

function apply(run: ReaderAction, event: ActionEvent): void {
  switch (event.kind) {
    case 'progress':
      run.steps = withStep(run.steps, event.data.progress)
      return
    case 'asks':
      // A question that is overtaken by the wish to stop is answered by it.
      if (run.phase !== 'cancelling') run.asked = { id: event.data.id, question: event.data.question }
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

function end(run: ReaderAction): void {
  run.phase = 'idle'
  run.job = undefined
  run.asked = undefined
}

function isCancelling({ phase }: ReaderAction): boolean {
  return phase === 'cancelling'
}
