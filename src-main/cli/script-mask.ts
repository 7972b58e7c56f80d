import { concat } from '../engine/bytes/bytes'
import { hex, toHex } from '../engine/bytes/hex'
import type { Sensitivity } from '../engine/commands/command'
import { Redactor, type RedactedExchange } from '../engine/trace/redact'

/** A command and an answer around bytes that are neither. */
const NO_COMMAND = hex('00000000')
const DONE = hex('9000')
/** Shorter secrets are too often found by chance. */
const SHORTEST_SECRET = 4
const RUN = /(?:[0-9A-Fa-f]{2}){4,}/g

/** Masks what a script sends, gets and prints: PINs, keys and card numbers, unless all is to be seen. */
export class ScriptMask {
  private readonly redactor: Redactor
  private readonly secrets = new Set<string>()

  constructor(private readonly options: { readonly reveal: boolean }) {
    this.redactor = new Redactor(options)
  }

  exchange(
    command: Uint8Array,
    response: Uint8Array,
    sensitivity: Sensitivity | undefined
  ): RedactedExchange {
    if (sensitivity?.command === 'all' && command.length - 5 >= SHORTEST_SECRET) {
      this.secrets.add(toHex(command.subarray(5)))
    }
    return this.redactor.redact(command, response, sensitivity)
  }

  /** What a script prints: every run of hexadecimal digits is looked at as the answers are. */
  printed(text: string): string {
    if (this.options.reveal) return text
    let shown = text
    for (const secret of this.secrets) {
      shown = shown
        .replaceAll(secret, '*'.repeat(secret.length))
        .replaceAll(secret.toLowerCase(), '*'.repeat(secret.length))
    }
    return shown.replace(RUN, (digits) => {
      const masked = this.redactor.redact(NO_COMMAND, concat(hex(digits), DONE)).response.slice(0, -4)
      return masked === digits.toUpperCase() ? digits : masked
    })
  }
}
