import type { PurseLog, PurseLogLine } from '../purse/purse'

/** Where a transaction stands in a log. */
export type LogPlace =
  | { readonly kind: 'found'; readonly line: PurseLogLine }
  /** It is not there, and it would be. */
  | { readonly kind: 'absent' }
  /** So much came after it that it may have been overwritten. */
  | { readonly kind: 'overwritten' }
  /** There is no such log, nothing is in it, or it could not be read to its end. */
  | { readonly kind: 'silent' }

/** Looks for the transaction of this counter. */
export function placeIn(log: PurseLog, atc: number | undefined): LogPlace {
  if (atc === undefined) return { kind: 'silent' }
  const line = log.lines.find((candidate) => candidate.atc === atc)
  if (line !== undefined) return { kind: 'found', line }
  if (!isWhole(log)) return { kind: 'silent' }
  return { kind: reachesBackTo(log, atc) ? 'absent' : 'overwritten' }
}

/** Whether everything that was logged since the transaction of this counter is known. */
export function knowsSince(log: PurseLog, atc: number): boolean {
  return isWhole(log) && reachesBackTo(log, atc)
}

/** A log without a single record has not shown yet that this card keeps it, and can be read over this interface. */
function isWhole({ written, complete, lines }: PurseLog): boolean {
  return written > 0 && complete && lines.every((line) => line.atc !== undefined)
}

/** A full log lost its oldest records: only one that is older than the transaction shows that it was not lost with them. */
function reachesBackTo({ capacity, written, lines }: PurseLog, atc: number): boolean {
  return written < capacity || lines.some((line) => (line.atc ?? 0) <= atc)
}
