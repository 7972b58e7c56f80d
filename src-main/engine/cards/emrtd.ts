import { applicationEvidence, type CardFamily } from './card-family'

/** Electronic passport or other travel document (ICAO Doc 9303, part 10). */
export const emrtdFamily: CardFamily = {
  id: 'emrtd',
  name: { en: 'Electronic travel document', zh: '电子旅行证件' },
  probes: ['A0000002471001'],
  evidence: (facts) => applicationEvidence(facts, ['A000000247'])
}
