import { z } from 'zod'
import { localText, maskedHex } from './common'
import { field, money } from './report'

/** One data grouping that will be written. */
const groupingPreview = z
  .object({
    /** 4 hex digits. */
    dgi: z.string(),
    name: localText,
    /** Bytes before padding. */
    length: z.number().int(),
    enciphered: z.boolean(),
    padded: z.boolean(),
    /** What will be written; `*` for what stays secret and for digits of the card number. */
    hex: maskedHex,
    /** Check values of keys, 6 hex digits each, where it holds keys. */
    checkValues: z.array(z.string()).optional(),
    /** Data objects, explained; empty for secrets. */
    fields: z.array(field)
  })
  .readonly()

const applicationPreview = z
  .object({
    id: z.string(),
    aid: z.string(),
    module: z.string(),
    privileges: z.string(),
    parameters: z.string(),
    groupings: z.array(groupingPreview)
  })
  .readonly()

/** Everything that will be written onto a card, before it is written. */
export const cardPreview = z
  .object({
    format: z.literal('cardwright-preview'),
    version: z.literal(1),
    profile: z.string(),
    revealed: z.boolean(),
    /** Truncated to first six and last four unless revealed. */
    pan: z.string(),
    psn: z.string(),
    expiry: z.string(),
    effective: z.string(),
    cardholder: z.string(),
    serviceCode: z.string(),
    /** Whether a PIN goes onto the card. */
    pin: z.boolean(),
    limits: z.object({ balance: money, transaction: money, resetThreshold: money, cvm: money }),
    applications: z.array(applicationPreview),
    /** Bytes of all data groupings. */
    length: z.number().int()
  })
  .readonly()

export type GroupingPreview = z.infer<typeof groupingPreview>
export type CardPreview = z.infer<typeof cardPreview>
