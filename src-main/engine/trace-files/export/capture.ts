import { hex } from '../../bytes/hex'
import type { Trace, TraceExchange } from '../../trace/trace'
import { datagram, LARGEST_PAYLOAD, LINK_IPV4 } from '../capture/datagram'
import { GSMTAP_PORT, gsmtapBytes, SUBTYPE_APDU } from '../capture/gsmtap'
import type { CapturedPacket } from '../capture/packet'
import { cardNote, packetNote } from '../capture/packet-note'
import { pcapBytes } from '../capture/pcap'
import { pcapngBytes } from '../capture/pcapng'

export interface ExportedCapture {
  readonly bytes: Uint8Array
  /** Numbers of exchanges too long for a datagram, which are not in the file. */
  readonly leftOut: readonly number[]
}

const GSMTAP_HEADER = 16

/**
 * A trace as a capture that Wireshark opens: each exchange as one GSMTAP packet of a SIM, command and answer together;
 * what passed the reader where that was recorded, else what was asked. Masked digits are zeros. Wireshark takes the
 * packet of an ATR for a command, so that the ATR stands beside the protocol, where the format has a place for it.
 */
export function captureOf(trace: Trace, format: 'pcap' | 'pcapng'): ExportedCapture {
  const leftOut: number[] = []
  const packets: CapturedPacket[] = []
  for (const exchange of carried(trace)) {
    const { command, response, number } = exchange
    const payload = hex((command + response).replaceAll('*', '0'))
    if (payload.length + GSMTAP_HEADER > LARGEST_PAYLOAD) {
      leftOut.push(number)
      continue
    }
    const gsmtap = gsmtapBytes({ subtype: SUBTYPE_APDU, frame: frameNumber(number), payload })
    packets.push({
      time: timeOf(trace, exchange),
      link: LINK_IPV4,
      data: datagram(GSMTAP_PORT, gsmtap),
      comment: packetNote(exchange)
    })
  }
  const { header } = trace
  const bytes =
    format === 'pcap'
      ? pcapBytes(LINK_IPV4, packets)
      : pcapngBytes({ link: LINK_IPV4, name: header.reader, description: cardNote(header) }, packets)
  return { bytes, leftOut }
}

/** Exchanges of one tap. */
function carried({ entries }: Trace): TraceExchange[] {
  const exchanges = entries.filter((entry): entry is TraceExchange => entry.type === 'exchange')
  const wire = exchanges.filter(({ tap }) => tap === 'wire')
  return wire.length > 0 ? wire : exchanges
}

/** A file may count as it likes; the field has 32 bits. */
function frameNumber(number: number): number {
  return Number.isSafeInteger(number) && number >= 0 ? number % 2 ** 32 : 0
}

/** Microseconds since 1970, never before. */
function timeOf({ header }: Trace, { at }: TraceExchange): number {
  const start = Date.parse(header.startedAt)
  return Math.max(0, (Number.isNaN(start) ? 0 : start) * 1000 + Math.round(at * 1000))
}
