import { toHex } from '../bytes/hex'
import type { Sensitivity } from '../commands/command'
import { TLV_SENSITIVITY } from '../commands/command'
import { sensitiveNibbles } from '../tlv/masking'
import { decodeTlv, walkTlv } from '../tlv/tlv'
import type { MaskedHex } from './trace'

/** Digits of a card number that stay readable: the first six and the last four. */
const KEPT_FIRST = 6
const KEPT_LAST = 4
/** Card number, and track 2 equivalent data, which begins with it. */
const PAN_TAGS: ReadonlySet<number> = new Set([0x5a, 0x57])
/** Card numbers shorter than this are not searched for in raw bytes: too many chance hits. */
const SHORTEST_KNOWN_PAN = 12

export interface RedactedExchange {
  readonly command: MaskedHex
  readonly response: MaskedHex
}

/**
 * Masks what must not be recorded in clear, nibble by nibble, keeping lengths. It remembers the card numbers that it
 * has seen, so that they are also found inside raw records, certificates and data objects cut short.
 */
export class Redactor {
  private readonly knownPans = new Set<string>()

  constructor(private readonly options: { readonly reveal: boolean }) {}

  /** `response` with its status word; empty where no answer came. */
  redact(
    command: Uint8Array,
    response: Uint8Array,
    sensitivity: Sensitivity = TLV_SENSITIVITY
  ): RedactedExchange {
    if (this.options.reveal) return { command: toHex(command), response: toHex(response) }
    const data = response.subarray(0, -2)
    const responseMask = this.mask(data, sensitivity.response)
    const { start, end } = commandDataRange(command)
    const commandMask = this.mask(command.subarray(start, end), sensitivity.command)
    return {
      command: toHex(command.subarray(0, start)) + commandMask + toHex(command.subarray(end)),
      response: responseMask + toHex(response.subarray(data.length))
    }
  }

  private mask(bytes: Uint8Array, how: 'tlv' | 'all'): MaskedHex {
    const digits = toHex(bytes)
    if (how === 'all') return '*'.repeat(digits.length)
    const nibbles = [...digits]
    for (const node of walkTlv(decodeTlv(bytes).nodes)) {
      if (node.children !== undefined) continue
      const start = (node.offset + node.headerLength) * 2
      for (const { from, to } of sensitiveNibbles(node.tag, node.value))
        nibbles.fill('*', start + from, start + to)
      if (PAN_TAGS.has(node.tag)) this.remember(node.value)
    }
    this.maskKnown(nibbles, digits)
    return nibbles.join('')
  }

  private remember(value: Uint8Array): void {
    const pan = /^\d*/.exec(toHex(value))?.[0] ?? ''
    if (pan.length >= SHORTEST_KNOWN_PAN) this.knownPans.add(pan)
  }

  private maskKnown(nibbles: string[], digits: string): void {
    for (const pan of this.knownPans) {
      for (let at = digits.indexOf(pan); at >= 0; at = digits.indexOf(pan, at + 1))
        hidePan(nibbles, at, pan.length)
      const ascii = [...pan].map((digit) => `3${digit}`).join('')
      for (let at = digits.indexOf(ascii); at >= 0; at = digits.indexOf(ascii, at + 2)) {
        nibbles.fill('*', at + KEPT_FIRST * 2, at + (pan.length - KEPT_LAST) * 2)
      }
    }
  }
}

function hidePan(nibbles: string[], from: number, length: number): void {
  nibbles.fill('*', from + KEPT_FIRST, from + length - KEPT_LAST)
}

/** The data field of a short or extended command, as offsets; empty where the lengths do not fit. */
function commandDataRange(command: Uint8Array): { start: number; end: number } {
  const lc = command[4]
  if (command.length <= 5 || lc === undefined) return { start: command.length, end: command.length }
  if (lc !== 0) return { start: 5, end: Math.min(5 + lc, command.length) }
  const extended = (command[5] ?? 0) * 256 + (command[6] ?? 0)
  return command.length <= 7
    ? { start: command.length, end: command.length }
    : { start: 7, end: Math.min(7 + extended, command.length) }
}
