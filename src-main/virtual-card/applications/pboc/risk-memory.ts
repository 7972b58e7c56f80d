import { uint, uintBytes } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'
import { CELL, objectCell } from './pboc-cells'

/** What earlier transactions left behind and the next one has to tell (JR/T 0025.5, card risk management). */
export const RISK = {
  /** An ARQC was given, and no second GENERATE AC with an authentic issuer followed since. */
  onlineIncomplete: 0x80,
  issuerAuthenticationFailed: 0x40,
  /** The last online transaction was completed without it, although the card asks for it. */
  issuerAuthenticationMissing: 0x20,
  scriptFailed: 0x10,
  blockedByPin: 0x08,
  staticFailed: 0x04,
  dynamicFailed: 0x02
} as const

export type RiskFlag = keyof typeof RISK

const ATC = objectCell(0x9f36)
const LAST_ONLINE_ATC = objectCell(0x9f13)
const PIN_TRY_COUNTER = objectCell(0x9f17)
const MOST_COUNTED = 15

/** The application's memory of its past. Each change is one write; callers join them where they belong together. */
export class RiskMemory {
  constructor(private readonly memory: MemoryArea) {}

  has(flag: RiskFlag): boolean {
    return (this.#flags() & RISK[flag]) !== 0
  }

  set(flag: RiskFlag, on: boolean): void {
    const before = this.#flags()
    const after = on ? before | RISK[flag] : before & ~RISK[flag]
    if (after !== before) this.memory.write(CELL.riskFlags, Uint8Array.of(after))
  }

  /** No transaction was ever completed online. */
  get isNewCard(): boolean {
    return uint(this.memory.read(LAST_ONLINE_ATC) ?? new Uint8Array(2)) === 0
  }

  /** There is a PIN, and no try is left. */
  get pinExceeded(): boolean {
    return this.memory.read(PIN_TRY_COUNTER)?.[0] === 0
  }

  /** 0 to 15. */
  get scriptCount(): number {
    return this.memory.read(CELL.scriptCount)?.[0] ?? 0
  }

  countScript(): void {
    this.memory.write(CELL.scriptCount, Uint8Array.of(Math.min(MOST_COUNTED, this.scriptCount + 1)))
  }

  /** What the issuer has now been told is forgotten; `kept` was found in this transaction. */
  onlineCompleted(kept: readonly RiskFlag[]): void {
    const stays = kept.reduce<number>((bits, flag) => bits | RISK[flag], RISK.blockedByPin)
    this.memory.write(CELL.riskFlags, Uint8Array.of(this.#flags() & stays))
    this.memory.write(CELL.scriptCount, Uint8Array.of(0))
    this.memory.write(LAST_ONLINE_ATC, this.memory.need(ATC))
  }

  #flags(): number {
    return this.memory.read(CELL.riskFlags)?.[0] ?? 0
  }
}

/** The counter after this one, as 2 bytes. */
export function nextAtc(atc: Uint8Array): Uint8Array {
  return uintBytes(uint(atc) + 1, 2)
}
