import { cardFamilyNames } from '../../texts/phrases/card-families'
import { applicationEvidence, type CardFamily } from './card-family'

/** Registered application provider of China UnionPay (JR/T 0025). */
export const UNIONPAY_RID = 'A000000333'

/** Financial IC cards after JR/T 0025 (PBOC 2.0/3.0): UnionPay debit, credit, quasi-credit and e-cash. */
export const pbocFamily: CardFamily = {
  id: 'pboc',
  name: cardFamilyNames.pboc,
  // The provider's own five bytes find every instance, those with the issuer's digits in their PIX included; the
  // full names find them on cards without partial selection.
  probes: [UNIONPAY_RID, 'A000000333010101', 'A000000333010102', 'A000000333010103', 'A000000333010106'],
  evidence: (facts) => applicationEvidence(facts, [UNIONPAY_RID])
}
