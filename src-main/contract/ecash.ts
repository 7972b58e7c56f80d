import { z } from 'zod'
import { localText, readerId } from './common'
import { amount, currency, transactionStory } from './payment'

export const entryId = z.string().max(64)

/** A line of the card's transaction log or load log. */
export const purseLogRow = z
  .object({
    kind: z.enum(['load', 'unload', 'purchase', 'other']),
    /** Local time of the terminal that wrote it, `2026-03-15T10:00:01`; parts that make no sense are left out. */
    at: z.string().optional(),
    amount,
    currency,
    before: amount.optional(),
    after: amount.optional(),
    atc: z.number().int().optional(),
    place: z.string().optional()
  })
  .readonly()

/** Something begun with money or a card that has not come to its end. */
export const openEntry = z
  .object({
    entry: entryId,
    flow: z.string(),
    title: localText,
    /** ISO 8601. */
    at: z.string(),
    /** Truncated. */
    pan: z.string(),
    amount: amount.optional(),
    currency: currency.optional(),
    /** What is certain, and what is not. */
    sentence: localText,
    /** Only the card can tell how far it came: it has to be on a reader. */
    needsCard: z.boolean(),
    /** Labels of the buttons, each with what it will do; absent where it is not possible. */
    finish: z.object({ label: localText, effect: localText }).optional(),
    reverse: z.object({ label: localText, effect: localText }).optional(),
    /** Closes it here, for the issuer's staff to settle; never done on the way to anything else. */
    handOver: z.object({ label: localText, effect: localText }).optional()
  })
  .readonly()

/** The e-cash on a card, its limits and logs, and what the issuer knows of it. */
export const purseView = z
  .object({
    reader: readerId,
    card: z.object({
      /** Truncated. */
      pan: z.string(),
      psn: z.string(),
      aid: z.string(),
      label: z.string().optional(),
      holder: z.string().optional(),
      /** YYYY-MM. */
      expiry: z.string().optional(),
      account: z.enum(['ecash', 'debit-ecash', 'credit-ecash']),
      contactless: z.boolean()
    }),
    currency,
    balance: amount,
    balanceLimit: amount,
    transactionLimit: amount,
    resetThreshold: amount.optional(),
    /** The second currency's purse, where the card has one. */
    second: z.object({ currency, balance: amount, balanceLimit: amount }).optional(),
    atc: z.number().int(),
    pinTriesLeft: z.number().int().optional(),
    blocked: z.boolean(),
    /** Newest first. */
    loads: z.array(purseLogRow),
    transactions: z.array(purseLogRow),
    /** Open entries of this card. */
    open: z.array(openEntry),
    /** What the issuer says; absent where it does not know the card. */
    issuer: z
      .object({
        test: z.boolean(),
        /** What can be spent from the account; absent for e-cash without an account. */
        available: amount.optional(),
        /** Waits at the issuer to be loaded onto the card. */
        kept: amount
      })
      .optional()
  })
  .readonly()

export const loadSource = z.enum(['account', 'other-account', 'cash'])
export const unloadTarget = z.enum(['account', 'cash'])

/** What a person wants done with the card on a reader. */
export const cardAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('load'),
    amount,
    from: loadSource,
    /** Card number of the other account; digits. */
    pan: z
      .string()
      .regex(/^\d{8,19}$/)
      .optional()
  }),
  z.object({ kind: z.literal('load-kept') }),
  z.object({ kind: z.literal('unload'), amount, to: unloadTarget }),
  z.object({
    kind: z.literal('pay'),
    amount,
    mode: z.enum(['flash', 'contact']),
    /** Terminal preset; the default where absent. */
    preset: z.string().max(64).optional(),
    /** Demand an online authorisation. */
    online: z.boolean().optional()
  }),
  z.object({
    kind: z.literal('set-limits'),
    balanceLimit: amount.optional(),
    transactionLimit: amount.optional(),
    resetThreshold: amount.optional()
  }),
  z.object({ kind: z.literal('change-pin') }),
  z.object({ kind: z.literal('unblock-pin') }),
  z.object({ kind: z.literal('block-application') }),
  z.object({ kind: z.literal('unblock-application') }),
  z.object({ kind: z.literal('block-card') }),
  z.object({ kind: z.literal('finish'), entry: entryId }),
  z.object({ kind: z.literal('reverse'), entry: entryId })
])

