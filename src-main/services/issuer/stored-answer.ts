import { hex, toHex } from '../../engine/bytes/hex'
import type { HostAnswer, HostReason } from '../../engine/workflow/host'

/** An answer as it is kept: bytes as hex. */
interface StoredAnswer {
  readonly id: string
  readonly arc: string
  readonly issuerAuthentication?: string
  readonly scripts: readonly {
    readonly template: 0x71 | 0x72
    readonly id: string
    readonly commands: string[]
  }[]
  readonly balanceAfter?: number
  readonly reason?: HostReason
}

export function storedAnswer(answer: HostAnswer): string {
  const { issuerAuthentication, scripts, ...same } = answer
  const stored: StoredAnswer = {
    ...same,
    ...(issuerAuthentication !== undefined && { issuerAuthentication: toHex(issuerAuthentication) }),
    scripts: scripts.map(({ template, id, commands }) => ({
      template,
      id: toHex(id),
      commands: commands.map(toHex)
    }))
  }
  return JSON.stringify(stored)
}

/** The answer again, byte for byte. */
export function restoredAnswer(text: string): HostAnswer {
  const { issuerAuthentication, scripts, ...same } = JSON.parse(text) as StoredAnswer
  return {
    ...same,
    ...(issuerAuthentication !== undefined && { issuerAuthentication: hex(issuerAuthentication) }),
    scripts: scripts.map(({ template, id, commands }) => ({
      template,
      id: hex(id),
      commands: commands.map(hex)
    }))
  }
}
