import type { ProfileObject, Transformation } from '../../../contract/personalization'
import { hex } from '../../bytes/hex'
import type { Preparation } from './preparation'
import { gbk } from './text-value'

type ApplicantField = Exclude<ProfileObject['applicant'], undefined>

/** A field of the applicant as the profile wants it; undefined where the applicant has none. */
export function applicantValue(
  preparation: Preparation,
  field: ApplicantField,
  as: Transformation
): Uint8Array | undefined {
  const text = applicantText(preparation, field)
  if (text === undefined) return undefined
  switch (as) {
    case 'track2':
      return compressed(track2(preparation))
    case 'compressed':
      return compressed(text)
    case 'digits':
      return hex(text.length % 2 === 0 ? text : `0${text}`)
    case 'date':
      return hex(text.slice(2).replaceAll('-', ''))
    case 'ascii':
    case 'gbk':
      return gbk(text)
  }
}

function applicantText(preparation: Preparation, field: ApplicantField): string | undefined {
  const { applicant } = preparation
  switch (field) {
    case 'pan':
    case 'expiry':
    case 'effective':
    case 'name':
    case 'extendedName':
    case 'account':
      return applicant[field]
    case 'psn':
      return preparation.psn
    case 'serviceCode':
      return preparation.serviceCode
    case 'documentType':
      return applicant.document?.type
    case 'documentNumber':
      return applicant.document?.number
  }
}

/** Number, separator, YYMM, service code, and what the issuer puts behind it; at most 37 digits (ISO/IEC 7813). */
function track2({ profile, applicant, serviceCode, pvv, icvv }: Preparation): string {
  const { track2: parts, pvki } = profile.issuer
  const behind = parts.map((part) => {
    if (part === 'pvki') return pvv === undefined ? '0' : pvki
    if (part === 'pvv') return pvv ?? '0000'
    return part === 'icvv' ? (icvv ?? '000') : part
  })
  const expiry = applicant.expiry.slice(2, 7).replace('-', '')
  return `${applicant.pan}D${expiry}${serviceCode}${behind.join('')}`
}

function compressed(digits: string): Uint8Array {
  return hex(digits.length % 2 === 0 ? digits : `${digits}F`)
}
