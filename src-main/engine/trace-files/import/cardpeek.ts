import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { hexDigits, lastLine } from './lines'

/** A command, its status word, and the answer's data, which may be empty. */
const COMMAND = /^C:(?:8:)?([0-9A-Fa-f]+):([0-9A-Fa-f]{4}):(?:8:)?((?:[0-9A-Fa-f]{2})*)$/
const RESET = /^R:(?:8:)?([0-9A-Fa-f]*)$/

/** A log of cardpeek (`.clf`): `C:command:status word:data` for each exchange, `R:ATR` for each reset. */
export const cardpeek: TextTraceFormat = {
  id: 'cardpeek',
  recognises: (lines) =>
    lines.some((line) => COMMAND.test(line.trim())) || (lines[0] ?? '').startsWith('# cardpeek'),
  read: readLines
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'logical')
  const last = lastLine(lines)
  // Every line that cardpeek wrote to its end has a line end; the data of one without may have been longer.
  const whole = lines.length > last
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    const place = index + 1
    const [, command, status = '', data = ''] = COMMAND.exec(line) ?? []
    const [, atr] = RESET.exec(line) ?? []
    if (line === '' || line.startsWith('#')) continue
    if (place === last && !whole) found.bad(place)
    else if (atr !== undefined) found.powered(hexDigits(atr), index < 4 ? 'connected' : 'reset')
    else if (command !== undefined) {
      found.command(hexDigits(command), { place })
      found.answer(hexDigits(data + status), { place })
    } else found.bad(place)
  }
  return found.finish(last)
}
