import { cardEvidence, cardFamilyNames } from '../../texts/phrases/card-families'
import type { CardFamily } from './card-family'

/** The last resort: a card that answered to none of the names we know. */
export const unknownFamily: CardFamily = {
  id: 'unknown',
  name: cardFamilyNames.unknown,
  probes: [],
  evidence: ({ aids }) => (aids.length === 0 ? [cardEvidence.nothing] : aids.map(cardEvidence.application))
}
