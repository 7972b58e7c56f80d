import { MCHIP_PROFILES } from './mchip'
import { PBOC_PROFILES } from './pboc'
import { type CryptogramProfile, type ProfileId } from './profile'
import { VISA_PROFILES } from './visa'

export const CRYPTOGRAM_PROFILES: readonly CryptogramProfile[] = [
  ...PBOC_PROFILES,
  ...VISA_PROFILES,
  ...MCHIP_PROFILES
]

const byId = new Map(CRYPTOGRAM_PROFILES.map((profile) => [profile.id, profile]))

export function cryptogramProfile(id: ProfileId): CryptogramProfile {
  const profile = byId.get(id)
  if (profile === undefined) throw new Error(`id: there is no profile ${id}`)
  return profile
}

/**
 * The version that a PBOC card used, as its issuer application data (9F10) says: the version is the third byte, the
 * algorithm the eighth (04 for SM4, 01 or absent for 3DES). Undefined where either is none of ours.
 */
export function pbocProfileOf(issuerApplicationData: Uint8Array): CryptogramProfile | undefined {
  const algorithm = algorithmOf(issuerApplicationData[7])
  return PBOC_PROFILES.find(
    (profile) => profile.cvn === issuerApplicationData[2] && profile.algorithm === algorithm
  )
}

function algorithmOf(byte: number | undefined): CryptogramProfile['algorithm'] | undefined {
  if (byte === undefined || byte === 0x01) return '3des'
  return byte === 0x04 ? 'sm4' : undefined
}
