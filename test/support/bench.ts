// What a benchmark is: a file test/bench/NAME.bench.ts whose default export is one of these. `npm run bench -- NAME`
// bundles and runs it; a row over its limit makes the command fail.

export type BenchRow =
  | {
      readonly what: string
      readonly value: number
      readonly unit: string
      /** The most that `value` may be; absent where it is only for information. */
      readonly limit?: number
    }
  /** Nothing was measured, and why. */
  | { readonly what: string; readonly absent: string }

export interface Bench {
  readonly name: string
  /** 'window': the real Electron is prepared first, so that launchApp() of test/e2e/support works. */
  readonly needs?: 'window'
  run(): Promise<readonly BenchRow[]>
}

/** The middle value; of an even count, the mean of the two middle ones. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)]
  const lower = sorted[Math.ceil(middle) - 1]
  if (upper === undefined || lower === undefined) throw new Error('the median of nothing')
  return (upper + lower) / 2
}
