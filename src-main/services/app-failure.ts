import type { AppErrorData } from '../contract/common'
import type { LocalText } from '../texts/local-text'
import { errorTexts, type ErrorCode } from '../texts/phrases/errors'

/** What a use case rejects with: an error that a person can act on. Made here and nowhere deeper. */
export class AppFailure extends Error {
  override readonly name = 'AppFailure'
  readonly data: AppErrorData

  /** `detail` is shown as the cause. Never card data. */
  constructor(
    readonly code: ErrorCode,
    options: { readonly detail?: LocalText; readonly cause?: unknown } = {}
  ) {
    super(code, { cause: options.cause })
    const { message, remedy, retrySafe } = errorTexts[code]
    this.data = {
      code,
      message,
      ...(remedy !== undefined && { remedy }),
      ...(options.detail !== undefined && { cause: options.detail }),
      retrySafe
    }
  }
}

/** Any thrown value as an error for a person. What is not an `AppFailure` is a fault: its stack stays here. */
export function appErrorOf(error: unknown): AppErrorData {
  return error instanceof AppFailure ? error.data : new AppFailure('fault').data
}
