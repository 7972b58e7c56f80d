import { cardEvidence, cardFamilyNames } from '../../texts/phrases/card-families'
import { applicationEvidence, type CardFamily } from './card-family'

const AIDS = [
  'A000000003', // Visa
  'A000000004', // Mastercard, Maestro
  'A000000025', // American Express
  'A000000065', // JCB
  'A000000152', // Discover
  'A000000324', // Discover ZIP
  'A000000277', // Interac
  'A000000524', // RuPay
  'A000000658' // Mir
]

/** The first bytes of the card manager's AID on older Visa-style cards; not a payment application. */
const OPEN_PLATFORM_CARD_MANAGER = 'A00000000300'

/** Payment cards of other systems after EMV. */
export const emvFamily: CardFamily = {
  id: 'emv',
  name: cardFamilyNames.emv,
  probes: [
    'A0000000031010',
    'A0000000032010',
    'A0000000041010',
    'A0000000043060',
    'A00000002501',
    'A0000000651010',
    'A0000001523010'
  ],
  evidence(facts) {
    const aids = facts.aids.filter((aid) => !aid.startsWith(OPEN_PLATFORM_CARD_MANAGER))
    const applications = applicationEvidence({ ...facts, aids }, AIDS)
    if (applications.length > 0) return applications
    return facts.ppse || facts.pse ? [cardEvidence.directory] : []
  }
}
