import { tlv } from '../tlv/tlv'

const NUMBERS = { SCP01: 1, SCP02: 2, SCP03: 3 } as const

/** The secure channel that a new security domain shall speak. */
export interface DomainProtocol {
  readonly name: keyof typeof NUMBERS
  /** Option "i", 1 byte. */
  readonly i: number
}

/**
 * Parameters (value of C9) that tell a new security domain its secure channel protocol: 81 with protocol and option "i"
 * (GlobalPlatform UICC Configuration 1.0.1, 4.3.2), 4 bytes. Chips that have but one protocol may refuse or ignore them.
 */
export function domainParameters({ name, i }: DomainProtocol): Uint8Array {
  return tlv(0x81, Uint8Array.of(NUMBERS[name], i))
}
