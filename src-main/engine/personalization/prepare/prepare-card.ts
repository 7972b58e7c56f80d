import { hex } from '../../bytes/hex'
import { Secret } from '../../crypto/secret'
import type { Composition } from '../../key-operations/operation'
import { prepare, type Preparation, type PreparationInput } from './preparation'
import { prepareApplication } from './prepare-application'
import type { CardRecord, PreparedApplication, PreparedCard } from './prepared-card'

/**
 * Everything that a card gets, out of its profile, its applicant and the issuer's keys, wherever these lie. Profile and
 * applicant have been checked (`checkProfile`, `checkApplicant`); what they should have found is a fault here. Keeps
 * nothing from one card to the next.
 */
export function* prepareCard(input: PreparationInput): Composition<PreparedCard> {
  const preparation = yield* prepare(input)
  const applications: PreparedApplication[] = []
  for (const instance of input.profile.applications) {
    applications.push(yield* prepareApplication(preparation, instance))
  }
  return {
    profile: input.profile.id,
    package: hex(input.profile.chip.package),
    applications,
    record: recordOf(preparation)
  }
}

function recordOf({ applicant, psn, serviceCode, limits, pvv, cvv2 }: Preparation): CardRecord {
  const { pan, expiry, effective, name, account, pin } = applicant
  return {
    ...{ pan, psn, expiry, effective, name, serviceCode, limits },
    ...(account !== undefined && { account }),
    ...(pin && { pin }),
    ...(pvv !== undefined && { pvv }),
    ...(cvv2 !== undefined && { cvv2: new Secret(new TextEncoder().encode(cvv2)) })
  }
}
