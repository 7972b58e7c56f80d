import { appendFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FLOWS } from './flows'
import { runFlow } from './run-flow'

/** Name of a flow, or of a case as a failure prints it, that is to run alone. */
const ONLY = process.env['CARDWRIGHT_MATRIX_CASE']
/** Where the counts go, a line of JSON for each flow; the phase of `npm test` adds them up. */
const COUNTS = process.env['CARDWRIGHT_MATRIX_COUNTS']
const MINUTES = 60_000

/** A share of the flows as tests: the other processes run the others. */
export function matrixSuite(share: number, shares: number): void {
  const wanted = FLOWS.filter((_, index) => index % shares === share).filter(
    ({ name }) => ONLY === undefined || ONLY === name || ONLY.startsWith(`${name}:`)
  )
  // A case that is run alone belongs to one share; the other one is not empty for that.
  if (ONLY !== undefined && wanted.length === 0) test('the case is in the other share', () => undefined)
  for (const flow of wanted) {
    test(
      `${flow.name}: whatever goes wrong, nothing is lost`,
      async () => {
        const { failures, ...counts } = await runFlow(flow, ONLY === flow.name ? undefined : ONLY)
        if (COUNTS !== undefined) appendFileSync(COUNTS, `${JSON.stringify(counts)}\n`)
        expect(failures).toEqual([])
      },
      20 * MINUTES
    )
  }
}
