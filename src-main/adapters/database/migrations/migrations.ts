import { firstTables } from './0001-first-tables'
import type { Migration } from './migration'

/** All changes of the tables, in order. */
export const migrations: readonly Migration[] = [firstTables]
