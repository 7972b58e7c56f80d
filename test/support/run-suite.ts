import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Suite } from './suite'

/** Runs a suite's cases as Vitest tests. */
export function runSuite(suite: Suite): void {
  describe(suite.name, () => {
    let context: unknown
    beforeAll(async () => {
      context = await suite.setUp?.()
    })
    afterAll(async () => {
      await suite.tearDown?.(context)
    })
    for (const one of suite.cases) it(one.name, () => one.run(context), one.timeoutMs)
  })
}
