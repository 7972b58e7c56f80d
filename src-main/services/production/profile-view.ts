import type { PersonalizationProfile, ProfileObject } from '../../contract/personalization'
import type { ProfileView } from '../../contract/production'

/** A profile for a person to choose. */
export function profileViewOf(profile: PersonalizationProfile): ProfileView {
  const { id, name, kind, carrier, issuer } = profile
  const { identifier, panLength, limits } = issuer
  return {
    ...{ id, name, kind, carrier, identifier, panLength, needs: neededFields(profile) },
    limits: Object.fromEntries(
      Object.entries(limits).map(([limit, { default: usual, least, most }]) => [
        limit,
        { default: usual, least, most }
      ])
    )
  }
}

/** Fields of the applicant that stand on the card and are not optional there. */
function neededFields({ applications }: PersonalizationProfile): string[] {
  const needed = new Set<string>(['name', 'expiry', 'effective'])
  const look = (objects: readonly ProfileObject[]): void => {
    for (const { applicant, optional, objects: inner } of objects) {
      if (applicant !== undefined && optional !== true) needed.add(applicant)
      if (inner !== undefined) look(inner)
    }
  }
  for (const { data } of applications) for (const { objects } of data) look(objects)
  return [...needed]
}
