import { hex } from '../../../src-main/engine/bytes/hex'

/** What a reader of the card's logs is told: nothing precise, not allowed, or that there is no such record. */
export const LOG_FAULTS = ['6F00', '6982', '6A83'] as const
export type LogFault = (typeof LOG_FAULTS)[number]

const READ_RECORD = 0xb2
/** Transaction log and load log of the ready-made cards. */
const LOG_FILES: readonly number[] = [0x0b, 0x0c]

/** The answer in place of a log's record; undefined for every other command. */
export function logAnswer(logs: LogFault | undefined, command: Uint8Array): Uint8Array | undefined {
  const [, ins, , p2 = 0] = command
  if (logs === undefined || ins !== READ_RECORD || !LOG_FILES.includes(p2 >> 3)) return undefined
  return hex(logs)
}
