import { errorTexts, type ErrorCode } from '../texts/phrases/errors'

/** 0 done; 1 the card or host said no (or the work was cut short); 2 wrong usage; 3 no reader, card or service. */
export type ExitCode = 0 | 1 | 2 | 3

const WRONG_USAGE: readonly ErrorCode[] = [
  'bad-request',
  'terminal-unknown',
  'needs-consent',
  'not-hex',
  'apdu-malformed',
  'card-unknown',
  'report-not-readable',
  'trace-not-readable',
  'file-not-read',
  'file-not-written',
  'data-folder-unusable',
  'database-newer',
  'database-unusable',
  'issuer-card-unknown',
  'issuer-account-unknown',
  'amount-invalid',
  'entry-unknown',
  'settlement-impossible',
  'purchase-not-disputed',
  'no-receipt',
  'vault-absent',
  'vault-exists',
  'vault-locked',
  'vault-newer',
  'passphrase-weak',
  'key-unknown',
  'key-name-taken',
  'token-not-set',
  'cap-unusable',
  'profile-unknown',
  'profile-invalid',
  'applicant-invalid',
  'batch-invalid',
  'key-set-unknown',
  'key-set-invalid',
  'key-set-built-in',
  'lot-unknown',
  'production-unknown',
  'card-made-already'
]

const NOTHING_THERE: readonly ErrorCode[] = [
  'reader-unknown',
  'reader-ambiguous',
  'no-reader',
  'no-service',
  'no-permission',
  'binding-missing',
  'no-card',
  'card-mute',
  'card-in-use',
  'reader-occupied',
  'sharing-violation',
  'vpcd-unreachable',
  'database-in-use',
  'vault-busy',
  'token-unusable'
]

/** What the process ends with after an error. */
export function exitCodeFor(code: string): ExitCode {
  if (!isErrorCode(code)) return 1
  if (WRONG_USAGE.includes(code)) return 2
  return NOTHING_THERE.includes(code) ? 3 : 1
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTexts, code)
}
