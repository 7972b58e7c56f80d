import { hex, toHex } from '../bytes/hex'
import type { MaskedHex, Trace, TraceExchange } from './trace'

export type ReplayAnswer =
  | {
      readonly kind: 'recorded'
      readonly response: Uint8Array
      /** Nibbles of command or answer were masked: sent bytes could not be compared, or answered ones are zeros. */
      readonly masked: boolean
    }
  | { readonly kind: 'not-recorded' }

interface Recorded {
  readonly command: MaskedHex
  readonly response: MaskedHex
  used: boolean
}

/** Exchanges after one SELECT, up to the next. */
interface Section {
  readonly select: Recorded | undefined
  readonly exchanges: Recorded[]
}

/**
 * A recorded trace as a card. A command is looked for within the section of the last SELECT, first among exchanges
 * that were not used yet, in order, then among used ones; `*` in a recorded command matches any nibble. The status
 * words of commands that were not recorded are never invented.
 */
export class TraceReplay {
  private readonly sections: readonly Section[]
  private current: Section | undefined

  constructor(trace: Trace) {
    this.sections = sectionsOf(trace)
    this.current = this.sections[0]
  }

  /** Begins again, as a reset card does. */
  reset(): void {
    for (const section of this.sections) {
      for (const recorded of [section.select, ...section.exchanges]) if (recorded) recorded.used = false
    }
    this.current = this.sections[0]
  }

  answer(command: Uint8Array): ReplayAnswer {
    const sent = toHex(command)
    if (isSelect(sent)) return this.select(sent)
    return this.recorded(pick(this.current?.exchanges ?? [], sent))
  }

  private select(sent: string): ReplayAnswer {
    const candidates = this.sections.filter(
      (section) => section.select && matches(section.select.command, sent)
    )
    const section = candidates.find((candidate) => candidate.select?.used === false) ?? candidates[0]
    if (section === undefined) {
      this.current = undefined
      return { kind: 'not-recorded' }
    }
    this.current = section
    return this.recorded(section.select)
  }

  private recorded(found: Recorded | undefined): ReplayAnswer {
    if (found === undefined) return { kind: 'not-recorded' }
    found.used = true
    return {
      kind: 'recorded',
      response: hex(found.response.replaceAll('*', '0')),
      masked: found.command.includes('*') || found.response.includes('*')
    }
  }
}

function sectionsOf(trace: Trace): Section[] {
  const exchanges = trace.entries.filter((entry): entry is TraceExchange => entry.type === 'exchange')
  const logical = exchanges.filter((exchange) => exchange.tap === 'logical')
  const sections: Section[] = [{ select: undefined, exchanges: [] }]
  for (const { command, response } of logical.length > 0 ? logical : exchanges) {
    if (response.length < 4) continue
    const recorded: Recorded = { command, response, used: false }
    if (isSelect(command)) sections.push({ select: recorded, exchanges: [] })
    else sections.at(-1)?.exchanges.push(recorded)
  }
  return sections
}

/** SELECT by name on any logical channel. */
function isSelect(command: MaskedHex): boolean {
  return /^[0-9A-F]{2}A404/.test(command)
}

function pick(exchanges: readonly Recorded[], sent: string): Recorded | undefined {
  const candidates = exchanges.filter((exchange) => matches(exchange.command, sent))
  return candidates.find((candidate) => !candidate.used) ?? candidates[0]
}

/** Equal but for masked nibbles; an Le of 00 that only one of the two carries makes no difference. */
function matches(recorded: MaskedHex, sent: string): boolean {
  return same(recorded, sent) || same(recorded, `${sent}00`) || same(`${recorded}00`, sent)
}

function same(recorded: MaskedHex, sent: string): boolean {
  if (recorded.length !== sent.length) return false
  for (let index = 0; index < sent.length; index += 1) {
    if (recorded[index] !== '*' && recorded[index] !== sent[index]) return false
  }
  return true
}
