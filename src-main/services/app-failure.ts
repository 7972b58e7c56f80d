import type { AppErrorData } from '../contract/common'
import type { LocalText } from '../texts/local-text'
import { errorTexts, type ErrorCode } from '../texts/phrases/errors'
import { fileProblem } from '../texts/phrases/files'
import { databaseProblems } from '../texts/phrases/issuer'
import { DatabaseFailure } from './storage/database-port'
import { StorageFailure } from './storage/document-store'

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

/** What is known of any thrown value, as an error for a person; undefined for a fault. */
export function knownFailure(error: unknown): AppFailure | undefined {
  if (error instanceof AppFailure) return error
  if (error instanceof DatabaseFailure) return databaseFailure(error)
  if (!(error instanceof StorageFailure)) return undefined
  return new AppFailure('data-folder-unusable', { detail: fileProblem(error.path, error.code), cause: error })
}

function databaseFailure(error: DatabaseFailure): AppFailure {
  const { path, problem } = error
  const holder = problem.kind === 'in-use' ? problem.process : undefined
  const detail = holder === undefined ? databaseProblems.file(path) : databaseProblems.heldBy(holder)
  return new AppFailure(`database-${problem.kind}`, { detail, cause: error })
}

/** Any thrown value as an error for a person. The message and stack of a fault stay here. */
export function appErrorOf(error: unknown): AppErrorData {
  return (knownFailure(error) ?? new AppFailure('fault')).data
}
