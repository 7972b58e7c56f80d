import { joined } from './joined'
import type { Capture, CapturedPacket } from './packet'

const FILE_HEADER = 24
const PACKET_HEADER = 16
const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
const SNAP_LENGTH = 0x40000

/** A pcap file of version 2.4 with microseconds, little-endian; all packets of one link type. */
export function pcapBytes(link: number, packets: readonly CapturedPacket[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(FILE_HEADER))
  header.setUint32(0, MICROSECONDS, true)
  header.setUint16(4, 2, true)
  header.setUint16(6, 4, true)
  header.setUint32(16, SNAP_LENGTH, true)
  header.setUint32(20, link, true)
  const records = packets.flatMap(({ time, data }) => {
    const record = new DataView(new ArrayBuffer(PACKET_HEADER))
    record.setUint32(0, Math.floor(time / 1_000_000), true)
    record.setUint32(4, time % 1_000_000, true)
    record.setUint32(8, data.length, true)
    record.setUint32(12, data.length, true)
    return [new Uint8Array(record.buffer), data]
  })
  return joined([new Uint8Array(header.buffer), ...records])
}

/** Reads a pcap file. Undefined where it is none. Never throws. */
export function parsePcap(bytes: Uint8Array): Capture | undefined {
  const file = view(bytes)
  const order = bytes.length < 4 ? undefined : orderOf(file)
  if (order === undefined) return undefined
  if (bytes.length < FILE_HEADER) return { packets: [], cut: true }
  const { little, divisor } = order
  const link = file.getUint32(20, little) & 0xffff
  const packets: CapturedPacket[] = []
  let at = FILE_HEADER
  while (at + PACKET_HEADER <= bytes.length) {
    const seconds = file.getUint32(at, little)
    const fraction = Math.floor(file.getUint32(at + 4, little) / divisor)
    const length = file.getUint32(at + 8, little)
    const start = at + PACKET_HEADER
    if (start + length > bytes.length) break
    packets.push({ time: seconds * 1_000_000 + fraction, link, data: bytes.subarray(start, start + length) })
    at = start + length
  }
  return { packets, cut: at < bytes.length }
}

function orderOf(file: DataView): { little: boolean; divisor: number } | undefined {
  for (const little of [true, false]) {
    const magic = file.getUint32(0, little)
    if (magic === MICROSECONDS) return { little, divisor: 1 }
    if (magic === NANOSECONDS) return { little, divisor: 1000 }
  }
  return undefined
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
