import type { LogRecord, Money } from '../../contract/report'

/**
 * ISO 8583 processing codes, first two digits, by what they do to the money on the card: 00 to 19 take, 20 to 29 give;
 * in China 17 takes a cash load back, and 60, 62 and 63 load e-cash. What may be either, or moves nothing (inquiry,
 * transfer, 50), is left out.
 */
const DIRECTIONS: Readonly<Record<string, LogRecord['direction']>> = {
  '00': 'out',
  '01': 'out',
  '09': 'out',
  '17': 'out',
  '20': 'in',
  '21': 'in',
  '60': 'in',
  '62': 'in',
  '63': 'in'
}

/** Whether money came onto the card or went off it: the balances say it where they are known, else the type (9C, hex). */
export function moneyDirection(
  type: string | undefined,
  before: Money | undefined,
  after: Money | undefined
): LogRecord['direction'] {
  if (!before || !after) return type === undefined ? undefined : DIRECTIONS[type]
  if (before.minor === after.minor) return undefined
  return before.minor < after.minor ? 'in' : 'out'
}