export const cardQuestion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pin'),
    /** Who checks it: the card, the issuer, or it is a new one. */
    purpose: z.enum(['offline', 'online', 'new']),
    /** It can be done without, where the desk vouches for the holder. */
    optional: z.literal(true).optional(),
    triesLeft: z.number().int().optional(),
    amount: amount.optional(),
    currency: currency.optional()
  }),
  z.object({
    kind: z.literal('application'),
    candidates: z.array(z.object({ aid: z.string(), label: z.string() }))
  }),
  z.object({ kind: z.literal('confirm'), text: localText })
])

export const cardReply = z.discriminatedUnion('kind', [
  /** null where the holder passes over it. */
  z.object({
    kind: z.literal('pin'),
    pin: z
      .string()
      .regex(/^\d{4,12}$/)
      .nullable()
  }),
  z.object({ kind: z.literal('application'), index: z.number().int().min(0) }),
  z.object({ kind: z.literal('confirm'), yes: z.boolean() }),
  z.object({ kind: z.literal('cancelled') })
])

/** What came of an action. A result is a sentence before it is a code. */
export const actionResult = z
  .object({
    action: z.string(),
    outcome: z.enum(['done', 'declined', 'refused', 'interrupted', 'cancelled', 'nothing-happened']),
    sentence: localText,
    /** What is certain, what is not, and the one next step. */
    advice: localText.optional(),
    /** ISO 8601. */
    at: z.string(),
    amount: amount.optional(),
    currency: currency.optional(),
    balanceBefore: amount.optional(),
    balanceAfter: amount.optional(),
    /** Journal entry; absent where nothing was begun. */
    entry: entryId.optional(),
    /** A receipt can be printed for the entry. */
    receipt: z.boolean(),
    /** What is left to be finished. */
    open: openEntry.optional(),
    story: transactionStory.optional(),
    /** The card as it is now, where it could be read. */
    purse: purseView.optional()
  })
  .readonly()

/** One closed or open entry of the journal, for the history. */
export const historyRow = z
  .object({
    entry: entryId,
    flow: z.string(),
    title: localText,
    at: z.string(),
    pan: z.string(),
    amount: amount.optional(),
    currency: currency.optional(),
    state: z.enum(['open', 'completed', 'reversed', 'nothing-happened', 'given-up']),
    receipt: z.boolean()
  })
  .readonly()

/** A receipt as lines for the screen; printed and saved from the same data. */
export const receiptView = z
  .object({
    entry: entryId,
    title: localText,
    lines: z.array(z.object({ name: localText, value: localText, strong: z.boolean() })),
    notes: z.array(localText)
  })
  .readonly()

/** The desk's day: purchases that wait to be uploaded, and the built-in issuer's accounts. */
export const issuerOverview = z
  .object({
    test: z.boolean(),
    currency,
    unsettled: z.object({ count: z.number().int(), amount }),
    accounts: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['account', 'drawer', 'merchant', 'ecash', 'kept', 'suspense', 'other']),
        name: localText,
        balance: amount
      })
    )
  })
  .readonly()

export const uploadResult = z.object({
  uploaded: z.number().int(),
  refused: z.number().int(),
  waiting: z.number().int(),
  amount,
  currency
})

export type PurseLogRow = z.infer<typeof purseLogRow>
export type OpenEntry = z.infer<typeof openEntry>
export type PurseView = z.infer<typeof purseView>
export type CardAction = z.infer<typeof cardAction>
export type CardQuestion = z.infer<typeof cardQuestion>
export type CardReply = z.infer<typeof cardReply>
export type ActionResult = z.infer<typeof actionResult>
export type HistoryRow = z.infer<typeof historyRow>
export type ReceiptView = z.infer<typeof receiptView>
export type IssuerOverview = z.infer<typeof issuerOverview>
export type UploadResult = z.infer<typeof uploadResult>
