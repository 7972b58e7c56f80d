import { hex, toHex } from '../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../src-main/engine/channel/card-channel'
import { Interruption, type InterruptionReason } from '../../src-main/engine/workflow/interruption'

/** What one application answers: its SELECT, then command bytes to answers, all in hex with status word. */
export interface ScriptedApplication {
  readonly select: string
  readonly answers: Readonly<Record<string, string>>
}

const SELECT_BY_NAME = /^00A404(00|02)(..)(.*)00$/

/**
 * A card that answers by a script. Applications are told by the full name in the key; SELECT finds them by first
 * bytes too, "next" goes on from the current one. Unknown names are 6A82, unknown commands 6D00, or 6A88 for GET DATA.
 */
export class ScriptedChannel implements CardChannel {
  readonly sent: string[] = []
  private current: string | undefined

  constructor(
    private readonly applications: Readonly<Record<string, ScriptedApplication>>,
    private readonly options: {
      /** Takes the card away at the n-th command, counted from 1. */
      readonly tearAt?: number
      readonly reason?: InterruptionReason
      /** Answers outside of applications, e.g. pseudo-APDUs. */
      readonly always?: Readonly<Record<string, string>>
    } = {}
  ) {}

  transceive(command: Uint8Array): Promise<Uint8Array> {
    const sent = toHex(command)
    this.sent.push(sent)
    if (this.options.tearAt === this.sent.length) {
      return Promise.reject(new Interruption(this.options.reason ?? 'card-removed'))
    }
    return Promise.resolve(hex(this.options.always?.[sent] ?? this.answer(sent)))
  }

  private answer(sent: string): string {
    const [, occurrence, , name = ''] = SELECT_BY_NAME.exec(sent) ?? []
    if (occurrence !== undefined) return this.select(name, occurrence === '02')
    const own = this.current === undefined ? undefined : this.applications[this.current]?.answers[sent]
    if (own !== undefined) return own
    return sent.startsWith('80CA') ? '6A88' : sent.startsWith('00B2') ? '6A83' : '6D00'
  }

  private select(name: string, next: boolean): string {
    const names = Object.keys(this.applications).filter((candidate) => candidate.startsWith(name))
    const from = next && this.current !== undefined ? names.indexOf(this.current) + 1 : 0
    const found = names[from]
    if (found === undefined) return '6A82'
    this.current = found
    return this.applications[found]?.select ?? '6A82'
  }
}
