/** Hexadecimal digits of a piece of a line, upper-case, with spaces left out; undefined where it is anything else. */
export function hexDigits(text: string | undefined): string | undefined {
  const digits = (text ?? '').replace(/[\s:]+/g, '').toUpperCase()
  return /^(?:[0-9A-F]{2})+$/.test(digits) ? digits : undefined
}

/** The number of the last line with anything on it, counted from 1; 0 where there is none. */
export function lastLine(lines: readonly string[]): number {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if ((lines[index] ?? '').trim() !== '') return index + 1
  }
  return 0
}

/** `17ms` or `1s17ms` in microseconds. */
export function shortTime(text: string | undefined): number | undefined {
  const [, seconds = '0', milliseconds] = /^(?:(\d{1,6})s)?(\d{1,9})ms$/.exec(text ?? '') ?? []
  return milliseconds === undefined ? undefined : (Number(seconds) * 1000 + Number(milliseconds)) * 1000
}

/** A time of day, with or without a date before it, in microseconds (UTC); only differences count without a date. */
export function timeStamp(line: string): number | undefined {
  const found = /(?:(\d{4})-(\d\d)-(\d\d) )?\b(\d\d):(\d\d):(\d\d)\.(\d{3,6})\b/.exec(line)
  if (found === null) return undefined
  const [, year, month, day, hours, minutes, seconds, fraction = ''] = found
  const date = year === undefined ? 0 : Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return (date + time) * 1_000_000 + Number(fraction.padEnd(6, '0'))
}
