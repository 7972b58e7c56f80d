import type { CommanderError } from 'commander'
import type { AppFailure } from '../services/app-failure'
import { usageTexts } from '../texts/cli/usage'
import type { LocalText } from '../texts/local-text'
import { usageFailure } from './usage-failure'

/** What commander found wrong with the arguments, in our words. */
export function parseFailure({ code, message }: CommanderError): AppFailure {
  const word = /'([^']*)'/.exec(message)?.[1] ?? ''
  const suggestion = /\(Did you mean (?:one of )?([^?)]*)\??\)/.exec(message)?.[1]
  const detail = detailOf(code, word)
  return usageFailure(suggestion === undefined ? detail : withSuggestion(detail, suggestion))
}

function detailOf(code: string, word: string): LocalText {
  switch (code) {
    case 'commander.unknownCommand':
      return usageTexts.unknownCommand(word)
    case 'commander.unknownOption':
      return usageTexts.unknownOption(word)
    case 'commander.missingArgument':
    case 'commander.missingMandatoryOptionValue':
      return usageTexts.missingArgument(word)
    case 'commander.optionMissingArgument':
      return usageTexts.optionMissingArgument(word)
    case 'commander.excessArguments':
      return usageTexts.excessArguments()
    case 'commander.help':
      return usageTexts.missingCommand()
    default:
      return usageTexts.other()
  }
}

function withSuggestion(detail: LocalText, suggestion: string): LocalText {
  const { en, zh } = usageTexts.didYouMean(suggestion)
  return { en: `${detail.en}; ${en}`, zh: `${detail.zh}；${zh}` }
}
