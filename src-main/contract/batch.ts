import { z } from 'zod'
import { localText, readerId } from './common'
import { applicantFile } from './personalization'
import { issuerId, lotId, stockLotView } from './production'

/** What cards a batch is made of: all but the list. */
const batchChoice = z.object({
  profile: z.string().max(64),
  issuer: issuerId.optional(),
  lot: lotId.optional()
})

const batchReaders = z.array(readerId).min(1).max(16)

/** A list in memory, as the command line has it. */
export const batchRequest = batchChoice
  .extend({ applicants: z.array(applicantFile).min(1).max(10_000), readers: batchReaders })
  .readonly()

/** A list as the file that a person chose or dropped; its name says what is in it. */
export const batchWish = batchChoice
  .extend({ file: z.object({ name: z.string().max(200), text: z.string().max(16 * 1024 * 1024) }) })
  .readonly()

export const batchStart = z.object({ wish: batchWish, readers: batchReaders }).readonly()
export const batchRest = z.object({ readers: batchReaders }).readonly()

/** One thing about one line, or about the whole list. What was typed is not repeated. */
export const batchFinding = z
  .object({
    level: z.enum(['failed', 'warning']),
    /** From 1, without the heading of a table. */
    line: z.number().int().optional(),
    /** As the heading of a table names it: `document.number`. */
    field: z.string().optional(),
    text: localText,
    remedy: localText.optional()
  })
  .readonly()

/** What is known of a list before anything is sent to a card. */
export const batchChecked = z
  .object({
    /** Nothing is wrong with it. */
    ok: z.boolean(),
    lines: z.number().int(),
    /** Lines that a card can be made of. */
    good: z.number().int(),
    /** Lines whose card was made before: it is the same batch. */
    before: z.number().int(),
    /** The first of them; `more` others are left out. */
    findings: z.array(batchFinding),
    more: z.number().int()
  })
  .readonly()

/** What is to be done with the chip that a lane has let go of. */
const chipFate = z.enum(['hand-out', 'scrap', 'unchanged'])

export const batchLane = z
  .object({
    reader: readerId,
    state: z.enum(['waiting-for-card', 'making', 'take-card', 'stopped', 'done']),
    /** The line that it works on, from 1. */
    line: z.number().int().optional(),
    name: z.string().optional(),
    pan: z.string().optional(),
    step: localText.optional(),
    fraction: z.number().optional(),
    made: z.number().int(),
    failed: z.number().int(),
    /** The card before, until the next one is begun. */
    last: z
      .object({
        line: z.number().int(),
        name: z.string(),
        pan: z.string(),
        chip: chipFate,
        sentence: localText
      })
      .optional()
  })
  .readonly()

/** What a line came to. */
const endedLine = z
  .object({
    line: z.number().int(),
    name: z.string(),
    pan: z.string(),
    outcome: z.string(),
    sentence: localText
  })
  .readonly()

export const batchView = z
  .object({
    id: z.string(),
    profile: z.string(),
    /** ISO 8601: when this run of it began. */
    startedAt: z.string(),
    running: z.boolean(),
    stopping: z.boolean(),
    total: z.number().int(),
    /** All of them, also those of earlier runs. */
    made: z.number().int(),
    /** Made in earlier runs. */
    before: z.number().int(),
    rejected: z.number().int(),
    left: z.number().int(),
    lanes: z.array(batchLane),
    /** Lines that came to an end, newest first, at most 200. */
    ended: z.array(endedLine),
    lot: stockLotView.optional()
  })
  .readonly()

/** What a batch came to, for the window and for the paper: every line once. */
export const batchReconciliation = z
  .object({
    id: z.string(),
    profile: localText,
    issuer: z.string(),
    /** ISO 8601. */
    startedAt: z.string(),
    /** ISO 8601; absent while it runs. */
    endedAt: z.string().optional(),
    test: z.boolean(),
    total: z.number().int(),
    /** Cards that were spoiled for it, in all its runs. */
    spoiled: z.number().int(),
    made: z.array(endedLine),
    /** Given up: no card of the batch is missing for them. */
    rejected: z.array(endedLine),
    /** Not begun, or begun and not finished: another run makes them. */
    left: z.array(endedLine),
    lot: stockLotView.optional(),
    /** The stock is what came in less what was made, begun and scrapped. */
    balanced: z.boolean()
  })
  .readonly()

export type BatchRequest = z.infer<typeof batchRequest>
export type BatchWish = z.infer<typeof batchWish>
export type BatchFinding = z.infer<typeof batchFinding>
export type BatchChecked = z.infer<typeof batchChecked>
export type BatchLane = z.infer<typeof batchLane>
export type ChipFate = z.infer<typeof chipFate>
export type EndedLine = z.infer<typeof endedLine>
export type BatchView = z.infer<typeof batchView>
export type BatchReconciliation = z.infer<typeof batchReconciliation>
