import { writeFileSync } from 'node:fs'
import { type Suite } from '../support/suite'

// Every suite in test/ is run: a file `*.suite.ts` exports one as `suite`.
const modules = import.meta.glob<{ suite: Suite }>('../**/*.suite.ts', { eager: true })

interface CaseResult {
  readonly name: string
  readonly error?: string
}

/** Runs all suites and writes `{ electron, results }` to the file named by the last argument. */
async function main(): Promise<void> {
  const report = process.argv.at(-1) ?? ''
  const results: CaseResult[] = []
  for (const { suite } of Object.values(modules)) results.push(...(await runSuite(suite)))
  for (const { name, error } of results) {
    if (error !== undefined) process.stderr.write(`FAIL ${name}\n${error}\n`)
  }
  writeFileSync(report, JSON.stringify({ electron: process.versions.electron, results }))
  // A native binding may keep the event loop alive; everything is written.
  process.exit(results.some(({ error }) => error !== undefined) ? 1 : 0)
}

async function runSuite(suite: Suite): Promise<CaseResult[]> {
  const results: CaseResult[] = []
  let context: unknown
  try {
    context = await suite.setUp?.()
  } catch (error) {
    // Each case counts as failed: none could run.
    return suite.cases.map((one) => ({
      name: `${suite.name} > ${one.name}`,
      error: `set-up: ${describe(error)}`
    }))
  }
  for (const one of suite.cases) {
    const name = `${suite.name} > ${one.name}`
    try {
      await one.run(context)
      results.push({ name })
    } catch (error) {
      results.push({ name, error: describe(error) })
    }
  }
  try {
    await suite.tearDown?.(context)
  } catch (error) {
    results.push({ name: `${suite.name} > tear-down`, error: describe(error) })
  }
  return results
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

void main()
