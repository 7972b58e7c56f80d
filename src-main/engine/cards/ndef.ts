import { cardFamilyNames } from '../../texts/phrases/card-families'
import { applicationEvidence, type CardFamily } from './card-family'

/** NFC Forum type 4 tag with an NDEF application. */
export const ndefFamily: CardFamily = {
  id: 'ndef',
  name: cardFamilyNames.ndef,
  probes: ['D2760000850101'],
  evidence: (facts) => applicationEvidence(facts, ['D27600008501'])
}
