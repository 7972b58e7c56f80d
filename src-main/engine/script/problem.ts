import type { LocalText } from '../../texts/local-text'
import type { Place } from './token'

/** What is wrong with a script, and where. */
export interface ScriptProblem {
  readonly place: Place
  readonly text: LocalText
}

/** More than these help nobody. */
export const MOST_PROBLEMS = 200

/** Leaves the statement that cannot be understood; the parser goes on with the next line. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  constructor(readonly problem: ScriptProblem) {
    super(problem.text.en)
  }
}
