import { issuerTexts } from '../../texts/cli/issuer'
import { usageFailure } from '../usage-failure'

export interface MostFlag {
  readonly most: string
}

/** How many lines `--most` asks for. Throws `AppFailure` where it is no number from 1 to 1000. */
export function linesWanted({ most }: MostFlag): number {
  const lines = /^\d{1,4}$/.test(most) ? Number(most) : 0
  if (lines < 1 || lines > 1_000) throw usageFailure(issuerTexts.badMost(most))
  return lines
}

/** Milliseconds since 1970 as local time: `2026-06-01 12:00:00`. */
export function localTime(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
