import type { PersonalizationProfile } from '../../../contract/personalization'
import type { RsaPrivateKey } from '../../crypto/rsa'
import type { Secret } from '../../crypto/secret'
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
  readonly icc?: RsaPrivateKey
  readonly sm2?: CardSm2
  /** 3 bytes, of the card's certificate. */
  readonly serial: Uint8Array
  readonly cardKeys: KeySet
  readonly sm4Keys?: KeySet
  readonly pvv?: string
  readonly icvv?: string
  readonly cvv2?: string
}

/** A card's own SM2 key: 32 bytes, and X and Y, 64 bytes. */
export interface CardSm2 {
  readonly privateKey: Secret
  readonly publicKey: Uint8Array
}

/** What goes into a card beside its profile. */
export interface PreparationInput {
  readonly profile: PersonalizationProfile
  readonly applicant: NumberedApplicant
  readonly keys: PersonalizationKeys
  /** The card's own RSA key, of the length that the profile names; none is needed for a card with SM2 alone. */
  readonly icc?: RsaPrivateKey
  /** Its SM2 key, where the profile's algorithms want one. */
  readonly sm2?: CardSm2
  /** 3 bytes, unique among the certificates of the issuer's key. */
  readonly serial: Uint8Array
}

/** Derives the card's keys and calculates its verification values. */
export function* prepare({
  profile,
  applicant,
  keys,
  icc,
  sm2,
  serial
}: PreparationInput): Composition<Preparation> {
  const { pan, psn = DEFAULT_PSN } = applicant
  const { issuer } = profile
  const serviceCode = applicant.serviceCode ?? issuer.serviceCode
  const bits = (icc?.modulus.length ?? 0) * 8
  if (issuer.algorithms !== 'sm2' && bits !== issuer.iccKey.bits) {
    throw new Error(`prepare: the card's key has ${bits} bits, not ${issuer.iccKey.bits}`)
  }
  if (issuer.algorithms !== 'rsa' && sm2 === undefined) throw new Error('prepare: the card has no SM2 key')
  const [, year = '', month = ''] = /^\d\d(\d\d)-(\d\d)/.exec(applicant.expiry) ?? []
  const { cvv, pvv } = keys
  const value = (code: string, expiry: string): Composition<string> | undefined =>
    cvv && cardVerificationValue(cvv, { pan, expiry, serviceCode: code })
  const icvv = value(ICVV, year + month)
  const cvv2 = value(CVV2, month + year)
  const { pin } = applicant
  return {
    ...{ profile, applicant, psn, serviceCode, keys, serial },
    ...(icc && { icc }),
    ...(sm2 && { sm2 }),
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
