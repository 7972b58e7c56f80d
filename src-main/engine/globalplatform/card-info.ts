import type { Field } from '../../contract/report'
import { uint } from '../bytes/bytes'
import { decodeTlv, findTag, walkTlv } from '../tlv/tlv'
import { keyInformation, type KeyInformation } from '../trace/explain/values/platform'
import { cplcFields } from '../trace/explain/values/production'
import { cardCapabilities, type CardCapabilities } from './card-capabilities'
import { recognitionData, type RecognitionData } from './recognition-data'

/** What a security domain tells of itself and of the card. Whatever the card does not give is absent. */
export interface CardInfo {
  /** As the domain named itself. */
  readonly aid?: Uint8Array
  readonly recognition?: RecognitionData
  readonly capabilities?: CardCapabilities
  /** Its keys, without their values. */
  readonly keys: readonly KeyInformation[]
  /** Card production life cycle data in words, with dates. */
  readonly cplc: readonly Field[]
  readonly issuerNumber?: Uint8Array
  readonly cardNumber?: Uint8Array
  /** Key diversification data. */
  readonly kdd?: Uint8Array
  /** Sessions of SCP02 under the default keys. */
  readonly sequenceCounter?: number
  /** Receipts of delegated management that the card has made (C2). */
  readonly confirmationCounter?: number
  /** Applications that it names to anyone (2F00), without what they are. */
  readonly applications: readonly Uint8Array[]
  readonly resources?: CardResources
  /** All answers as they came, by tag; the FCI is 6F. */
  readonly raw: ReadonlyMap<number, Uint8Array>
}

/** Extended card resources (ETSI TS 102 226, 8.2.1.7.2), in bytes. */
export interface CardResources {
  readonly applications?: number
  readonly freeNonVolatile?: number
  readonly freeVolatile?: number
}

/** Makes the answers to SELECT (6F) and GET DATA into facts. Never throws. */
export function cardInfo(raw: ReadonlyMap<number, Uint8Array>): CardInfo {
  const value = (tag: number): Uint8Array | undefined => valueOf(raw.get(tag), tag)
  const [fci, keys, capabilities] = [raw.get(0x6f), raw.get(0xe0), raw.get(0x67)]
  const aid = fci && findTag(decodeTlv(fci).nodes, 0x84)?.value
  const recognition = [raw.get(0x66), fci].flatMap((data) => (data && recognitionData(data)) ?? [])[0]
  const known = capabilities && cardCapabilities(capabilities)
  const [issuerNumber, cardNumber, kdd] = [value(0x42), value(0x45), value(0xcf)]
  const [sequence, confirmations] = [counter(value(0xc1)), counter(value(0xc2))]
  const resources = value(0xff21)
  return {
    ...(aid && { aid }),
    ...(recognition && { recognition }),
    ...(known && { capabilities: known }),
    keys: keys === undefined ? [] : keysIn(keys),
    cplc: cplcFields(value(0x9f7f) ?? new Uint8Array(), { reveal: true }),
    ...(issuerNumber && { issuerNumber }),
    ...(cardNumber && { cardNumber }),
    ...(kdd && { kdd }),
    ...(sequence !== undefined && { sequenceCounter: sequence }),
    ...(confirmations !== undefined && { confirmationCounter: confirmations }),
    applications: applicationsIn(raw.get(0x2f00)),
    ...(resources && { resources: resourcesIn(resources) }),
    raw
  }
}

/** Cards disagree about tag and length around the value. */
function valueOf(data: Uint8Array | undefined, tag: number): Uint8Array | undefined {
  if (data === undefined) return undefined
  return decodeTlv(data).nodes.find((node) => node.tag === tag)?.value ?? data
}

function counter(bytes: Uint8Array | undefined): number | undefined {
  return bytes === undefined || bytes.length > 6 ? undefined : uint(bytes)
}

function keysIn(data: Uint8Array): KeyInformation[] {
  return [...walkTlv(decodeTlv(data).nodes)].flatMap(({ tag, value }) =>
    tag === 0xc0 ? (keyInformation(value) ?? []) : []
  )
}

/** AIDs wherever they stand: bare (4F), or each in an application template (61). */
function applicationsIn(data: Uint8Array | undefined): Uint8Array[] {
  if (data === undefined) return []
  return [...walkTlv(decodeTlv(data).nodes)].flatMap(({ tag, value }) =>
    tag === 0x4f && value.length >= 5 && value.length <= 16 ? [value] : []
  )
}

function resourcesIn(value: Uint8Array): CardResources {
  const { nodes } = decodeTlv(value)
  const number = (tag: number): number | undefined => counter(findTag(nodes, tag)?.value)
  const [applications, freeNonVolatile, freeVolatile] = [number(0x81), number(0x82), number(0x83)]
  return {
    ...(applications !== undefined && { applications }),
    ...(freeNonVolatile !== undefined && { freeNonVolatile }),
    ...(freeVolatile !== undefined && { freeVolatile })
  }
}
