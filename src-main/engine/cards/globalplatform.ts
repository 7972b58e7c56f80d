import { cardEvidence, cardFamilyNames } from '../../texts/phrases/card-families'
import type { CardFamily } from './card-family'

/** Names under which issuer security domains answer (GlobalPlatform Card 2.3.1, and Open Platform before it). */
export const issuerSecurityDomainAids = [
  'A000000151000000',
  'A000000003000000',
  'A0000000180434080000000000000000'
] as const

/** A card with nothing recognised on it but its issuer security domain. */
export const globalPlatformFamily: CardFamily = {
  id: 'globalplatform',
  name: cardFamilyNames.globalPlatform,
  probes: [],
  evidence: ({ securityDomain }) =>
    securityDomain === undefined ? [] : [cardEvidence.securityDomain(securityDomain)]
}
