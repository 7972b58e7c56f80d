import { type CardProtocol } from '../../engine/trace/trace'

/** SCARD_SHARE_*: how a connection shares the card (PC/SC part 5; the same on every system). */
export const shareModes = { exclusive: 1, shared: 2, direct: 3 } as const

/** SCARD_LEAVE_CARD, SCARD_RESET_CARD, SCARD_UNPOWER_CARD. */
export const dispositions = { leave: 0, reset: 1, unpower: 2 } as const

const t0 = 1
const t1 = 2
// pcsc-lite counts RAW on, Windows sets it apart.
const raw = process.platform === 'win32' ? 0x10000 : 4

/** SCARD_PROTOCOL_* bits for the protocols that may be used; T=0 and T=1 where none are named. */
export function protocolMask(protocols: readonly CardProtocol[] = ['T=0', 'T=1']): number {
  const bits: Record<CardProtocol, number> = { 'T=0': t0, 'T=1': t1, raw }
  return protocols.reduce((mask, protocol) => mask | bits[protocol], 0)
}

/** The protocol that a connection came to. */
export function protocolName(bit: number): CardProtocol {
  return bit === t0 ? 'T=0' : bit === t1 ? 'T=1' : 'raw'
}
