// A suite is a list of plain functions, so that the same cases run under Vitest in Node and, bundled, inside
// Electron (whose Node is too old for Vitest). Cases assert with node:assert/strict.

export interface Case<Context> {
  readonly name: string
  /** Where it may take longer than a test usually does. */
  readonly timeoutMs?: number
  run(context: Context): void | Promise<void>
}

export interface Suite<Context = unknown> {
  readonly name: string
  /** Runs once before the cases; what it returns is given to each. */
  readonly setUp?: () => Context | Promise<Context>
  readonly tearDown?: (context: Context) => void | Promise<void>
  readonly cases: readonly Case<Context>[]
}

/** Lets the context's type be inferred, and hides it from those who only run the suite. */
export function defineSuite<Context>(suite: Suite<Context>): Suite {
  return suite as Suite
}
