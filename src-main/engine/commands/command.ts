import type { CommandApdu } from '../apdu/command-apdu'
import type { ResponseApdu } from '../apdu/response-apdu'

/**
 * What of an exchange must not be recorded in clear.
 * `command`/`response` = 'all' masks the whole data field (a PIN, a key); 'tlv' (the default) masks the values of
 * the tags that the tag dictionary marks as sensitive.
 */
export interface Sensitivity {
  readonly command: 'tlv' | 'all'
  readonly response: 'tlv' | 'all'
}

export const TLV_SENSITIVITY: Sensitivity = Object.freeze({ command: 'tlv', response: 'tlv' })

/** A command of a card or reader: what is sent, and how its answer is understood. Built by one function per command. */
export interface Command<T> {
  /** The specification's name, e.g. `READ RECORD`. */
  readonly name: string
  readonly apdu: CommandApdu
  readonly sensitivity: Sensitivity
  /** The answer is wanted as it comes: 61xx and 6Cxx are not followed up. */
  readonly raw?: true
  /** Typed outcome of an answer. Never throws on what a card sends. */
  parse(response: ResponseApdu): T
}
