import { concat } from '../../bytes/bytes'
import { toHex } from '../../bytes/hex'
import type { FoundAt, TraceCollector } from './collector'

/** What one side sent over the air. */
export interface Frame extends FoundAt {
  readonly source: 'Rdr' | 'Tag'
  /** Without checksum; undefined where the checksum does not fit. */
  readonly bytes: Uint8Array | undefined
  readonly at: number
  /** Microseconds. */
  readonly end: number
}

const RATS = 0xe0
const LONGEST_HISTORICAL = 15

interface Chain {
  readonly first: Frame
  readonly parts: Uint8Array[]
  /** The block number of the last part: a block with it again was sent anew. */
  number: number
}

/** Finds commands and answers among the blocks of the half-duplex transmission protocol (ISO/IEC 14443-4, 7). */
export class Iso14443Blocks {
  private asked: Chain | undefined
  private told: Chain | undefined
  private afterRats = false

  constructor(private readonly found: TraceCollector) {}

  take(frame: Frame): void {
    const { bytes, source, place } = frame
    const pcb = bytes?.[0]
    if (bytes === undefined || pcb === undefined) {
      // What is spoken before the protocol starts may have no checksum, and is no command.
      if (this.asked !== undefined || this.told !== undefined) this.found.bad(place)
      return
    }
    if (source === 'Tag' && this.afterRats) this.found.powered(atrOfAts(bytes), 'connected', frame.at)
    this.afterRats = source === 'Rdr' && pcb === RATS && bytes.length === 2
    if ((pcb & 0xe2) === 0x02 && bytes.length > 1) this.block(frame, bytes, pcb)
  }

  /** The list ends: a chain that has no end was cut off. */
  end(): void {
    for (const chain of [this.asked, this.told])
      if (chain !== undefined) this.found.bad(chain.first.place, 'cut-off')
  }

  private block(frame: Frame, bytes: Uint8Array, pcb: number): void {
    const header = 1 + ((pcb & 0x08) === 0 ? 0 : 1) + ((pcb & 0x04) === 0 ? 0 : 1)
    const data = bytes.subarray(header)
    const chained = (pcb & 0x10) !== 0
    const side = frame.source === 'Rdr' ? 'asked' : 'told'
    const chain = this[side]
    if (chain === undefined) this[side] = { first: frame, parts: [data], number: pcb & 1 }
    else if (chain.number !== (pcb & 1)) {
      chain.parts.push(data)
      chain.number = pcb & 1
    }
    if (!chained) this.whole(side, frame)
  }

  private whole(side: 'asked' | 'told', last: Frame): void {
    const chain = this[side]
    if (chain === undefined) return
    this[side] = undefined
    const bytes = toHex(concat(...chain.parts))
    if (side === 'asked') this.found.command(bytes, chain.first)
    else this.found.answer(bytes, { place: last.place, at: last.end })
  }
}

/** The ATR that a reader makes of an ATS (PC/SC part 3, 3.1.3.2.3): historical bytes, without anything of the interface. */
function atrOfAts(ats: Uint8Array): string | undefined {
  const [length = 0, t0 = 0] = ats
  if (length !== ats.length || length < 1) return undefined
  const interfaceBytes = [0x10, 0x20, 0x40].filter((bit) => (t0 & bit) !== 0).length
  const historical = ats.subarray(Math.min(ats.length, 2 + interfaceBytes))
  if (historical.length > LONGEST_HISTORICAL) return undefined
  const body = Uint8Array.of(0x80 | historical.length, 0x80, 0x01, ...historical)
  const check = body.reduce((sum, byte) => sum ^ byte, 0)
  return toHex(Uint8Array.of(0x3b, ...body, check))
}
