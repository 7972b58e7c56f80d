import { z } from 'zod'
import { localText } from './common'

const bytes = (length: number): z.ZodString => z.string().regex(new RegExp(`^([0-9A-F]{2}){${length}}$`))
const anyBytes = z.string().regex(/^([0-9A-F]{2})*$/)
const digits = (length: number): z.ZodString => z.string().regex(new RegExp(`^\\d{${length}}$`))
const ascii = (most: number): z.ZodString =>
  z
    .string()
    .regex(/^[ -~]*$/)
    .max(most)
const money = z.number().int().min(0).max(999_999_999_999)
const percent = z.number().int().min(0).max(99)
const numericCode = z.number().int().min(1).max(999)

/** A terminal as its file says it (resources/terminals): data elements as upper-case hex, amounts in minor units. */
export const terminalFile = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,64}$/),
    name: localText,
    description: localText,
    country: numericCode,
    currency: numericCode,
    currencyExponent: z.number().int().min(0).max(4),
    /** 9F35: 11 to 16 run by a bank, 21 to 26 by a merchant, 34 to 36 by the cardholder. */
    type: z.string().regex(/^(1[1-6]|2[1-6]|3[4-6])$/),
    capabilities: bytes(3),
    additionalCapabilities: bytes(5),
    ttq: bytes(4),
    applicationVersion: bytes(2),
    applications: z
      .array(z.object({ aid: z.string().regex(/^([0-9A-F]{2}){5,16}$/), partial: z.boolean() }))
      .min(1),
    merchantName: ascii(20),
    merchantId: ascii(15),
    terminalId: ascii(8),
    serialNumber: ascii(8),
    merchantCategory: digits(4),
    limits: z.object({
      floor: money,
      ecash: money.optional(),
      flash: money,
      flashFloor: money,
      flashCvm: money
    }),
    randomSelection: z.object({ threshold: money, target: percent, maximumTarget: percent }),
    actionCodes: z.object({ denial: bytes(5), online: bytes(5), default: bytes(5) }),
    defaultDdol: anyBytes,
    defaultTdol: anyBytes,
    exceptions: z.array(z.string().regex(/^\d{8,19}$/)),
    smAlgorithms: z.boolean(),
    /** Minutes ahead of UTC. */
    utcOffset: z.number().int().min(-720).max(840)
  })
  .strict()
