import { uint } from '../../../../engine/bytes/bytes'
import { decodeTlv } from '../../../../engine/tlv/tlv'

/** What the command says that is needed, in bytes; 0 where it does not say (GlobalPlatform Card 2.3.1, table 11-49). */
export interface SystemParameters {
  /** C6: code. */
  readonly code: number
  /** C7 and C8: working and non-volatile memory. */
  readonly volatile: number
  readonly nonVolatile: number
}

/**
 * Parameters of INSTALL: C9 for the application, EF for the system, the template EA. Undefined where they are no data objects,
 * or lack C9 where it is a must.
 */
export function installParameters(
  bytes: Uint8Array,
  needsApplicationPart: boolean
): SystemParameters | undefined {
  const { nodes, problems } = decodeTlv(bytes)
  const hasApplicationPart = nodes.some(({ tag }) => tag === 0xc9)
  if (problems.length > 0 || (needsApplicationPart && !hasApplicationPart)) return undefined
  const system = nodes.find(({ tag }) => tag === 0xef)?.children ?? []
  const number = (tag: number): number =>
    uint((system.find((node) => node.tag === tag)?.value ?? new Uint8Array(0)).subarray(0, 4))
  return { code: number(0xc6), volatile: number(0xc7), nonVolatile: number(0xc8) }
}
