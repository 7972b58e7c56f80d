import type { ApplicationView } from '../../contract/report'
import { viewPhrases } from '../../texts/phrases/inspection-views'
import { toHex } from '../bytes/hex'
import type { FoundApplication } from './found'

/** Issuer public key certificate, its exponent, and the CA key it is under. */
const ISSUER_KEY = [0x8f, 0x90, 0x9f32]
/** Signed static application data. */
const STATIC = [...ISSUER_KEY, 0x93]
/** The card's own key and its exponent. */
const DYNAMIC = [...ISSUER_KEY, 0x9f46, 0x9f47]

export interface OfflineAuthentication {
  readonly view: ApplicationView['authentication']
  /** Methods that the AIP announces without the data that they need. */
  readonly incomplete: readonly string[]
}

/**
 * Which offline data authentication an application really carries: what its AIP announces (EMV Book 3, Annex C1),
 * where the records hold the data for it (EMV Book 2, 5 and 6).
 */
export function offlineAuthentication({ aip, data }: FoundApplication): OfflineAuthentication {
  const byte1 = aip?.[0] ?? 0
  const announced = { SDA: (byte1 & 0x40) !== 0, DDA: (byte1 & 0x20) !== 0, CDA: (byte1 & 0x01) !== 0 }
  const sda = announced.SDA && data.has(...STATIC)
  const dda = announced.DDA && data.has(...DYNAMIC)
  const cda = announced.CDA && data.has(...DYNAMIC)
  const carried = { SDA: sda, DDA: dda, CDA: cda }
  const names = ['SDA', 'DDA', 'CDA'] as const
  const present = names.filter((name) => carried[name])
  const caKeyIndex = data.get(0x8f)
  const wasRead = aip !== undefined || present.length > 0 || caKeyIndex !== undefined
  return {
    view: {
      sda,
      dda,
      cda,
      ...(caKeyIndex !== undefined && { caKeyIndex: toHex(caKeyIndex) }),
      text: wasRead ? viewPhrases.authentication(present) : viewPhrases.authenticationUnknown
    },
    incomplete: names.filter((name) => announced[name] && !carried[name])
  }
}
