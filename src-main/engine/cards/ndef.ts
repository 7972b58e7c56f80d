import { applicationEvidence, type CardFamily } from './card-family'

/** NFC Forum type 4 tag with an NDEF application. */
export const ndefFamily: CardFamily = {
  id: 'ndef',
  name: { en: 'NFC Forum type 4 tag', zh: 'NFC Forum 第 4 类标签' },
  probes: ['D2760000850101'],
  evidence: (facts) => applicationEvidence(facts, ['D27600008501'])
}
