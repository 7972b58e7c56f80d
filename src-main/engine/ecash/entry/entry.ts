import { toHex } from '../../bytes/hex'
import type { JournalFacts, JournalWrite } from '../../workflow/journal'
import { journal, random, type Workflow } from '../../workflow/workflow'
import type { EntryFacts } from './entry-facts'

const NAME_LENGTH = 8

/** An entry of the journal as a workflow writes it: what its steps said so far, and the next step. */
export class Entry {
  private constructor(
    readonly id: string,
    private known: Partial<EntryFacts>,
    private outcome: JournalWrite['closed']
  ) {}

  /** A new one; nothing is written yet. */
  static *begin(): Workflow<Entry> {
    return new Entry(`e-${toHex(yield* random(NAME_LENGTH)).toLowerCase()}`, {}, undefined)
  }

  /** One that was written before. */
  static resume(id: string, facts: EntryFacts): Entry {
    return new Entry(id, facts, undefined)
  }

  /** Whether anything was written. */
  get begun(): boolean {
    return this.known.flow !== undefined
  }

  get closed(): JournalWrite['closed'] {
    return this.outcome
  }

  /** A fault before the first step, which has to say everything that is not optional. */
  get facts(): EntryFacts {
    if (!this.begun) throw new Error('Entry: nothing was written yet')
    return this.known as EntryFacts
  }

  /** Makes a step durable. */
  *write(step: string, facts: Partial<EntryFacts>, closed?: JournalWrite['closed']): Workflow<void> {
    const plain = facts as JournalFacts
    yield* journal({ entry: this.id, step, facts: plain, ...(closed !== undefined && { closed }) })
    this.known = { ...this.known, ...facts }
    this.outcome = closed
  }
}
