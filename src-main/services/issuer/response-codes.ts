import type { HostReason } from '../../engine/workflow/host'
import { APPROVED } from '../../engine/workflow/response-code'

/** Authorisation response codes (8A, ISO 8583 field 39) by the reason that they stand for. */
const CODES: Readonly<Record<HostReason, string>> = {
  'card-unknown': '14',
  'card-blocked': '62',
  'account-unknown': '42',
  'account-closed': '62',
  'insufficient-funds': '51',
  'over-balance-limit': '61',
  'over-limit': '61',
  'amount-invalid': '13',
  'currency-differs': '12',
  'cryptogram-wrong': 'A0',
  'balance-unproven': '59',
  'atc-replayed': '34',
  'atc-jumped': '34',
  'psn-mismatch': '14',
  expired: '54',
  'pin-wrong': '55',
  'pin-tries-exceeded': '75',
  'nothing-kept': '25',
  'data-missing': '30',
  'already-reversed': '22',
  'already-confirmed': '22',
  'original-unknown': '25',
  'duplicate-with-other-content': '94',
  'service-unavailable': '40'
}

/** The code that an answer carries: approval where there is no reason against it. */
export function responseCode(reason: HostReason | undefined): string {
  return reason === undefined ? APPROVED : CODES[reason]
}
