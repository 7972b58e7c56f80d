import type { DolEntry } from '../tlv/dol'

/**
 * JR/T 0025: a load-log record begins with P1 P2 of the PUT DATA (the tag that was written) and the value before and
 * after; the values that DF4F names follow. The three have no tags of their own: they are told apart by identity.
 */
export const loadLogHead: readonly DolEntry[] = [
  { tag: 0, length: 2, offset: 0 },
  { tag: 0, length: 6, offset: 0 },
  { tag: 0, length: 6, offset: 0 }
]
