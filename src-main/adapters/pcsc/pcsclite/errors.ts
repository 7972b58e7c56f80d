import { ReaderError } from '../../../services/readers/reader-driver'
import { scardError } from '../scard-codes'

/**
 * What a call of pcsclite gave as its error. Its message ends with the return code as "(0x8010000c)", on every
 * system; the words before it are the operating system's and are not looked at.
 */
export function pcscliteError(error: unknown, call: string): ReaderError {
  if (error instanceof ReaderError) return error
  const message = error instanceof Error ? error.message : String(error)
  const digits = /\(0x([0-9a-f]{1,16})\)\s*$/i.exec(message)?.[1]
  // A 64-bit system may show the number with its sign carried on.
  if (digits !== undefined) return scardError(Number.parseInt(digits.slice(-8), 16), call)
  return new ReaderError('transport', `${call}: ${message}`)
}
