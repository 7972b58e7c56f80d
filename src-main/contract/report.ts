import { z } from 'zod'
import { localText, maskedHex } from './common'

/** Where bytes stand: the logical exchange of the report's own trace, and their place in its response (or command). */
export const byteRange = z
  .object({
    exchange: z.number().int(),
    part: z.enum(['command', 'response']),
    offset: z.number().int(),
    length: z.number().int()
  })
  .readonly()

export const bitExplanation = z
  .object({
    byte: z.number().int(),
    mask: z.number().int(),
    value: z.number().int(),
    /** Whether the data carries this value. */
    set: z.boolean(),
    name: localText
  })
  .readonly()

/** One explained data element. `children` for constructed ones and for parts of a structured value. */
export interface Field {
  /** Tag in hex, absent for parts that are not data objects. */
  readonly tag?: string | undefined
  readonly name: { readonly en: string; readonly zh: string }
  readonly meaning?: { readonly en: string; readonly zh: string } | undefined
  /** Specification and section. */
  readonly source?: string | undefined
  /** The value's bytes, masked where sensitive. */
  readonly hex: string
  /** The value as a person reads it. */
  readonly value?: { readonly en: string; readonly zh: string } | undefined
  readonly bits?: readonly z.infer<typeof bitExplanation>[] | undefined
  readonly children?: readonly Field[] | undefined
  /** What is wrong with it. */
  readonly problem?: { readonly en: string; readonly zh: string } | undefined
  /** Where the value's bytes lie. */
  readonly at?: z.infer<typeof byteRange> | undefined
}

export const field: z.ZodType<Field> = z.lazy(() =>
  z.object({
    tag: z.string().optional(),
    name: localText,
    meaning: localText.optional(),
    source: z.string().optional(),
    hex: maskedHex,
    value: localText.optional(),
    bits: z.array(bitExplanation).optional(),
    children: z.array(field).optional(),
    problem: localText.optional(),
    at: byteRange.optional()
  })
)

/** `minor` in minor units (fen for CNY); `currency` is ISO 4217 alphabetic where known, else three digits. */
export const money = z.object({ minor: z.number().int(), currency: z.string() }).readonly()

export const exchangeView = z
  .object({
    number: z.number().int(),
    name: z.string(),
    command: maskedHex,
    response: maskedHex,
    /** Microseconds. */
    duration: z.number(),
    /** The status word in words. */
    status: localText.optional(),
    failure: z.string().optional()
  })
  .readonly()

export const finding = z
  .object({
    level: z.enum(['info', 'caution', 'problem']),
    /** Stable identifier, e.g. `afl-record-absent`. */
    code: z.string(),
    text: localText,
    exchange: z.number().int().optional()
  })
  .readonly()

export const logRecord = z
  .object({
    /** 1 is the newest. */
    record: z.number().int(),
    /** ISO 8601 local date and time where the log carries them. */
    date: z.string().optional(),
    time: z.string().optional(),
    amount: money.optional(),
    other: money.optional(),
    /** Whether the money came onto the card or went off it; absent where the record does not say. */
    direction: z.enum(['in', 'out']).optional(),
    /** Transaction type in words. */
    type: localText.optional(),
    country: z.string().optional(),
    merchant: z.string().optional(),
    atc: z.number().int().optional(),
    /** Load log: balance before and after. */
    before: money.optional(),
    after: money.optional(),
    fields: z.array(field)
  })
  .readonly()

export const logView = z
  .object({
    kind: z.enum(['transaction', 'load']),
    sfi: z.number().int(),
    capacity: z.number().int(),
    records: z.array(logRecord)
  })
  .readonly()

export const balanceView = z
  .object({
    /** Which purse: 1 for 9F79, 2 for DF79. */
    purse: z.number().int(),
    balance: money,
    limit: money.optional(),
    singleLimit: money.optional(),
    resetThreshold: money.optional(),
    cvmLimit: money.optional()
  })
  .readonly()

