// Counts of passed, failed and skipped checks, and how test reports become such counts.
import { existsSync, readFileSync } from 'node:fs'

export const passed = () => ({ passed: 1, failed: 0, skipped: 0 })
export const failed = () => ({ passed: 0, failed: 1, skipped: 0 })

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** The one kind of test that may be skipped names this folder, which does not belong to a clone. */
const maySkip = /shared\/dumps/

/**
 * Counts Vitest's JSON report. A test that did not run counts as failed, unless it says that it needs shared/dumps;
 * so does a file that could not be loaded, a report that was not written, and an exit code that no test explains.
 * `tell` gets one line for each test that was counted as failed although Vitest did not say so.
 */
export function countVitest(reportFile, exitCode, tell) {
  if (!existsSync(reportFile)) {
    tell('Vitest ended without a report')
    return failed()
  }
  let total = { passed: 0, failed: 0, skipped: 0 }
  for (const file of JSON.parse(readFileSync(reportFile, 'utf8')).testResults) {
    const counted = countFile(file, tell)
    total = add(total, counted)
  }
  if (exitCode !== 0 && total.failed === 0) {
    tell(`Vitest ended with ${exitCode} although no test failed`)
    return add(total, failed())
  }
  return total
}

function countFile(file, tell) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const test of file.assertionResults) {
    if (test.status === 'passed') counts.passed += 1
    else if (test.status === 'failed') counts.failed += 1
    else if (maySkip.test(test.fullName) && file.status !== 'failed') {
      counts.skipped += 1
      tell(`skipped: ${test.fullName}`)
    } else {
      counts.failed += 1
      tell(`did not run: ${test.fullName}`)
    }
  }
  if (file.status === 'failed' && counts.failed === 0) counts.failed = 1
  return counts
}
