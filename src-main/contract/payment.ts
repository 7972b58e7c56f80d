import { z } from 'zod'
import { localText, maskedHex } from './common'

/** Minor units. */
export const amount = z.number().int()
/** ISO 4217 numeric, e.g. 156. */
export const currency = z.number().int()

/** One thing that a decision rests on: a bit, a limit, a value of the card or the terminal. */
export const reason = z
  .object({
    text: localText,
    /** Data object it was read from, e.g. `95`. */
    tag: z.string().optional(),
    hex: maskedHex.optional(),
    /** Specification and section, e.g. `EMV Book 3, 10.7`. */
    section: z.string().optional()
  })
  .readonly()

/** What the kernel decided in one phase, and why. */
export const decision = z
  .object({
    /** Phase under its specification name, e.g. `terminal-action-analysis`. */
    phase: z.string(),
    title: localText,
    /** What was decided, as a sentence. */
    text: localText,
    effect: z.enum(['ok', 'info', 'caution', 'stop']),
    reasons: z.array(reason),
    /** Milliseconds since the transaction began. */
    at: z.number()
  })
  .readonly()

export const transactionOutcome = z.enum([
  'approved-offline',
  'approved-online',
  'declined-by-card',
  'declined-by-terminal',
  'declined-by-issuer',
  'try-again',
  'see-phone',
  'use-other-interface',
  'not-possible',
  'cancelled',
  'interrupted'
])

/** A transaction told as a story, with every decision. */
export const transactionStory = z
  .object({
    mode: z.enum(['flash', 'contact']),
    /** Which money: e-cash on the card or the account behind it; null where it was not decided. */
    path: z.enum(['ecash', 'account']).nullable(),
    outcome: transactionOutcome,
    /** The outcome in one sentence, and what to do next. */
    sentence: localText,
    advice: localText.optional(),
    /** ISO 8601. */
    startedAt: z.string(),
    amount,
    currency,
    card: z
      .object({
        aid: z.string(),
        label: z.string().optional(),
        /** Truncated. */
        pan: z.string().optional(),
        psn: z.string().optional(),
        /** YYYY-MM. */
        expiry: z.string().optional()
      })
      .optional(),
    atc: z.number().int().optional(),
    cryptogram: z.object({ kind: z.enum(['TC', 'ARQC', 'AAC']), hex: z.string() }).optional(),
    arc: z.string().optional(),
    balanceBefore: amount.optional(),
    balanceAfter: amount.optional(),
    cvm: localText.optional(),
    tvr: z.string(),
    tsi: z.string(),
    decisions: z.array(decision),
    /** Milliseconds that offline data authentication took, and the whole transaction. */
    odaMs: z.number().optional(),
    durationMs: z.number(),
    apdus: z.number().int()
  })
  .readonly()

export const terminalPreset = z
  .object({
    id: z.string(),
    name: localText,
    description: localText,
    /** Facts of the configuration, in words. */
    facts: z.array(z.object({ name: localText, value: localText }))
  })
  .readonly()

export type Reason = z.infer<typeof reason>
export type Decision = z.infer<typeof decision>
export type TransactionOutcome = z.infer<typeof transactionOutcome>
export type TransactionStory = z.infer<typeof transactionStory>
export type TerminalPreset = z.infer<typeof terminalPreset>
