import { z } from 'zod'
import { localText } from './common'

/** One thing that is wrong, or that somebody should look at. */
export const checkFinding = z
  .object({
    level: z.enum(['failed', 'warning']),
    /** Stable identifier, e.g. `pan-check-digit`. */
    code: z.string(),
    /** Which field, as the person knows it: `limits.balance`, `applications.pboc.0201.8C`. */
    path: z.string(),
    text: localText,
    /** Specification and section. */
    source: z.string().optional()
  })
  .readonly()

export type CheckFinding = z.infer<typeof checkFinding>
