import type { MakeRequest } from '../../src-main/contract/production'
import type { Client } from '../ipc/client'
import { ReaderJob, ReaderJobs } from './reader-jobs.svelte'

/** The making of a card on one reader. `committed`: the chip is being changed. */
export class ReaderMake extends ReaderJob<'make'> {
  /** What runs, or ran last. */
  order = $state.raw<MakeRequest>()
}

/** Cards that are being made: one at a time on each reader. */
export class MakeState {
  readonly #client: Client
  readonly #jobs: ReaderJobs<'make', ReaderMake>

  /** `ended` hears of every card that was begun and ended, whatever came of it. */
  constructor(client: Client, ended: (reader: string) => void, now?: () => number) {
    this.#client = client
    this.#jobs = new ReaderJobs(
      client,
      'make',
      (reader) => new ReaderMake(reader),
      { ended: ({ reader }) => ended(reader) },
      now
    )
  }

  /** The same object for as long as the window is open. */
  of(reader: string): ReaderMake | undefined {
    return this.#jobs.of(reader)
  }

  isBusy(reader: string | undefined): boolean {
    return this.#jobs.isBusy(reader)
  }

  /** Begins to make a card. While one is made on this reader, a second call does nothing. */
  async start(reader: string, order: MakeRequest): Promise<void> {
    const run = this.#jobs.known(reader)
    if (run.busy) return
    // Whoever looks at what was asked for does not find the PIN.
    run.order = withoutPin(order)
    await this.#jobs.start(run, () => this.#client.call('make.start', { reader, order }))
  }

  /** Heard until the first change of the chip. */
  cancel(reader: string): Promise<void> {
    return this.#jobs.cancel(reader)
  }

  /** Puts away what came of the last one. */
  dismiss(reader: string): void {
    this.#jobs.dismiss(reader)
  }
}

function withoutPin({ applicant: { pin: _pin, ...applicant }, ...order }: MakeRequest): MakeRequest {
  return { ...order, applicant }
}
