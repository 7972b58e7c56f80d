import { concat } from '../../../../engine/bytes/bytes'
import { decodeTlv, tlv } from '../../../../engine/tlv/tlv'

const TAG = { aip: 0x82, afl: 0x94, issuerApplicationData: 0x9f10 } as const
const AIP_BYTES = 2
const TRIPLE_DES = 0x01
/** One entry of an AFL (EMV Book 3, 10.2). */
const AFL_ENTRY = 4

/**
 * AIP and AFL as the application keeps them, out of data objects 82 and 94 or out of both values one after the other (vendors
 * differ). Undefined where the value is neither. Objects beside them are passed over.
 */
export function processingOptions(value: Uint8Array): Uint8Array | undefined {
  const found = objects(value)
  const [aip, afl] = found
    ? [found(TAG.aip), found(TAG.afl)]
    : [value.slice(0, AIP_BYTES), value.slice(AIP_BYTES)]
  const isWhole = aip?.length === AIP_BYTES && afl !== undefined
  if (!isWhole || afl.length === 0 || afl.length % AFL_ENTRY !== 0) return undefined
  return concat(tlv(TAG.aip, aip), tlv(TAG.afl, afl))
}

/**
 * Key index and cryptogram version, 2 bytes, and the algorithm where it is another than triple DES, out of a data object 9F10, its value, or the two bytes themselves; undefined where
 * the value is none of them.
 */
export function cryptogramVersion(value: Uint8Array): Uint8Array | undefined {
  const data = objects(value)?.(TAG.issuerApplicationData) ?? value
  if (data.length === 2) return data
  const [length, index, version] = data
  const algorithm = data[length ?? 0] ?? TRIPLE_DES
  const isPboc = length === 0x07 && data.length >= 1 + length
  if (!isPboc || index === undefined || version === undefined) return undefined
  return algorithm === TRIPLE_DES ? Uint8Array.of(index, version) : Uint8Array.of(index, version, algorithm)
}

/** Finds data objects by tag; undefined where the value is no sequence of such that are known here. */
function objects(value: Uint8Array): ((tag: number) => Uint8Array | undefined) | undefined {
  const { nodes, problems } = decodeTlv(value)
  const known = Object.values<number>(TAG)
  if (problems.length > 0 || !nodes.some(({ tag }) => known.includes(tag))) return undefined
  return (tag) => nodes.find((node) => node.tag === tag)?.value.slice()
}
