import type { ApplicantFile, PersonalizationProfile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import {
  applicantOf,
  DEFAULT_PSN,
  type NumberedApplicant
} from '../../engine/personalization/applicant/applicant'
import { checkApplicant } from '../../engine/personalization/applicant/check-applicant'
import { panOf } from '../../engine/personalization/applicant/pan'
import { certificatesEnd, checkKeys } from '../../engine/personalization/profile/check-profile'
import type { CardReferences } from '../journal/card-references'
import type { Database } from '../storage/database-port'
import { orderFindings as say } from '../../texts/phrases/production'
import type { ChipKeys, ResolvedKeys } from './issuer-key-sets'

/** A card that can be made: its data are sound, and its number is settled. */
export interface CardOrder {
  readonly kind: 'order'
  readonly profile: PersonalizationProfile
  readonly applicant: NumberedApplicant
  readonly psn: string
  readonly keys: ResolvedKeys
  /** Those that go with the chip's protocol. */
  readonly chipKeys: ChipKeys
  /** Reference of the card. */
  readonly card: string
  readonly warnings: readonly CheckFinding[]
}

export type CheckedOrder =
  CardOrder | { readonly kind: 'invalid'; readonly findings: readonly CheckFinding[] }

export interface OrderParts {
  readonly database: Database
  readonly references: CardReferences
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The production that is begun anew: its number is given out once more. */
  readonly again?: string | undefined
  /** The issuer makes a PIN up where there is none. */
  readonly makePin?: boolean | undefined
}

/** Checks all that is known before a card is touched, and settles the number where the applicant brings none. */
export async function checkOrder(
  { database, references, now, again, makePin }: OrderParts,
  profile: PersonalizationProfile,
  file: ApplicantFile,
  keys: ResolvedKeys
): Promise<CheckedOrder> {
  const applicant = applicantOf(file)
  const surroundings = {
    today: new Date(now()).toISOString().slice(0, 10),
    issuerExpiry: certificatesEnd(profile, keys.personalization)
  }
  const findings = [
    ...checkKeys(profile, keys.personalization),
    ...checkApplicant(profile, applicant, surroundings)
  ]
  const chipKeys = profile.chip.domain.protocol === 'SCP03' ? keys.chip.aes : keys.chip.des
  if (chipKeys === undefined) {
    const path = 'chip.domain.protocol'
    findings.push({ level: 'failed', code: 'aes-keys-missing', path, text: say.aesKeysMissing })
  }
  if (applicant.pin === undefined && makePin !== true && usesPin(profile)) {
    findings.push({ level: 'warning', code: 'pin-absent', path: 'pin', text: say.pinAbsent })
  }
  if (chipKeys === undefined || findings.some(({ level }) => level === 'failed')) {
    return { kind: 'invalid', findings }
  }
  await references.ready()
  const psn = applicant.psn ?? DEFAULT_PSN
  const pan = applicant.pan ?? (await nextNumber({ database, references, again }, profile, psn))
  return {
    ...{ kind: 'order', profile, psn, keys, chipKeys, warnings: findings },
    applicant: { ...applicant, pan },
    card: references.reference(pan, psn)
  }
}

/** Whether its cards check a PIN themselves. */
export function usesPin({ applications }: PersonalizationProfile): boolean {
  return applications.some(({ data }) =>
    data.some(({ objects }) => objects.some(({ compute }) => compute === 'reference-pin'))
  )
}

/** Where numbers begin that this program gives out, above those of the ready-made cards. */
const FIRST = 1000

/** The first number of the issuer's range that no card has had, or the one that a production was begun with. */
async function nextNumber(
  { database, references, again }: Pick<OrderParts, 'database' | 'references' | 'again'>,
  { issuer }: PersonalizationProfile,
  psn: string
): Promise<string> {
  return database.transaction(async ({ production, issuer: cards }) => {
    const begun = again === undefined ? undefined : await production.find(again)
    for (let number = FIRST; ; number += 1) {
      const pan = panOf(issuer.identifier, number, issuer.panLength)
      const reference = references.reference(pan, psn)
      if (reference === begun?.card && begun.state === 'begun') return pan
      const taken =
        (await production.ofCard(reference)).length > 0 ||
        (await cards.cardsOfPan(references.numberReference(pan))).length > 0
      if (!taken) return pan
    }
  })
}
