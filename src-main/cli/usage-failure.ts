import { AppFailure } from '../services/app-failure'
import type { LocalText } from '../texts/local-text'

/** Wrong usage: what exactly was wrong is told as the cause. */
export function usageFailure(detail: LocalText): AppFailure {
  return new AppFailure('bad-request', { detail })
}
