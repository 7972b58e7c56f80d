import type { MemoryArea } from '../../memory/memory-area'
import type { CommandContext } from '../../os/card-application'
import { BLOCKED, CELL } from './pboc-cells'
import type { Transaction } from './pboc-state'
import { RiskMemory } from './risk-memory'

/** No try was left when this transaction began, and none was used up in it. */
export function pinWasExceeded(memory: MemoryArea, { pin }: Transaction): boolean {
  return pin === 'not-tried' && new RiskMemory(memory).pinExceeded
}

/** The card blocks its application because the PIN tries are used up (JR/T 0025.5); an issuer script unblocks it. */
export function blockByPin(memory: MemoryArea, context: CommandContext): void {
  memory.atomically(() => {
    memory.write(CELL.blocked, Uint8Array.of(BLOCKED.byIssuer))
    new RiskMemory(memory).set('blockedByPin', true)
  })
  context.note({ code: 'application-blocked' })
}
