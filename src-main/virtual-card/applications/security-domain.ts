import type { CommandApdu } from '../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../engine/apdu/response-apdu'
import { concat } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import { tagText, tlv } from '../../engine/tlv/tlv'
import type { MemoryArea } from '../memory/memory-area'
import {
  dispatch,
  type ApplicationModule,
  type CommandContext,
  type CommandHandler,
  type InstanceContext
} from '../os/card-application'
import { SW, answer, status } from '../os/status-words'

/** Issuer security domain (GlobalPlatform Card Specification, H.1.3). */
export const ISD_AID = hex('A000000151000000')

/** Longest command data field, told in the FCI (tag 9F65). */
const MAX_COMMAND_DATA = 0xff

/** Object identifiers of the card recognition data (GlobalPlatform Card Specification, H.2 and H.3). */
const OID = {
  globalPlatform: hex('2A864886FC6B01'),
  version231: hex('2A864886FC6B02020301'),
  cardIdentification: hex('2A864886FC6B03')
} as const

/** Open data objects, each in a cell of its own, value without tag and length. */
const STORED = [0x42, 0x45, 0xc1, 0xcf, 0x9f7f] as const

/** Commands that need a secure channel first, and are refused without one (GlobalPlatform, 11). */
const AUTHENTICATED = {
  install: 0xe6,
  load: 0xe8,
  delete: 0xe4,
  putKey: 0xd8,
  storeData: 0xe2,
  status: 0xf2,
  set: 0xf0
}
/** Commands that would open a secure channel. */
const AUTHENTICATION = { initializeUpdate: 0x50, externalAuthenticate: 0x82 }

/** One key of a key set: its kind is the key type and length of GET DATA E0 (table 11-16). */
export interface SecurityDomainKey {
  readonly version: number
  readonly id: number
  /** 80: DES; 88: AES. */
  readonly type: number
  readonly value: Uint8Array
}

export function dataCell(tag: number): string {
  return `data/${tagText(tag)}`
}

/** Puts a key where GET DATA E0 finds it. */
export function writeKey(memory: MemoryArea, { version, id, type, value }: SecurityDomainKey): void {
  memory.write(`key/${tagText(version)}/${tagText(id)}`, concat(Uint8Array.of(version, id, type), value))
}

export const securityDomainModule: ApplicationModule = {
  name: 'security-domain',
  create({ aid, memory }: InstanceContext) {
    const handlers: CommandHandler[] = [
      { cla: 0x80, ins: 0xca, run: (command) => getData(memory, command) },
      { cla: 0x00, ins: 0xca, run: (command) => getData(memory, command) },
      ...Object.values(AUTHENTICATED).map((ins) => refusal(ins, SW.securityStatusNotSatisfied)),
      ...Object.values(AUTHENTICATION).map((ins) => refusal(ins, SW.conditionsNotSatisfied))
    ]
    return {
      aid,
      interfaces: ['contact', 'contactless'],
      select: () => answer(fci(aid)),
      process: (command: CommandApdu, context: CommandContext) => dispatch(handlers, command, context),
      deselect: () => undefined
    }
  }
}

function refusal(ins: number, sw: number): CommandHandler {
  return { cla: 0x80, ins, run: () => status(sw) }
}

/** SELECT answer: application name, recognition data, longest command (GlobalPlatform, table 11-72). */
function fci(aid: Uint8Array): Uint8Array {
  return tlv(0x6f, tlv(0x84, aid), tlv(0xa5, recognitionData(), tlv(0x9f65, Uint8Array.of(MAX_COMMAND_DATA))))
}

/** Card recognition data, without a word (tag 64) on secure channel protocols, as none is answered. */
function recognitionData(): Uint8Array {
  return tlv(
    0x73,
    tlv(0x06, OID.globalPlatform),
    tlv(0x60, tlv(0x06, OID.version231)),
    tlv(0x63, tlv(0x06, OID.cardIdentification))
  )
}

/** GET DATA (GlobalPlatform, 11.3): the objects that anybody may read; 6A88 for any other tag. */
function getData(memory: MemoryArea, { p1, p2 }: CommandApdu): ResponseApdu {
  const tag = p1 * 256 + p2
  if (tag === 0x66) return answer(tlv(0x66, recognitionData()))
  if (tag === 0xe0) return keyInformation(memory)
  const value = STORED.some((stored) => stored === tag) ? memory.read(dataCell(tag)) : undefined
  return value === undefined ? status(SW.referencedDataNotFound) : answer(tlv(tag, value))
}

/** Key information template E0: for each key C0 with identifier, version, type and length (table 11-16). */
function keyInformation(memory: MemoryArea): ResponseApdu {
  const keys = memory.cellNames('key/').map((name) => memory.need(name))
  const entries = keys.map((key) => {
    const [version = 0, id = 0, type = 0] = key
    return tlv(0xc0, Uint8Array.of(id, version, type, key.length - 3))
  })
  return answer(tlv(0xe0, ...entries))
}
