import { cardFamilyNames } from '../../texts/phrases/card-families'
import { applicationEvidence, type CardFamily } from './card-family'

/** UICC with USIM or ISIM (3GPP TS 31.102, 31.103), registered under ETSI TS 101 220. */
export const simFamily: CardFamily = {
  id: 'sim',
  name: cardFamilyNames.sim,
  probes: ['A0000000871002', 'A0000000871004'],
  evidence: (facts) => applicationEvidence(facts, ['A000000087', 'A000000343'])
}
