import { createRequire } from 'node:module'
import type * as Wasm from 'node-sqlite3-wasm'

export type WasmSqlite = Pick<typeof Wasm, 'Database'>

/** Loads SQLite, which costs tens of milliseconds: only what uses the database pays for it. */
export function loadSqlite(): WasmSqlite {
  return createRequire(import.meta.url)('node-sqlite3-wasm') as WasmSqlite
}
