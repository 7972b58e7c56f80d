import { hex } from '../../engine/bytes/hex'
import type { Redactor } from '../../engine/trace/redact'
import type { MaskedHex } from '../../engine/trace/trace'
import { sensitivityOf } from '../apdu/sensitivity'

/** The bytes of a recording; masked nibbles count as zeros. */
export function unmasked(masked: MaskedHex): Uint8Array {
  return hex(masked.replaceAll('*', '0'))
}

/**
 * A recorded exchange with everything masked that a recording of today would mask: a file may be from another program
 * or in clear. What is masked already stays so.
 */
export function maskedAgain<T extends { readonly command: MaskedHex; readonly response: MaskedHex }>(
  recorded: T,
  redactor: Redactor
): T {
  const command = unmasked(recorded.command)
  const [cla = 0, ins = 0] = command
  const hidden = redactor.redact(command, unmasked(recorded.response), sensitivityOf({ cla, ins }))
  return {
    ...recorded,
    command: overlaid(recorded.command, hidden.command),
    response: overlaid(recorded.response, hidden.response)
  }
}

function overlaid(recorded: MaskedHex, hidden: MaskedHex): MaskedHex {
  return [...hidden].map((digit, index) => (recorded[index] === '*' ? '*' : digit)).join('')
}
