import { usageTexts } from '../texts/cli/usage'
import type { Language } from '../texts/local-text'
import { usageFailure } from './usage-failure'

/** What decides how everything is printed, wrong usage included; so it is looked for before anything is parsed. */
export interface Globals {
  readonly json: boolean
  /** As typed. */
  readonly lang: string | undefined
}

/** Finds the global options among all arguments up to `--`. */
export function findGlobals(argv: readonly string[]): Globals {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  const at = options.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = options[at]
  const lang =
    word === undefined ? undefined : word === '--lang' ? options[at + 1] : word.slice('--lang='.length)
  return { json: options.includes('--json'), lang }
}

/** Throws `AppFailure` for a language that the program does not speak. */
export function checkLanguage(lang: string | undefined): Language | undefined {
  if (lang === undefined || lang === 'en' || lang === 'zh') return lang
  throw usageFailure(usageTexts.badLanguage(lang))
}
