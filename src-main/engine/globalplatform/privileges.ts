import type { LocalText } from '../../texts/local-text'
import { privilegePhrases } from '../../texts/phrases/globalplatform'

/** GlobalPlatform Card 2.3.1, tables 6-1 and 11-7 to 11-9: bit by byte. DAP verification says security domain too. */
const BITS = [
  ['security-domain', 0, 0x80],
  ['dap-verification', 0, 0xc0],
  ['delegated-management', 0, 0xa0],
  ['card-lock', 0, 0x10],
  ['card-terminate', 0, 0x08],
  ['card-reset', 0, 0x04],
  ['cvm-management', 0, 0x02],
  ['mandated-dap-verification', 0, 0xc1],
  ['trusted-path', 1, 0x80],
  ['authorized-management', 1, 0x40],
  ['token-management', 1, 0x20],
  ['global-delete', 1, 0x10],
  ['global-lock', 1, 0x08],
  ['global-registry', 1, 0x04],
  ['final-application', 1, 0x02],
  ['global-service', 1, 0x01],
  ['receipt-generation', 2, 0x80],
  ['ciphered-load-file', 2, 0x40],
  ['contactless-activation', 2, 0x20],
  ['contactless-self-activation', 2, 0x10]
] as const

export type Privilege = (typeof BITS)[number][0]

/** All of them, in the order of their bits. */
export const PRIVILEGES: readonly Privilege[] = BITS.map(([name]) => name)

/** The privileges that 0, 1 or 3 bytes grant; bits without a meaning are passed over. */
export function privilegesIn(bytes: Uint8Array): Privilege[] {
  return BITS.filter(([, index, bits]) => ((bytes[index] ?? 0) & bits) === bits).map(([name]) => name)
}

/** One byte where that is enough, else three. */
export function privilegeBytes(privileges: readonly Privilege[]): Uint8Array {
  const bytes = new Uint8Array(3)
  for (const [name, index, bits] of BITS) {
    if (privileges.includes(name)) bytes[index] = (bytes[index] ?? 0) | bits
  }
  return bytes[1] === 0 && bytes[2] === 0 ? bytes.slice(0, 1) : bytes
}

/** A privilege in words. */
export function privilegeText(privilege: Privilege): LocalText {
  return privilegePhrases[privilege]
}
