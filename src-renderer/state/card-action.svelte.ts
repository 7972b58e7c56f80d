import type { ActionResult, CardAction, CardQuestion, CardReply } from '../../src-main/contract/ecash'
import { errorOf, type Client } from '../ipc/client'
import { ReaderJob, ReaderJobs } from './reader-jobs.svelte'

/** The page that began an action and shows what came of it. */
export type ActionOwner = 'ecash' | 'pay'

/** One reader's action. */
export class ReaderAction extends ReaderJob<'action'> {
  owner = $state<ActionOwner>('ecash')
  /** What runs, or ran last. */
  action = $state.raw<CardAction>()
  /** Asked, and not yet answered, with the number by which it is. */
  asked = $state.raw<{ readonly id: number; readonly question: CardQuestion }>()

  get question(): CardQuestion | undefined {
    return this.asked?.question
  }
}

/** What people do with cards and money: one action at a time on each reader. */
export class CardActions {
  readonly #client: Client
  readonly #jobs: ReaderJobs<'action', ReaderAction>

  /** `ended` hears of every action that ends, with its result where it has one. */
  constructor(
    client: Client,
    ended: (reader: string, result: ActionResult | undefined) => void,
    now?: () => number
  ) {
    this.#client = client
    this.#jobs = new ReaderJobs(
      client,
      'action',
      (reader) => new ReaderAction(reader),
      {
        done: forgetQuestion,
        failed: forgetQuestion,
        ended: ({ reader, result }) => ended(reader, result)
      },
      now
    )
    client.on('action.asks', ({ job, id, question }) =>
      this.#jobs.hear(job, (run) => {
        // A question that is overtaken by the wish to stop is answered by it.
        if (run.phase !== 'cancelling') run.asked = { id, question }
      })
    )
  }

  /** The same object for as long as the window is open. */
  of(reader: string): ReaderAction | undefined {
    return this.#jobs.of(reader)
  }

  isBusy(reader: string | undefined): boolean {
    return this.#jobs.isBusy(reader)
  }

  /** The first question of any reader that waits for its answer. */
  get asking(): { readonly run: ReaderAction; readonly question: CardQuestion } | undefined {
    for (const run of this.#jobs.all()) {
      if (run.question) return { run, question: run.question }
    }
    return undefined
  }

  /** Begins an action. While one runs on this reader, a second call does nothing. */
  async start(reader: { readonly id: string }, action: CardAction, owner: ActionOwner): Promise<void> {
    const run = this.#jobs.known(reader.id)
    if (run.busy) return
    Object.assign(run, { owner, action, asked: undefined })
    await this.#jobs.start(run, () => this.#client.call('action.start', { reader: reader.id, action }))
  }

  /** Heard until the first step that cannot be undone. */
  async cancel(reader: string): Promise<void> {
    const run = this.of(reader)
    if (run?.mayCancel) run.asked = undefined
    await this.#jobs.cancel(reader)
  }

  /** Answers the open question, once. */
  async answer(reader: string, reply: CardReply): Promise<void> {
    const run = this.of(reader)
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
    this.#jobs.dismiss(reader)
  }
}

function forgetQuestion(run: ReaderAction): void {
  run.asked = undefined
}
