import { firstTables } from './0001-first-tables'
import { disputedAgain } from './0002-disputed-again'
import { production } from './0003-production'
import type { Migration } from './migration'

/** All changes of the tables, in order. */
export const migrations: readonly Migration[] = [firstTables, disputedAgain, production]
