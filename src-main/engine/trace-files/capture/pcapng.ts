import { concat } from '../../bytes/bytes'
import { joined } from './joined'
import type { Capture, CapturedPacket } from './packet'

const SECTION = 0x0a0d0d0a
const INTERFACE = 1
const PACKET = 6
const ORDER = 0x1a2b3c4d
const OPTION_END = 0
const OPTION_COMMENT = 1
const OPTION_NAME = 2
const OPTION_DESCRIPTION = 3
const OPTION_USER_APPLICATION = 4
const OPTION_RESOLUTION = 9
const SMALLEST_BLOCK = 12

type Option = readonly [code: number, value: Uint8Array]

function isPcapng(bytes: Uint8Array): boolean {
  return [0x0a, 0x0d, 0x0d, 0x0a].every((byte, index) => bytes[index] === byte)
}

/** A pcapng file (draft-ietf-opsawg-pcapng) of one section and one interface, with microseconds, little-endian. */
export function pcapngBytes(
  from: { readonly link: number; readonly name: string; readonly description: string },
  packets: readonly CapturedPacket[]
): Uint8Array {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const section = concat(u32(ORDER), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff))
  const source = concat(u16(from.link), u16(0), u32(0))
  return joined([
    block(SECTION, section, [[OPTION_USER_APPLICATION, utf8('Cardwright')]]),
    block(INTERFACE, source, [
      [OPTION_NAME, utf8(from.name)],
      [OPTION_DESCRIPTION, utf8(from.description)],
      [OPTION_RESOLUTION, Uint8Array.of(6)]
    ]),
    ...packets.map(({ time, data, comment }) => {
      const head = [0, Math.floor(time / 2 ** 32), time % 2 ** 32, data.length, data.length].map(u32)
      const options: Option[] = comment === undefined ? [] : [[OPTION_COMMENT, utf8(comment)]]
      return block(PACKET, concat(...head, padded(data)), options)
    })
  ])
}

/** Reads a pcapng file: enhanced packets of all sections and interfaces. Undefined where it is none. Never throws. */
export function parsePcapng(bytes: Uint8Array): Capture | undefined {
  if (!isPcapng(bytes)) return undefined
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packets: CapturedPacket[] = []
  let interfaces: Interface[] = []
  let first: Interface | undefined
  let little = true
  let at = 0
  while (at + SMALLEST_BLOCK <= bytes.length) {
    const isSection = file.getUint32(at, true) === SECTION
    if (isSection) little = file.getUint32(at + 8, true) === ORDER
    const length = file.getUint32(at + 4, little)
    if (length < SMALLEST_BLOCK || length % 4 !== 0 || at + length > bytes.length) break
    const body = new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - SMALLEST_BLOCK)
    const type = file.getUint32(at, little)
    if (isSection) interfaces = []
    else if (type === INTERFACE && body.byteLength >= 8) {
      const found = interfaceOf(body, little)
      interfaces.push(found)
      first ??= found
    } else if (type === PACKET && body.byteLength >= 20) {
      const packet = packetOf(body, interfaces, little)
      if (packet !== undefined) packets.push(packet)
    }
    at += length
  }
  const { name, description } = first ?? {}
  return {
    packets,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    cut: at < bytes.length
  }
}

interface Interface {
  readonly link: number
  readonly name?: string
  readonly description?: string
  /** Units of its time stamps in a second. */
  readonly resolution: number
}

function interfaceOf(body: DataView, little: boolean): Interface {
  const options = optionsOf(body, 8, little)
  const [name, description] = [options.get(OPTION_NAME), options.get(OPTION_DESCRIPTION)].map(textOf)
  const [exponent = 6] = options.get(OPTION_RESOLUTION) ?? []
  return {
    link: body.getUint16(0, little),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    resolution: (exponent & 0x80) === 0 ? 10 ** exponent : 2 ** (exponent & 0x7f)
  }
}

function packetOf(
  body: DataView,
  interfaces: readonly Interface[],
  little: boolean
): CapturedPacket | undefined {
  const from = interfaces[body.getUint32(0, little)]
  const length = body.getUint32(12, little)
  if (from === undefined || 20 + length > body.byteLength) return undefined
  const units = BigInt(body.getUint32(4, little)) * 2n ** 32n + BigInt(body.getUint32(8, little))
  const time =
    from.resolution === 1_000_000
      ? Number(units)
      : Number((units * 1_000_000n) / BigInt(Math.min(from.resolution, Number.MAX_SAFE_INTEGER)))
  const comment = textOf(optionsOf(body, 20 + upToFour(length), little).get(OPTION_COMMENT))
  const data = new Uint8Array(body.buffer, body.byteOffset + 20, length)
  return { time, link: from.link, data, ...(comment !== undefined && { comment }) }
}

function optionsOf(body: DataView, from: number, little: boolean): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>()
  let at = from
  while (at + 4 <= body.byteLength) {
    const code = body.getUint16(at, little)
    const length = body.getUint16(at + 2, little)
    if (code === OPTION_END || at + 4 + length > body.byteLength) break
    if (!options.has(code)) options.set(code, new Uint8Array(body.buffer, body.byteOffset + at + 4, length))
    at += 4 + upToFour(length)
  }
  return options
}

function block(type: number, body: Uint8Array, options: readonly Option[]): Uint8Array {
  const written = options.map(([code, value]) => {
    const cut = value.subarray(0, 0xffff)
    return concat(u16(code), u16(cut.length), padded(cut))
  })
  const whole = concat(body, ...(options.length === 0 ? [] : [...written, u32(OPTION_END)]))
  const length = u32(whole.length + SMALLEST_BLOCK)
  return concat(u32(type), length, whole, length)
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(upToFour(bytes.length) - bytes.length))
}

function upToFour(length: number): number {
  return Math.ceil(length / 4) * 4
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >> 8)
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24)
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}
