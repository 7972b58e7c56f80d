import { traceLine } from '../../trace/format'
import type { Trace } from '../../trace/trace'

/** JSON Lines, as `--trace` writes them. */
export function traceLines({ header, entries }: Trace): string {
  return [header, ...entries].map(traceLine).join('')
}

/** A JSON array: the header, then every entry, one a line. */
export function traceArray({ header, entries }: Trace): string {
  return `[\n${[header, ...entries].map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`
}
