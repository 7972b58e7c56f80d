import { cardFamilyNames } from '../../texts/phrases/card-families'
import { applicationEvidence, type CardFamily } from './card-family'

/** Electronic passport or other travel document (ICAO Doc 9303, part 10). */
export const emrtdFamily: CardFamily = {
  id: 'emrtd',
  name: cardFamilyNames.emrtd,
  probes: ['A0000002471001'],
  evidence: (facts) => applicationEvidence(facts, ['A000000247'])
}
