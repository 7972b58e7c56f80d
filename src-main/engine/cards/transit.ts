import { cardFamilyNames } from '../../texts/phrases/card-families'
import { applicationEvidence, type CardFamily } from './card-family'

/** China T-Union (Ministry of Transport, JT/T 978): electronic purse and electronic cash. */
export const transitFamily: CardFamily = {
  id: 'transit-t-union',
  name: cardFamilyNames.transit,
  probes: ['A000000632010105', 'A000000632010106'],
  evidence: (facts) => applicationEvidence(facts, ['A000000632'])
}
