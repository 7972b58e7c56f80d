import type { PersonalizationProfile } from '../../../contract/personalization'
import type { RsaPrivateKey } from '../../crypto/rsa'
import { cardKeys } from '../../cryptogram/compositions/card-key'
import type { KeySet } from '../../cryptogram/key-set'
import type { Composition } from '../../key-operations/operation'
import { DEFAULT_PSN, type NumberedApplicant } from '../applicant/applicant'
import type { PersonalizationKeys } from '../keys'
import { cardVerificationValue } from '../values/card-verification-value'
import { pinVerificationValue } from '../values/pin-verification-value'
import type { CardRecord } from './prepared-card'

/** Everything that the values of one card are made of. */
export interface Preparation {
  readonly profile: PersonalizationProfile
  readonly applicant: NumberedApplicant
  readonly psn: string
  readonly serviceCode: string
  readonly limits: CardRecord['limits']
  readonly keys: PersonalizationKeys
  readonly icc: RsaPrivateKey
  /** 3 bytes, of the card's certificate. */
  readonly serial: Uint8Array
  readonly cardKeys: KeySet
  readonly sm4Keys?: KeySet
  readonly pvv?: string
  readonly icvv?: string
  readonly cvv2?: string
}

/** What goes into a card beside its profile. */
export interface PreparationInput {
  readonly profile: PersonalizationProfile
  readonly applicant: NumberedApplicant
  readonly keys: PersonalizationKeys
  /** The card's own key, of the length that the profile names. */
  readonly icc: RsaPrivateKey
  /** 3 bytes, unique among the certificates of the issuer's key. */
  readonly serial: Uint8Array
}

/** Derives the card's keys and calculates its verification values. */
export function* prepare({
  profile,
  applicant,
  keys,
  icc,
  serial
}: PreparationInput): Composition<Preparation> {
  const { pan, psn = DEFAULT_PSN } = applicant
  const { issuer } = profile
  const serviceCode = applicant.serviceCode ?? issuer.serviceCode
  if (icc.modulus.length * 8 !== issuer.iccKey.bits) {
    throw new Error(`prepare: the card's key has ${icc.modulus.length * 8} bits, not ${issuer.iccKey.bits}`)
  }
  const [, year = '', month = ''] = /^\d\d(\d\d)-(\d\d)/.exec(applicant.expiry) ?? []
  const { cvv, pvv } = keys
  const value = (code: string, expiry: string): Composition<string> | undefined =>
    cvv && cardVerificationValue(cvv, { pan, expiry, serviceCode: code })
  const icvv = value(ICVV, year + month)
  const cvv2 = value(CVV2, month + year)
  const { pin } = applicant
  return {
    ...{ profile, applicant, psn, serviceCode, keys, icc, serial },
    limits: {
      balance: issuer.limits.balance.default,
      transaction: issuer.limits.transaction.default,
      resetThreshold: issuer.limits.resetThreshold.default,
      cvm: issuer.limits.cvm.default,
      ...given(applicant.limits)
    },
    cardKeys: yield* cardKeys(keys.issuerMaster, { pan, psn }),
    ...(keys.sm4 && { sm4Keys: yield* cardKeys(keys.sm4, { pan, psn }) }),
    ...(icvv && { icvv: yield* icvv }),
    ...(cvv2 && { cvv2: yield* cvv2 }),
    ...(pvv && pin && { pvv: yield* pinVerificationValue(pvv, pan, issuer.pvki, pin) })
  }
}

/** Service codes that stand for the chip and for what is printed on the back. */
const ICVV = '999'
const CVV2 = '000'

/** The entries that are there. */
function given<T extends object>(limits: T | undefined): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(limits ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}
