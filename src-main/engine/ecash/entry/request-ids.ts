import { toHex } from '../../bytes/hex'
import { random, type Workflow } from '../../workflow/workflow'
import type { Settlement } from './entry-facts'

const NAME_LENGTH = 4

/** The request that authorises an entry. */
export const authorisationId = (entry: string): string => `${entry}-a`

/** The request that settles it: the same name for the same settlement, however often it is sent. */
export const settlementId = (entry: string, how: Settlement): string => `${entry}-${how}`

/** A further request for an entry that is another one each time: evidence of the balance, a claim that rests on it. */
export function* furtherId(entry: string, what: 'evidence' | 'claim'): Workflow<string> {
  return `${entry}-${what}-${toHex(yield* random(NAME_LENGTH)).toLowerCase()}`
}
