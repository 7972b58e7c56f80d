import { toHex } from '../bytes/hex'
import type { Sensitivity } from '../commands/command'
import { TLV_SENSITIVITY } from '../commands/command'
import { maskRanges, sensitiveNibbles, type NibbleRange } from '../tlv/masking'
import { decodeTlv, type TlvNode } from '../tlv/tlv'
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
  /** Card numbers that were seen, as packed digits and as hex of their ASCII digits. */
  private readonly known = new Map<string, string>()

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
    if (digits === '') return digits
    if (how === 'all') return '*'.repeat(digits.length)
    const hidden: NibbleRange[] = []
    this.collect(decodeTlv(bytes).nodes, hidden)
    for (const [pan, ascii] of this.known) {
      hideAll(hidden, digits, pan, 1)
      hideAll(hidden, digits, ascii, 2)
    }
    return maskRanges(digits, hidden)
  }

  private collect(nodes: readonly TlvNode[], hidden: NibbleRange[]): void {
    for (const { tag, offset, headerLength, value, children } of nodes) {
      if (children !== undefined) {
        this.collect(children, hidden)
        continue
      }
      const start = (offset + headerLength) * 2
      for (const { from, to } of sensitiveNibbles(tag, value))
        hidden.push({ from: start + from, to: start + to })
      if (PAN_TAGS.has(tag)) this.remember(value)
    }
  }

  private remember(value: Uint8Array): void {
    const pan = /^\d*/.exec(toHex(value))?.[0] ?? ''
    if (pan.length < SHORTEST_KNOWN_PAN || this.known.has(pan)) return
    this.known.set(pan, [...pan].map((digit) => `3${digit}`).join(''))
  }
}

/** Hides every occurrence of a card number; a digit of it takes `width` nibbles. */
function hideAll(hidden: NibbleRange[], digits: string, pan: string, width: 1 | 2): void {
  for (let at = digits.indexOf(pan); at >= 0; at = digits.indexOf(pan, at + width)) {
    hidden.push({ from: at + KEPT_FIRST * width, to: at + pan.length - KEPT_LAST * width })
  }
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
