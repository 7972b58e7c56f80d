import { readFileSync } from 'node:fs'
import { usageFailure } from './usage-failure'
import { transactTexts } from '../texts/cli/transact'

/**
 * PINs for a script, one a line, from an open file descriptor (`--pin-fd 3`), and a card number in the same way. Each is given once, so that a wrong one is
 * never tried twice. Throws `AppFailure` where there is nothing to read.
 */
export class PinLines {
  private readonly lines: string[]

  constructor(descriptor: string) {
    if (!/^\d{1,5}$/.test(descriptor)) throw usageFailure(transactTexts.badDescriptor(descriptor))
    try {
      this.lines = readFileSync(Number(descriptor), 'utf8').split(/\r?\n/)
    } catch {
      throw usageFailure(transactTexts.badDescriptor(descriptor))
    }
  }

  /** The next PIN; undefined where no line is left. */
  next(): string | undefined {
    return this.lines.shift()
  }
}
