import { z } from 'zod'
import { localText } from './common'
import { amount } from './payment'
import { accountKind, applicantFile, carrierName } from './personalization'
import { checkFinding, verificationReport } from './verification'

export const productionId = z.string().max(64)
export const lotId = z.string().max(64)
export const issuerId = z.string().max(40)

/** A profile as a person chooses it, and what its form asks for. */
export const profileView = z
  .object({
    id: z.string(),
    name: localText,
    kind: accountKind,
    carrier: carrierName,
    identifier: z.string(),
    panLength: z.number().int(),
    /** Fields of the applicant that the card cannot do without. */
    needs: z.array(z.string()),
    limits: z.record(z.string(), z.object({ default: amount, least: amount, most: amount }))
  })
  .readonly()

/** An issuer for whom cards are made here. */
export const issuerView = z.object({ id: issuerId, name: z.string(), test: z.boolean() }).readonly()

export const stockLotView = z
  .object({
    id: lotId,
    name: z.string(),
    kind: z.enum(['blank', 'preprinted']),
    received: z.number().int(),
    made: z.number().int(),
    scrapped: z.number().int(),
    begun: z.number().int(),
    left: z.number().int(),
    /** ISO 8601. */
    at: z.string()
  })
  .readonly()

/** What a person wants made of the chip on a reader. */
export const makeRequest = z
  .object({
    profile: z.string().max(64),
    applicant: applicantFile,
    issuer: issuerId.optional(),
    lot: lotId.optional(),
    /** Applications that are on the chip already may go. */
    replace: z.literal(true).optional(),
    /** The production whose spoiled card this one replaces. */
    replaces: productionId.optional(),
    /** The production that is begun anew on its chip: the card gets the number that it had then. */
    again: productionId.optional(),
    /** The person has typed that a chip with failed attempts is tried once more. */
    confirmed: z.literal(true).optional(),
    /** The issuer makes the PIN up: it comes in a letter of its own. */
    makePin: z.literal(true).optional(),
    /** What the TEST issuer puts into the account that it opens for the card. */
    deposit: amount.optional()
  })
  .readonly()

/** Why a card is taken out of production. */
export const scrapReason = z.enum(['torn-card', 'failed-test', 'wrong-data', 'by-hand'])

/** One card in production, or what became of it. */
export const productionView = z
  .object({
    id: productionId,
    lot: z.string().optional(),
    batch: z.string().optional(),
    line: z.number().int().optional(),
    profile: z.string(),
    /** Truncated. */
    pan: z.string(),
    state: z.enum(['begun', 'made', 'scrapped']),
    reason: localText.optional(),
    replaces: productionId.optional(),
    /** ISO 8601. */
    at: z.string(),
    changedAt: z.string()
  })
  .readonly()

/** A test of a card that was made: what was checked, and what came of it. */
export const madeCheck = z
  .object({ id: z.string(), name: localText, ok: z.boolean(), detail: localText.optional() })
  .readonly()

/** What came of making a card. */
export const makeResult = z
  .object({
    /**
     * `invalid`: nothing was sent. `refused`: the chip was not changed. `unfinished`: it was, and the card is to be made
     * anew or scrapped. `scrapped`: it cannot become a card any more.
     */
    outcome: z.enum(['made', 'invalid', 'refused', 'unfinished', 'scrapped', 'cancelled']),
    sentence: localText,
    advice: localText.optional(),
    findings: z.array(checkFinding),
    checks: z.array(madeCheck),
    /** What was read back, and the rules that it was checked by. */
    report: verificationReport.optional(),
    production: productionView.optional(),
    /** The card, for the person who hands it over; the number is truncated. */
    card: z
      .object({
        pan: z.string(),
        psn: z.string(),
        name: z.string(),
        expiry: z.string(),
        profile: localText,
        account: z.string().optional(),
        test: z.boolean()
      })
      .optional(),
    /** A PIN was made up, and waits to be printed once. */
    pinLetter: z.boolean().optional(),
    /** A word typed lets it be tried nevertheless: attempts at its keys have failed before. */
    confirmable: z.boolean().optional(),
    /** Only consent to delete what is on the chip stands in the way. */
    replaceable: z.boolean().optional()
  })
  .readonly()

export type ProfileView = z.infer<typeof profileView>
export type IssuerView = z.infer<typeof issuerView>
export type StockLotView = z.infer<typeof stockLotView>
export type MakeRequest = z.infer<typeof makeRequest>
export type ProductionView = z.infer<typeof productionView>
export type MadeCheck = z.infer<typeof madeCheck>
export type MakeResult = z.infer<typeof makeResult>
