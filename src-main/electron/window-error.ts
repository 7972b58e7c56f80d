import type { AppErrorData } from '../contract/common'
import type { ErrorCode } from '../texts/phrases/errors'
import { windowRemedies } from '../texts/phrases/window-remedies'

/** An error as the window shows it: with what to do there, where that differs from the command line. */
export function windowError(error: AppErrorData): AppErrorData {
  const remedy = windowRemedies[error.code as ErrorCode]
  return remedy === undefined ? error : { ...error, remedy }
}
