import type { Diversification } from '../../contract/chip'
import type { OpenOutcome } from '../../engine/globalplatform/open-outcome'
import type { LocalText } from '../../texts/local-text'
import { diversificationTexts, openTexts as say } from '../../texts/phrases/chip'

/** Why no secure channel was opened, in words. */
export interface OpenRefusal {
  readonly sentence: LocalText
  readonly advice?: LocalText
  /** A typed word lets it be tried nevertheless. */
  readonly confirmable: boolean
  /** With this diversification the same keys would be right. */
  readonly matching?: Diversification
}

export type NotOpen = Exclude<OpenOutcome, { kind: 'open' }>

/** The words for an attempt that did not lead to a secure channel. */
export function openRefusal(outcome: NotOpen): OpenRefusal {
  const { sentence, advice } = words(outcome)
  const matching = outcome.kind === 'card-cryptogram-wrong' ? outcome.matching : undefined
  return {
    ...{ sentence, confirmable: outcome.kind === 'unconfirmed' },
    ...(advice && { advice }),
    ...(matching && { matching })
  }
}

function words(outcome: NotOpen): { readonly sentence: LocalText; readonly advice?: LocalText } {
  switch (outcome.kind) {
    case 'unconfirmed':
      return { sentence: say.unconfirmed(outcome.failedAttempts), advice: say.unconfirmedAdvice }
    case 'keys-unfit':
      return { sentence: say.keysUnfit[outcome.reason], advice: say.keysUnfitAdvice[outcome.reason] }
    case 'not-selected':
      return { sentence: say.notSelected(outcome.sw), advice: say.notSelectedAdvice }
    case 'update-refused': {
      const { reason, sw } = outcome
      if (reason === 'no-such-keys') return { sentence: say.noSuchKeys(sw), advice: say.noSuchKeysAdvice }
      return { sentence: (reason === 'not-allowed' ? say.notAllowed : say.updateRefused)(sw) }
    }
    case 'unknown-protocol':
      return { sentence: say.unknownProtocol }
    case 'other-protocol':
      return { sentence: say.otherProtocol(outcome.answered.name), advice: say.otherProtocolAdvice }
    case 'level-unsupported':
      return { sentence: say.levelUnsupported(outcome.scp.name) }
    case 'card-cryptogram-wrong': {
      const { matching } = outcome
      return {
        sentence: say.cryptogramWrong,
        advice: matching === undefined ? say.checkKeys : say.wouldMatch(diversificationTexts[matching])
      }
    }
    case 'challenge-unexpected':
      return { sentence: say.challengeUnexpected }
    case 'rejected':
      return { sentence: say.rejected(outcome.sw, outcome.failedAttempts), advice: say.rejectedAdvice }
  }
}
