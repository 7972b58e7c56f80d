import { z } from 'zod'

// The window's content security policy forbids evaluated code; zod must not compile its schemas.
z.config({ jitless: true })

/** One sentence or name in English and Simplified Chinese. */
export const localText = z.object({ en: z.string(), zh: z.string() }).readonly()

/** Upper-case hex in which `*` stands for a masked nibble. */
export const maskedHex = z.string().regex(/^[0-9A-F*]*$/)

export const language = z.enum(['en', 'zh'])

/** `pcsc:NAME`, `virtual:NAME` or `replay:NAME`. */
export const readerId = z
  .string()
  .regex(/^(pcsc|virtual|replay):.+$/u)
  .max(300)

/** Made at one boundary, in services; every code has its sentence in `texts`. */
export const appError = z
  .object({
    code: z.string(),
    message: localText,
    cause: localText.optional(),
    remedy: localText.optional(),
    retrySafe: z.boolean(),
    sw: z.string().optional()
  })
  .readonly()

export type AppErrorData = z.infer<typeof appError>
