/** What may stand for a question mark. */
export type SqlValue = string | number | bigint | Uint8Array | null

const LEAST = -(2n ** 63n)
const MOST = 2n ** 63n - 1n

/**
 * Checks the parameters of a statement. A fault on everything that the database would bend silently: numbers that are not
 * safe integers, bigints beyond 64 bits, texts that it would cut at a NUL, booleans, dates, holes.
 */
export function checkedParameters(parameters: readonly unknown[], expected: number): SqlValue[] {
  if (parameters.length !== expected) {
    throw new Error(`${parameters.length} parameters for ${expected} question marks`)
  }
  return parameters.map((parameter, index) => {
    if (isSqlValue(parameter)) return parameter
    throw new Error(`parameter ${index + 1} cannot be stored as it is (${typeof parameter})`)
  })
}

function isSqlValue(value: unknown): value is SqlValue {
  switch (typeof value) {
    case 'string':
      return !value.includes('\0') && !/\p{Surrogate}/u.test(value)
    case 'number':
      return Number.isSafeInteger(value)
    case 'bigint':
      return value >= LEAST && value <= MOST
    default:
      return value === null || value instanceof Uint8Array
  }
}
