import type { ReaderErrorCode } from './reader-driver'

/** Why a card could not be opened; each has its sentence among the error texts. */
export type OpenFailureCode =
  | Exclude<ReaderErrorCode, 'transport' | 'timeout'>
  | 'transport-error'
  | 'reader-unknown'
  | 'reader-ambiguous'
  | 'cancelled'

/** A card session could not be opened. Nothing was sent to the card. */
export class OpenFailure extends Error {
  override readonly name = 'OpenFailure'
  constructor(
    readonly code: OpenFailureCode,
    /** For a developer. */
    detail?: string,
    options?: { cause?: unknown }
  ) {
    super(detail ?? code, options)
  }
}

/** What a reader's error means to someone who wanted to open a card. */
export function openFailureCode(code: ReaderErrorCode): OpenFailureCode {
  switch (code) {
    case 'transport':
      return 'transport-error'
    case 'timeout':
      return 'card-mute'
    default:
      return code
  }
}