export const applicationView = z
  .object({
    aid: z.string(),
    kind: z.enum(['debit', 'credit', 'quasi-credit', 'e-cash', 'other']),
    kindText: localText,
    /** Application label as the card says it. */
    label: z.string().optional(),
    preferredName: z.string().optional(),
    foundBy: z.array(z.enum(['ppse', 'pse', 'probe'])),
    priority: z.number().int().optional(),
    blocked: z.boolean(),
    languages: z.array(z.string()),
    /** Truncated to first six, last four unless revealed. */
    pan: z.string().optional(),
    panSequence: z.string().optional(),
    cardholder: z.string().optional(),
    /** ISO dates. */
    effective: z.string().optional(),
    expiry: z.string().optional(),
    serviceCode: localText.optional(),
    currency: z.string().optional(),
    country: z.string().optional(),
    atc: z.number().int().optional(),
    lastOnlineAtc: z.number().int().optional(),
    pinTriesLeft: z.number().int().optional(),
    balances: z.array(balanceView),
    /** Which offline data authentication it carries data for, in words. */
    authentication: z.object({
      sda: z.boolean(),
      dda: z.boolean(),
      cda: z.boolean(),
      caKeyIndex: z.string().optional(),
      text: localText
    }),
    cvmRules: z.array(localText),
    usage: z.array(localText),
    actionCodes: z.array(z.object({ name: localText, hex: maskedHex, conditions: z.array(localText) })),
    logs: z.array(logView),
    /** Everything the application said, exchange by exchange: SELECT, GPO, records, GET DATA. */
    parts: z.array(
      z.object({
        exchange: z.number().int(),
        title: localText,
        /** Short file identifier and record number of a READ RECORD. */
        sfi: z.number().int().optional(),
        record: z.number().int().optional(),
        fields: z.array(field)
      })
    )
  })
  .readonly()

export const securityDomainView = z
  .object({
    aid: z.string(),
    lifeCycle: localText.optional(),
    protocols: z.array(z.string()),
    keys: z.array(
      z.object({
        version: z.number().int(),
        id: z.number().int(),
        type: z.string(),
        length: z.number().int()
      })
    ),
    cplc: z.array(field),
    parts: z.array(z.object({ exchange: z.number().int(), title: localText, fields: z.array(field) }))
  })
  .readonly()

export const atrView = z
  .object({
    hex: z.string(),
    valid: z.boolean(),
    fields: z.array(field),
    problems: z.array(localText)
  })
  .readonly()

export const inspectionReport = z
  .object({
    format: z.literal('cardwright-inspection'),
    version: z.literal(1),
    /** ISO 8601, UTC. */
    at: z.string(),
    reader: z.string(),
    /** Milliseconds. */
    duration: z.number(),
    revealed: z.boolean(),
    outcome: z.enum(['complete', 'partial', 'interrupted']),
    /** Why it was interrupted. */
    interruption: localText.optional(),
    card: z.object({
      interface: z.enum(['contact', 'contactless']),
      protocol: z.enum(['T=0', 'T=1', 'raw']),
      atr: atrView,
      uid: z.string().optional(),
      ats: z.string().optional(),
      family: z.object({ id: z.string(), name: localText, evidence: z.array(localText) })
    }),
    /** Payment system directories that answered. */
    directories: z
      .array(
        z.object({
          kind: z.enum(['ppse', 'pse']),
          parts: z.array(
            z.object({
              exchange: z.number().int(),
              title: localText,
              sfi: z.number().int().optional(),
              record: z.number().int().optional(),
              fields: z.array(field)
            })
          )
        })
      )
      .optional(),
    applications: z.array(applicationView),
    securityDomain: securityDomainView.optional(),
    findings: z.array(finding),
    exchanges: z.array(exchangeView)
  })
  .readonly()

export type ByteRange = z.infer<typeof byteRange>
export type BitExplanation = z.infer<typeof bitExplanation>
export type Money = z.infer<typeof money>
export type ExchangeView = z.infer<typeof exchangeView>
export type Finding = z.infer<typeof finding>
export type LogRecord = z.infer<typeof logRecord>
export type LogView = z.infer<typeof logView>
export type BalanceView = z.infer<typeof balanceView>
export type ApplicationView = z.infer<typeof applicationView>
export type SecurityDomainView = z.infer<typeof securityDomainView>
export type AtrView = z.infer<typeof atrView>
export type InspectionReport = z.infer<typeof inspectionReport>
