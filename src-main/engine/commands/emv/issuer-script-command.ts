import { type CommandApdu, encodeCommandApdu, parseCommandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { equalBytes } from '../../bytes/bytes'
import { type Command, type Sensitivity, TLV_SENSITIVITY } from '../command'

export type ScriptCommandOutcome =
  /** 9000. */
  | { readonly kind: 'done'; readonly sw: number }
  /** 62xx or 63xx: counts as done, the script goes on (EMV Book 3, 10.10). */
  | { readonly kind: 'warning'; readonly sw: number }
  /** Anything else: the rest of the script is not sent. */
  | { readonly kind: 'failed'; readonly sw: number }

/** PIN CHANGE/UNBLOCK carries a new PIN, enciphered. */
const PIN_CHANGE = 0x24
const SECRET: Sensitivity = Object.freeze({ command: 'all', response: 'tlv' })
const NAMES: Readonly<Record<number, string>> = {
  0x16: 'CARD BLOCK',
  0x18: 'APPLICATION UNBLOCK',
  0x1e: 'APPLICATION BLOCK',
  0x24: 'PIN CHANGE/UNBLOCK',
  0xda: 'PUT DATA',
  0xdc: 'UPDATE RECORD'
}

/**
 * A command of an issuer script (tag 86) as it came from the issuer, to be sent unchanged (EMV Book 3, 10.10).
 * Undefined where the bytes are not a command APDU in its shortest form.
 */
export function issuerScriptCommand(bytes: Uint8Array): Command<ScriptCommandOutcome> | undefined {
  const parsed = parseCommandApdu(bytes)
  // Its MAC covers the header as the issuer wrote it, so nothing may be encoded in another way.
  if (parsed.kind !== 'ok' || !equalBytes(encodeCommandApdu(parsed.apdu), bytes)) return undefined
  const { apdu } = parsed
  return Object.freeze({
    name: nameOf(apdu),
    apdu,
    sensitivity: apdu.ins === PIN_CHANGE ? SECRET : TLV_SENSITIVITY,
    parse({ sw }: ResponseApdu): ScriptCommandOutcome {
      if (sw === 0x9000) return { kind: 'done', sw }
      const sw1 = sw >> 8
      return { kind: sw1 === 0x62 || sw1 === 0x63 ? 'warning' : 'failed', sw }
    }
  })
}

function nameOf({ ins }: CommandApdu): string {
  return NAMES[ins] ?? 'ISSUER SCRIPT COMMAND'
}
