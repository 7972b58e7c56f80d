import { toHex } from '../../bytes/hex'
import { payloadOf } from '../capture/datagram'
import { GSMTAP_PORT, parseGsmtap, SUBTYPE_APDU, SUBTYPE_ATR } from '../capture/gsmtap'
import type { Capture, CapturedPacket } from '../capture/packet'
import { parseCardNote, parsePacketNote } from '../capture/packet-note'
import { splitExchange } from '../capture/split-exchange'
import { TraceCollector } from './collector'
import type { ReadTrace } from './format'

/** Exchanges and ATRs among the packets of a capture: GSMTAP over UDP. Packets of anything else are passed over. Never throws. */
export function readCapture(capture: Capture, name: string): ReadTrace {
  const found = new TraceCollector(name, 'wire')
  found.readerIs(capture.name)
  const { protocol, atr } = parseCardNote(capture.description)
  found.protocolIs(protocol)
  found.atrIs(atr)
  let powered = false
  for (const [index, packet] of capture.packets.entries()) {
    const place = index + 1
    const payload = payloadOf(GSMTAP_PORT, packet.link, packet.data)
    if (payload === 'cut') found.bad(place, 'bad-packet')
    if (payload === 'cut' || payload === undefined) continue
    const gsmtap = parseGsmtap(payload)
    if (gsmtap?.subtype === SUBTYPE_ATR) {
      found.powered(toHex(gsmtap.payload), powered ? 'reset' : 'connected', packet.time)
      powered = true
    } else if (gsmtap?.subtype === SUBTYPE_APDU) exchange(gsmtap.payload, packet, place, found)
  }
  if (capture.cut) found.bad(capture.packets.length + 1, 'cut-off')
  return found.finish(capture.packets.length + 1)
}

function exchange(
  payload: Uint8Array,
  { time: at, comment }: CapturedPacket,
  place: number,
  found: TraceCollector
): void {
  const note = parsePacketNote(comment)
  if (note !== undefined && note.commandLength >= 4 && note.commandLength <= payload.length) {
    const { commandLength, duration, ...known } = note
    const [command, response] = [payload.subarray(0, commandLength), payload.subarray(commandLength)].map(
      toHex
    )
    found.exchange({ place, at, command: command ?? '' }, response ?? '', duration, known)
    return
  }
  const parts = splitExchange(payload)
  if (parts === undefined) return found.bad(place, 'bad-packet')
  found.exchange({ place, at, command: toHex(parts.command) }, toHex(parts.response), 0)
}
