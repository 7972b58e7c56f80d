/** Instructions whose P3 counts bytes of the answer (ISO/IEC 7816-4; TS 102 221): the others send data. */
const ANSWERING: ReadonlySet<number> = new Set([0x12, 0x84, 0xb0, 0xb2, 0xc0, 0xca])
/** STATUS of a SIM answers; with a part of a card to list in P1 it is GlobalPlatform's GET STATUS, which sends data. */
const INS_STATUS = 0xf2
const HEADER = 5
const STATUS = 2

/**
 * Parts a packet that holds header, data of either direction and status word into command and answer. As on the wire
 * of T=0 the fifth byte counts what follows; where more follows than it counts, that is Le (where a zero stands, or
 * what counts the rest) and the answer's data. Undefined where it is too short to hold both.
 */
export function splitExchange(packet: Uint8Array): { command: Uint8Array; response: Uint8Array } | undefined {
  const at = commandLength(packet)
  return at === undefined ? undefined : { command: packet.subarray(0, at), response: packet.subarray(at) }
}

function commandLength(packet: Uint8Array): number | undefined {
  const middle = packet.length - HEADER - STATUS
  if (middle < 0) return packet.length === HEADER + STATUS - 1 ? HEADER - 1 : undefined
  const [, ins = 0, p1 = 0, , p3 = 0] = packet
  const answers = ANSWERING.has(ins) || (ins === INS_STATUS && p1 < 0x10)
  if (p3 === 0) return extendedLength(packet) ?? HEADER
  if (middle < p3 || (middle === p3 && answers)) return HEADER
  const rest = middle - p3
  const le = packet[HEADER + p3]
  return rest > 0 && (le === 0 || le === rest - 1) ? HEADER + p3 + 1 : HEADER + p3
}

/** Where the three bytes of an extended Lc fit what follows; Le of two bytes is a part of it where it is zero. */
function extendedLength(packet: Uint8Array): number | undefined {
  const lc = (packet[5] ?? 0) * 256 + (packet[6] ?? 0)
  const end = 7 + lc
  if (lc < 256 || end + STATUS > packet.length) return undefined
  return packet[end] === 0 && packet[end + 1] === 0 && end + 2 + STATUS <= packet.length ? end + 2 : end
}
