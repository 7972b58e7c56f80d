import { concat } from '../../../../engine/bytes/bytes'

/** Privileges (GlobalPlatform Card 2.3.1, tables 11-7 to 11-9): bits of the three bytes, the first highest. */
export const PRIVILEGE = {
  securityDomain: 0x800000,
  dapVerification: 0x400000,
  delegatedManagement: 0x200000,
  cardLock: 0x100000,
  cardTerminate: 0x080000,
  cardReset: 0x040000,
  mandatedDap: 0x010000,
  authorizedManagement: 0x004000,
  globalDelete: 0x001000,
  globalLock: 0x000800
} as const

/** 1 or 3 bytes of privileges as three. */
export function threeBytes(privileges: Uint8Array): Uint8Array {
  return privileges.length === 3 ? privileges : concat(privileges, new Uint8Array(3 - privileges.length))
}

export function hasPrivilege(privileges: Uint8Array, privilege: keyof typeof PRIVILEGE): boolean {
  const [first = 0, second = 0, third = 0] = privileges
  return ((first * 0x10000 + second * 0x100 + third) & PRIVILEGE[privilege]) !== 0
}

/** Privileges that only a security domain may have, each with the bits that name it. */
const OF_DOMAINS = ['dapVerification', 'delegatedManagement', 'mandatedDap', 'authorizedManagement'] as const

/** Whether the bytes are privileges at all, and such as code that is a security domain, or is none, may have. */
export function arePrivilegesFor(privileges: Uint8Array, isDomain: boolean): boolean {
  if (privileges.length !== 1 && privileges.length !== 3) return false
  if (hasPrivilege(privileges, 'securityDomain') !== isDomain) return false
  if (hasPrivilege(privileges, 'mandatedDap') && !hasPrivilege(privileges, 'dapVerification')) return false
  return isDomain || OF_DOMAINS.every((privilege) => !hasPrivilege(privileges, privilege))
}
