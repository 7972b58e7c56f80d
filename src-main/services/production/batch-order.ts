import type { BatchRequest } from '../../contract/batch'
import type { PersonalizationProfile } from '../../contract/personalization'
import { toHex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import { builtInProfile } from './profile-library'

/** `profile` is a built-in one by its id, or one that was read from a file. */
export type BatchOrder = Omit<BatchRequest, 'profile'> & { readonly profile: string | PersonalizationProfile }

/** The same list with the same profile is the same batch. */
export function batchId({ profile, applicants }: Pick<BatchOrder, 'profile' | 'applicants'>): string {
  const name = typeof profile === 'string' ? profile : profile.id
  const content = new TextEncoder().encode(JSON.stringify([name, applicants]))
  return `batch-${toHex(sha256(content)).slice(0, 12).toLowerCase()}`
}

/** Throws `AppFailure` where there is no such profile. */
export function batchProfile({ profile }: Pick<BatchOrder, 'profile'>): PersonalizationProfile {
  return typeof profile === 'string' ? builtInProfile(profile) : profile
}
