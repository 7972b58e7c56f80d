import { concat, uint, uintBytes } from '../../bytes/bytes'

/** Link types of captures (tcpdump's list); `RAW` and `IPV4` have the IP packet at once. */
export const LINK_IPV4 = 228
const LINK_HEADERS: ReadonlyMap<number, number> = new Map([
  // BSD loopback, Ethernet, raw IP under both of its numbers, Linux's "any" in both versions.
  ...([
    [0, 4],
    [1, 14],
    [12, 0],
    [101, 0],
    [108, 4],
    [113, 16],
    [LINK_IPV4, 0],
    [276, 20]
  ] as const)
])
const ETHERNET = 1
const VLAN = 0x8100
const UDP = 17
const IP_HEADER = 20
const UDP_HEADER = 8
/** What still fits an IPv4 datagram. */
export const LARGEST_PAYLOAD = 0xffff - IP_HEADER - UDP_HEADER

/** A UDP datagram of this computer to itself, as an IPv4 packet. `payload` has at most `LARGEST_PAYLOAD` bytes. */
export function datagram(port: number, payload: Uint8Array): Uint8Array {
  const udp = concat(
    ...[port, port, UDP_HEADER + payload.length, 0].map((value) => uintBytes(value, 2)),
    payload
  )
  const header = concat(
    Uint8Array.of(0x45, 0),
    uintBytes(IP_HEADER + udp.length, 2),
    Uint8Array.of(0, 0, 0x40, 0, 64, UDP, 0, 0),
    Uint8Array.of(127, 0, 0, 1, 127, 0, 0, 1)
  )
  header.set(uintBytes(checksum(header), 2), 10)
  return concat(header, udp)
}

/** What a captured UDP datagram of IPv4 to `port` carries; undefined for anything else, 'cut' where bytes are missing. */
export function payloadOf(port: number, link: number, packet: Uint8Array): Uint8Array | 'cut' | undefined {
  const ip = ipPacket(link, packet)
  const [first = 0] = ip ?? []
  const ipHeader = (first & 0x0f) * 4
  if (ip === undefined || first >> 4 !== 4 || ip[9] !== UDP || ipHeader < IP_HEADER) return undefined
  const udp = ip.subarray(ipHeader)
  if (udp.length < UDP_HEADER) return 'cut'
  if (uint(udp.subarray(2, 4)) !== port) return undefined
  const length = uint(udp.subarray(4, 6))
  return length < UDP_HEADER || udp.length < length ? 'cut' : udp.subarray(UDP_HEADER, length)
}

function ipPacket(link: number, packet: Uint8Array): Uint8Array | undefined {
  const header = LINK_HEADERS.get(link)
  if (header === undefined) return undefined
  const tagged = link === ETHERNET && uint(packet.subarray(12, 14)) === VLAN
  return packet.subarray(header + (tagged ? 4 : 0))
}

/** The internet checksum (RFC 1071) of an even number of bytes whose own field is zero. */
function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (let index = 0; index < bytes.length; index += 2) sum += uint(bytes.subarray(index, index + 2))
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16)
  return ~sum & 0xffff
}
