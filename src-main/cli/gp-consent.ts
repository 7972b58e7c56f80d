import { AppFailure } from '../services/app-failure'
import { gpTexts as say } from '../texts/cli/gp'
import type { LocalText } from '../texts/local-text'
import { confirm, type CliContext } from './context'

/** How a script answers beforehand. */
export interface ConsentFlags {
  readonly yes?: boolean
  /** The word of the second question. */
  readonly sure?: string
}

/**
 * Asks twice before what disables a whole card: a yes, then a word that has to be typed, so that neither habit nor a script that
 * says yes to everything does it. Rejects with `AppFailure`.
 */
export async function confirmByWord(
  context: CliContext,
  what: LocalText,
  word: string,
  { yes, sure }: ConsentFlags
): Promise<void> {
  await confirm(context, what, yes ?? false)
  if (sure === word) return
  const { terminal, language } = context
  const answer = sure ?? (await terminal.ask(say.askWord(what, word)[language]))
  if (answer === undefined) throw new AppFailure('needs-consent', { detail: say.needsWord(what, word) })
  if (answer.trim() !== word) throw new AppFailure('cancelled', { detail: say.wordNotTyped(word) })
}
