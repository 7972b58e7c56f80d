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

/** One rule of the list and what it came to for this card. */
export const ruleResult = z
  .object({
    /** Stable identifier, e.g. `account/check-digit`. */
    id: z.string(),
    /** What a card that breaks it has: it does not work, or somebody should look. */
    level: z.enum(['failed', 'warning']),
    text: localText,
    /** Specification and section. */
    source: z.string(),
    /** `not-applicable`: nothing on the card is about it. */
    outcome: z.enum(['kept', 'broken', 'not-applicable']),
    findings: z.array(checkFinding)
  })
  .readonly()

/** What was read back, beside what was to be written. */
export const readBackComparison = z
  .object({
    /** Data objects that were compared. */
    compared: z.number().int(),
    findings: z.array(checkFinding)
  })
  .readonly()

/** Whether a card is as it should be. */
export const verificationReport = z
  .object({
    format: z.literal('cardwright-verification'),
    version: z.literal(1),
    /** ISO 8601, UTC: when the card was read. */
    at: z.string(),
    reader: z.string(),
    interface: z.enum(['contact', 'contactless']),
    verdict: z.enum(['passed', 'warnings', 'failed']),
    /** AIDs of the applications that were looked at. */
    applications: z.array(z.string()),
    rules: z.array(ruleResult),
    comparison: readBackComparison.optional()
  })
  .readonly()

export type RuleResult = z.infer<typeof ruleResult>
export type ReadBackComparison = z.infer<typeof readBackComparison>
export type VerificationReport = z.infer<typeof verificationReport>
