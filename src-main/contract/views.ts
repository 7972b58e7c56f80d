import { z } from 'zod'
import { appError, language, localText, maskedHex, readerId } from './common'
import { field } from './report'

export const settings = z
  .object({
    language,
    theme: z.enum(['system', 'light', 'dark']),
    /** The reader that all pages talk to. */
    reader: readerId.nullable(),
    traceDrawer: z.enum(['closed', 'bottom', 'right'])
  })
  .readonly()

export const appInfo = z
  .object({
    version: z.string(),
    electron: z.string(),
    chrome: z.string(),
    node: z.string(),
    platform: z.string(),
    /** Runs on the unmaintained Electron that stands in behind a closed network. */
    developmentRuntime: z.boolean(),
    /** Why the program may only be used as it is now (another instance holds the data folder, ...). */
    notices: z.array(localText)
  })
  .readonly()

export const readerView = z
  .object({
    id: readerId,
    name: z.string(),
    driver: z.enum(['pcsc-mini', 'pcsclite', 'virtual', 'replay']),
    /** Reader family from its profile. */
    profile: localText,
    presence: z.enum(['empty', 'present', 'mute']),
    inUse: z.boolean(),
    atr: z.string().optional(),
    cardCount: z.number().int(),
    /** What is on it, where this program knows: the virtual card's name, a recorded trace. */
    cardName: localText.optional(),
    contactless: z.boolean()
  })
  .readonly()

export const readersView = z
  .object({
    services: z.array(
      z.object({
        driver: z.enum(['pcsc-mini', 'pcsclite', 'virtual', 'replay']),
        state: z.enum(['starting', 'running', 'stopped', 'no-permission', 'binding-missing'])
      })
    ),
    readers: z.array(readerView)
  })
  .readonly()

/** One thing that was asked of a reader: what it said, or why it is not known. */
export const readerFact = z
  .object({
    id: z.string(),
    name: localText,
    value: localText.optional(),
    /** The same as bytes, where it came as bytes. */
    hex: maskedHex.optional(),
    /** The value in parts; `set` where a part is a switch. */
    parts: z
      .array(
        z.object({
          id: z.string(),
          name: localText,
          value: localText.optional(),
          set: z.boolean().optional()
        })
      )
      .optional(),
    /** Why it is not known, and what would help. */
    unknown: z.object({ why: localText, remedy: localText.optional() }).optional()
  })
  .readonly()

/** All that is known of one reader: from its profile, its driver, and from itself. */
export const readerDetails = z
  .object({
    reader: readerId,
    name: z.string(),
    profile: z.object({
      id: z.string(),
      name: localText,
      maker: z.string(),
      /** USB vendor and product of the family; none for software readers and readers without a profile of their own. */
      usb: z.array(z.string()),
      /** False: described from its manual, or simulated. */
      seenOnHardware: z.boolean(),
      notes: z.array(localText)
    }),
    /** How it was asked: beside the card, past the card, or not at all. */
    access: z.enum(['card', 'direct', 'none']),
    /** Why it could not be asked as it should be. */
    problem: appError.optional(),
    /** Has lamps and a buzzer to find it by. */
    canSignal: z.boolean(),
    groups: z.array(z.object({ id: z.string(), name: localText, facts: z.array(readerFact) }))
  })
  .readonly()

export const virtualCardKind = z.enum([
  ...(['blank', 'ecash', 'debit-ecash', 'credit-ecash'] as const),
  ...(['blank-embedded-se', 'blank-nfc-sim', 'blank-nfc-sd'] as const)
])

export const virtualCardView = z
  .object({
    id: z.string(),
    kind: virtualCardKind,
    name: localText,
    /** The reader it is in. */
    reader: readerId.optional(),
    /** Truncated number, where it has one. */
    pan: z.string().optional()
  })
  .readonly()

/** What the card itself saw: its own side of an exchange. */
export const cardSideEntry = z
  .object({
    number: z.number().int(),
    command: maskedHex,
    response: maskedHex,
    /** Which application answered. */
    application: z.string(),
    /** What changed in the card, in words. */
    changes: z.array(localText)
  })
  .readonly()

export const traceEntryView = z
  .object({
    /** Counts entries of this run; unique. */
    id: z.number().int(),
    kind: z.enum(['exchange', 'event']),
    tap: z.enum(['logical', 'wire']).optional(),
    /** Logical exchange number within its session. */
    number: z.number().int().optional(),
    reader: z.string(),
    /** Milliseconds since 1970. */
    at: z.number(),
    /** Microseconds. */
    duration: z.number().optional(),
    name: z.string().optional(),
    command: maskedHex.optional(),
    response: maskedHex.optional(),
    failure: z.string().optional(),
    event: z.enum(['connected', 'reset', 'removed']).optional(),
    /** One line that says what happened. */
    summary: localText
  })
  .readonly()

export const explainedExchange = z
  .object({
    command: z.array(field),
    response: z.array(field),
    status: localText.optional()
  })
  .readonly()

export const doctorCheck = z
  .object({
    id: z.string(),
    level: z.enum(['ok', 'caution', 'problem']),
    title: localText,
    detail: localText.optional(),
    remedy: localText.optional()
  })
  .readonly()

export const recentCard = z
  .object({
    id: z.string(),
    at: z.string(),
    reader: z.string(),
    family: localText,
    label: z.string().optional(),
    pan: z.string().optional(),
    outcome: z.enum(['complete', 'partial', 'interrupted'])
  })
  .readonly()

/** One difference between two reports. */
export const difference = z
  .object({
    /** Where: application label or AID, then the part. */
    place: localText,
    name: localText,
    tag: z.string().optional(),
    left: localText.optional(),
    right: localText.optional(),
    leftHex: maskedHex.optional(),
    rightHex: maskedHex.optional()
  })
  .readonly()

export const progressView = z
  .object({
    step: z.string(),
    text: localText,
    fraction: z.number().optional(),
    /** Milliseconds since the job began. */
    at: z.number()
  })
  .readonly()

export type Settings = z.infer<typeof settings>
export type AppInfo = z.infer<typeof appInfo>
export type ReaderView = z.infer<typeof readerView>
export type ReadersView = z.infer<typeof readersView>
export type ReaderFact = z.infer<typeof readerFact>
export type ReaderDetails = z.infer<typeof readerDetails>
export type VirtualCardKind = z.infer<typeof virtualCardKind>
export type VirtualCardView = z.infer<typeof virtualCardView>
export type CardSideEntry = z.infer<typeof cardSideEntry>
export type TraceEntryView = z.infer<typeof traceEntryView>
export type ExplainedExchange = z.infer<typeof explainedExchange>
export type DoctorCheck = z.infer<typeof doctorCheck>
export type RecentCard = z.infer<typeof recentCard>
export type Difference = z.infer<typeof difference>
export type ProgressView = z.infer<typeof progressView>
