import { appendFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FLOWS } from './flows'
import { caseNamed } from './named-case'
import { runFlow, runOne } from './run-flow'

/** Name of a flow, or of a case as a failure prints it, that is to run alone. */
const ONLY = process.env['CARDWRIGHT_MATRIX_CASE']
/** Where the counts go, a line of JSON for each flow; the phase of `npm test` adds them up. */
const COUNTS = process.env['CARDWRIGHT_MATRIX_COUNTS']
const MINUTES = 60_000

/** A share of the flows as tests: the other processes run the others. */
export function matrixSuite(share: number, shares: number): void {
  const own = FLOWS.filter((_, index) => index % shares === share)
  const wanted = own.filter(({ name }) => ONLY === undefined || ONLY === name)
  for (const flow of wanted) {
    test(
      `${flow.name}: whatever goes wrong, nothing is lost`,
      async () => {
        const { failures, ...counts } = await runFlow(flow)
        if (COUNTS !== undefined) appendFileSync(COUNTS, `${JSON.stringify(counts)}\n`)
        expect(failures).toEqual([])
      },
      20 * MINUTES
    )
  }
  if (ONLY === undefined || wanted.length > 0) return
  const flow = own.find(({ name }) => ONLY.startsWith(`${name}: `))
  // A case that is run alone belongs to one share; the other one is not empty for that.
  if (flow === undefined) test('the case is in the other share', () => undefined)
  else test(ONLY, async () => expect(await runOne(caseNamed(flow, ONLY))).toEqual([]), MINUTES)
}
