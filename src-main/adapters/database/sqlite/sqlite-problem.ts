import type { DatabaseProblem } from '../../../services/storage/database-port'

// The driver gives SQLite's sentence and no code.
const PROBLEMS: readonly (readonly [RegExp, DatabaseProblem['kind']])[] = [
  [/malformed|not a database|database corruption|image is malformed/i, 'damaged'],
  [/database is locked|database table is locked/i, 'in-use'],
  [/disk I\/O error|database or disk is full|unable to open|readonly database|Could not open/i, 'unusable']
]

/** What keeps the database from being used, where an error says that; undefined for one about a statement. */
export function sqliteProblem(error: unknown): DatabaseProblem | undefined {
  const message = error instanceof Error ? error.message : ''
  const kind = PROBLEMS.find(([pattern]) => pattern.test(message))?.[1]
  return kind === undefined ? undefined : { kind }
}
