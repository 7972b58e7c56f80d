import { z } from 'zod'
import { localText } from './common'
import { amount } from './payment'
import { cardPreview } from './preview'
import { madeCheck } from './production'
import { checkFinding, verificationReport } from './verification'

/** First six and last four digits, what lies between as stars: a whole number never comes onto paper. */
const truncatedPan = z.string().regex(/^\d{6}\*+\d{4}$/)

const paperCard = z
  .object({
    pan: truncatedPan,
    psn: z.string().max(2),
    name: z.string().max(100),
    /** `YYYY-MM-DD`. */
    expiry: z.string().max(10),
    profile: localText,
    account: z.string().max(100).optional(),
    /** It has no value, and says so. */
    test: z.boolean()
  })
  .readonly()

/** What goes with a card to its holder. */
const cardLetter = z
  .object({
    what: z.literal('letter'),
    card: paperCard,
    /** Minor units of CNY. */
    limits: z.object({ balance: amount, transaction: amount, cvm: amount }),
    /** The holder needs it at the first payment. */
    pin: z.boolean(),
    /** ISO 8601. */
    at: z.string().max(40)
  })
  .readonly()

/** What stays with the bank: how the card was made and tested. */
const productionReport = z
  .object({
    what: z.literal('report'),
    card: paperCard,
    issuer: z.string().max(80),
    production: z.string().max(64),
    sentence: localText,
    checks: z.array(madeCheck),
    findings: z.array(checkFinding),
    report: verificationReport.optional(),
    /** ISO 8601. */
    at: z.string().max(40)
  })
  .readonly()

/** What the holder is handed at the counter, in writing. */
const cardReceipt = z
  .object({
    what: z.literal('receipt'),
    card: paperCard,
    issuer: z.string().max(80),
    production: z.string().max(64),
    /** How the holder comes by the PIN; absent where the card has none. */
    pin: z.enum(['chosen', 'letter']).optional(),
    /** What was paid in when the account was opened, minor units of CNY. */
    deposit: amount.optional(),
    /** ISO 8601. */
    at: z.iso.datetime()
  })
  .readonly()

/** A paper about a card that was made. */
export const cardPaper = z.discriminatedUnion('what', [cardLetter, productionReport, cardReceipt])

/** What would be written, or why nothing can be. */
export const makePreview = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preview'), preview: cardPreview }),
  z.object({ kind: z.literal('invalid'), findings: z.array(checkFinding) })
])

export type CardPaper = z.infer<typeof cardPaper>
export type CardReceipt = z.infer<typeof cardReceipt>
export type CardLetter = z.infer<typeof cardLetter>
export type ProductionReport = z.infer<typeof productionReport>
export type MakePreview = z.infer<typeof makePreview>
