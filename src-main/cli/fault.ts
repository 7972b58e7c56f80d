import type { AppErrorData } from '../contract/common'
import { AppFailure, appErrorOf, knownFailure } from '../services/app-failure'
import { sameText } from '../texts/local-text'

/**
 * Any thrown value as an error for a person. Of a fault only its kind and its place in the program are told: its
 * message and stack might hold what was on the card.
 */
export function errorOf(error: unknown): AppErrorData {
  const known = knownFailure(error)
  if (known !== undefined) return known.data
  if (!(error instanceof Error)) return appErrorOf(error)
  const place = /\(?([^()\s/\\]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1]
  const detail = sameText(place === undefined ? error.name : `${error.name} (${place})`)
  return new AppFailure('fault', { detail, cause: error }).data
}
