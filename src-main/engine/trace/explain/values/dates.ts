import { bcdDigits } from '../../../bytes/bcd'
import { sameText } from '../../../../texts/local-text'
import { valuePhrases } from '../../../../texts/phrases/values'
import type { Explainer } from './explainer'

/**
 * ISO 8601 date of three BCD bytes YYMMDD, or undefined where they are no date. Years 00 to 49 are 20xx, others
 * 19xx (EMV Book 4, 6.7.3).
 */
export function dateOf(bytes: Uint8Array): string | undefined {
  const [, yy, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(bcdDigits(bytes) ?? '') ?? []
  if (yy === undefined || month === undefined || day === undefined) return undefined
  const year = fullYear(yy)
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const text = `${year}-${month}-${day}`
  return date.toISOString().startsWith(text) ? text : undefined
}

/** ISO 8601 time of three BCD bytes HHMMSS, or undefined where they are no time. */
export function timeOf(bytes: Uint8Array): string | undefined {
  const [, hours, minutes, seconds] = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(bcdDigits(bytes) ?? '') ?? []
  return hours === undefined ? undefined : `${hours}:${minutes ?? ''}:${seconds ?? ''}`
}

/** Two digits of a year with its century. */
export function fullYear(yy: string): string {
  return `${Number(yy) < 50 ? '20' : '19'}${yy}`
}

export const explainDate: Explainer = (value) => {
  if (value.every((byte) => byte === 0)) return { value: valuePhrases.noDate }
  const date = dateOf(value)
  return date === undefined ? { problem: valuePhrases.notADate } : { value: sameText(date) }
}

export const explainTime: Explainer = (value) => {
  const time = timeOf(value)
  return time === undefined ? { problem: valuePhrases.notATime } : { value: sameText(time) }
}
