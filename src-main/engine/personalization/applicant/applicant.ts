import type { ApplicantFile } from '../../../contract/personalization'
import { Secret } from '../../crypto/secret'

/** Who a card is made for: as the file says it, but the PIN does not print. */
export type Applicant = Omit<ApplicantFile, 'pin'> & {
  /** 4 to 12 digits as ASCII, once checked. */
  readonly pin?: Secret
}

/** The one whose file has been read. */
export function applicantOf({ pin, ...rest }: ApplicantFile): Applicant {
  return { ...rest, ...(pin !== undefined && { pin: new Secret(new TextEncoder().encode(pin)) }) }
}

/** An applicant whose card number is settled. */
export type NumberedApplicant = Applicant & { readonly pan: string }

/** Where the file says nothing: the card is the first of its number. */
export const DEFAULT_PSN = '00'
