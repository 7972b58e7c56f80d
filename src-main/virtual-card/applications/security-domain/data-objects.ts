import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { concat, uintBytes } from '../../../engine/bytes/bytes'
import { hex } from '../../../engine/bytes/hex'
import { decodeTlv, tlv } from '../../../engine/tlv/tlv'
import type { MemoryArea } from '../../memory/memory-area'
import type { CardContent } from '../../os/card-content'
import { answer, status, SW } from '../../os/status-words'
import type { Domain } from './domain'
import { dataCell, PROTOCOLS, SCP02_OPTIONS } from './data-cells'
import { KEY_TYPE, readKeys, type SecurityDomainKey } from './domain-keys'

/** Longest command data field, told in the FCI (tag 9F65). */
const MAX_COMMAND_DATA = 0xff

/** Object identifiers of the card recognition data (GlobalPlatform Card Specification, H.2 and H.3). */
const OID = {
  globalPlatform: hex('2A864886FC6B01'),
  version231: hex('2A864886FC6B02020301'),
  cardIdentification: hex('2A864886FC6B03'),
  secureChannel: hex('2A864886FC6B04')
} as const

/** Open data objects, each in a cell of its own, value without tag and length. */
const STORED = [0x42, 0x45, 0xc1, 0xc2, 0xcf, 0x9f7f] as const

/** SELECT answer: application name, recognition data, longest command (GlobalPlatform, table 11-72). */
export function fci({ aid, memory }: Pick<Domain, 'aid' | 'memory'>): Uint8Array {
  const recognition = memory.read(dataCell(0x66)) ?? recognitionData(memory)
  return tlv(0x6f, tlv(0x84, aid), tlv(0xa5, recognition, tlv(0x9f65, Uint8Array.of(MAX_COMMAND_DATA))))
}

/** GET DATA (GlobalPlatform, 11.3): the objects that anybody may read; 6A88 for any other tag. */
export function getData({ memory, content }: Domain, { p1, p2 }: CommandApdu): ResponseApdu {
  const tag = p1 * 256 + p2
  if (tag === 0x66) return answer(tlv(0x66, memory.read(dataCell(0x66)) ?? recognitionData(memory)))
  if (tag === 0xe0) return keyInformation(memory)
  if (tag === 0xff21) return extendedResources(content)
  const value = STORED.some((stored) => stored === tag) ? memory.read(dataCell(tag)) : undefined
  return value === undefined ? status(SW.referencedDataNotFound) : answer(tlv(tag, value))
}

/** Type and length of each part of the key. */
function components({ type, value }: SecurityDomainKey): Uint8Array[] {
  if (type !== KEY_TYPE.rsaModulus) return [Uint8Array.of(type, value.length)]
  return decodeTlv(value).nodes.map((node) => Uint8Array.of(node.tag, node.value.length))
}

/** Extended card resources FF21 (ETSI TS 102 226, 8.2.1.7.2): applications, free non-volatile and working memory. */
function extendedResources(content: CardContent): ResponseApdu {
  const { nonVolatile, volatile } = content.free()
  const [, ...applications] = content.registry.entries()
  return answer(
    tlv(
      0xff21,
      tlv(0x81, uintBytes(applications.length, 2)),
      tlv(0x82, uintBytes(nonVolatile, 4)),
      tlv(0x83, uintBytes(volatile, 4))
    )
  )
}

/** Card recognition data: what the card manager is, and which secure channels it speaks (tag 64). */
function recognitionData(memory: MemoryArea): Uint8Array {
  return tlv(
    0x73,
    tlv(0x06, OID.globalPlatform),
    tlv(0x60, tlv(0x06, OID.version231)),
    tlv(0x63, tlv(0x06, OID.cardIdentification)),
    protocol(2, memory.read(SCP02_OPTIONS)?.[0] ?? PROTOCOLS.scp02),
    protocol(3, PROTOCOLS.scp03)
  )
}

function protocol(number: number, i: number): Uint8Array {
  return tlv(0x64, tlv(0x06, concat(OID.secureChannel, Uint8Array.of(number, i))))
}

/** Key information template E0: for each key C0 with identifier, version, type and length (table 11-16). */
function keyInformation(memory: MemoryArea): ResponseApdu {
  const entries = readKeys(memory).map((key) =>
    tlv(0xc0, Uint8Array.of(key.id, key.version), ...components(key))
  )
  return answer(tlv(0xe0, ...entries))
}
