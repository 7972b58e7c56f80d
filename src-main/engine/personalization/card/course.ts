import type { LocalText } from '../../../texts/local-text'
import type { JournalWrite } from '../../workflow/journal'
import { journal, noWayBack, progress, type Workflow } from '../../workflow/workflow'
import type { PreparedCard } from '../prepare/prepared-card'
import type { PersonalizationOptions } from './options'
import type { PersonalizationStep, Standing } from './outcome'

/** Commands beside those that write data: opening, checking, keys, state. */
const OTHER_WORK = 4

/** Where the making of one card stands. */
export class Course {
  #step: PersonalizationStep = 'open-domain'
  #application: string | undefined
  #touched = false
  #done = 0
  readonly #work: number

  constructor(
    readonly card: PreparedCard,
    readonly options: PersonalizationOptions
  ) {
    const groupings = card.applications.reduce((count, { groupings: own }) => count + own.length, 0)
    this.#work = groupings + card.applications.length + OTHER_WORK
  }

  get standing(): Standing {
    return {
      step: this.#step,
      ...(this.#application !== undefined && { application: this.#application }),
      touched: this.#touched
    }
  }

  get touched(): boolean {
    return this.#touched
  }

  /** Tells the person what comes, and that `work` parts of the whole are done by then. */
  *at(step: PersonalizationStep, text: LocalText, application?: string, work = 0): Workflow<void> {
    this.#step = step
    this.#application = application
    this.#done = Math.min(this.#done + work, this.#work)
    yield* progress({ step, text, fraction: this.#done / this.#work })
  }

  /** To be called before every change: from the first on, the person can no longer cancel, and the journal is ahead. */
  *before(step: string, facts: JournalWrite['facts'] = {}): Workflow<void> {
    const { entry, facts: first } = this.options.journal
    if (!this.#touched) {
      yield* journal({ entry, step: 'started', facts: { ...first, profile: this.card.profile } })
      yield* noWayBack()
      this.#touched = true
    }
    yield* journal({ entry, step, facts })
  }

  /** A step is behind us; with `closed`, all of it is. */
  *after(step: string, facts: JournalWrite['facts'] = {}, closed?: 'completed'): Workflow<void> {
    const { entry } = this.options.journal
    yield* journal({ entry, step, facts, ...(closed && { closed }) })
  }
}
