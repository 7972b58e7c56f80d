import { expect } from 'vitest'
import { encodeCommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { Command } from '../../../src-main/engine/commands/command'

/** What is sent, as hex. */
export function sent(command: Command<unknown>): string {
  return toHex(encodeCommandApdu(command.apdu))
}

/** What a command makes of an answer: `data` in hex, then the status word. */
export function answered<T>(command: Command<T>, sw: number, data = ''): T {
  return command.parse({ data: hex(data), sw })
}

/** A table of status words and the outcome each is. */
export function expectKinds(
  command: Command<{ kind: string; sw: number }>,
  rows: Record<string, string>
): void {
  for (const [sw, kind] of Object.entries(rows)) {
    expect(answered(command, Number.parseInt(sw, 16)), `SW ${sw}`).toMatchObject({
      kind,
      sw: Number.parseInt(sw, 16)
    })
  }
}
