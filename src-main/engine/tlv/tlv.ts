import { concat, uintBytes } from '../bytes/bytes'

/** A data object as it was found. Offsets count from the start of the bytes given to `decodeTlv`. */
export interface TlvNode {
  /** Tag bytes as one number, e.g. 0x9F79. */
  readonly tag: number
  /** Offset of the first tag byte. */
  readonly offset: number
  /** Tag and length bytes together. */
  readonly headerLength: number
  /** The value; shorter than announced where the data ended early (`truncated`). */
  readonly value: Uint8Array
  /** Present for a constructed tag whose value could be read as data objects. */
  readonly children?: readonly TlvNode[]
  /** The length announced more bytes than there were. */
  readonly truncated?: true
}

export type TlvProblemKind =
  | 'tag-cut-off'
  | 'tag-too-long'
  | 'length-missing'
  | 'length-cut-off'
  | 'length-too-long'
  | 'indefinite-length'
  | 'value-past-end'
  | 'too-deep'
  | 'too-many'

export interface TlvProblem {
  readonly kind: TlvProblemKind
  /** Offset of the byte at which reading stopped. */
  readonly at: number
}

export interface TlvDecoding {
  readonly nodes: readonly TlvNode[]
  /** Empty for well-formed data. What was understood before a problem is in `nodes`. */
  readonly problems: readonly TlvProblem[]
}

/** Deeper than any card structure; a bound against hostile nesting. */
const MAX_DEPTH = 16
/** More than 64 KiB of response can hold in earnest; a bound against hostile input. */
const MAX_NODES = 20_000
/** Tags of more than 4 bytes are not used by EMV, PBOC or GlobalPlatform, and would not fit a number. */
const MAX_TAG_BYTES = 4

interface State {
  readonly bytes: Uint8Array
  readonly problems: TlvProblem[]
  count: number
}

/**
 * Decodes BER-TLV (ISO/IEC 8825-1 as EMV Book 3, Annex B restricts it: definite lengths). Filler bytes 00 and FF
 * between data objects are passed over. Never throws: a malformed part is described in `problems` and whatever was
 * readable before it is kept, duplicates included.
 */
export function decodeTlv(bytes: Uint8Array): TlvDecoding {
  const state: State = { bytes, problems: [], count: 0 }
  const nodes = decodeRange(state, 0, bytes.length, 0)
  return { nodes, problems: state.problems }
}

function decodeRange(state: State, start: number, end: number, depth: number): TlvNode[] {
  const nodes: TlvNode[] = []
  let offset = start
  while (offset < end) {
    const first = state.bytes[offset] ?? 0
    if (first === 0x00 || first === 0xff) {
      offset += 1
      continue
    }
    state.count += 1
    if (state.count > MAX_NODES) {
      problem(state, 'too-many', offset)
      return nodes
    }
    const header = readHeader(state, offset, end)
    if (header === undefined) return nodes
    const valueStart = offset + header.headerLength
    const valueEnd = Math.min(valueStart + header.length, end)
    const truncated = valueStart + header.length > end
    if (truncated) problem(state, 'value-past-end', valueStart)
    const children = header.constructed ? decodeChildren(state, valueStart, valueEnd, depth) : undefined
    nodes.push({
      tag: header.tag,
      offset,
      headerLength: header.headerLength,
      value: state.bytes.subarray(valueStart, valueEnd),
      ...(children !== undefined && { children }),
      ...(truncated && { truncated: true as const })
    })
    offset = valueEnd
  }
  return nodes
}

function decodeChildren(state: State, start: number, end: number, depth: number): TlvNode[] | undefined {
  if (depth + 1 >= MAX_DEPTH) {
    problem(state, 'too-deep', start)
    return undefined
  }
  return decodeRange(state, start, end, depth + 1)
}

interface Header {
  readonly tag: number
  readonly constructed: boolean
  readonly length: number
  readonly headerLength: number
}

function readHeader(state: State, offset: number, end: number): Header | undefined {
  const { bytes } = state
  let at = offset
  const first = bytes[at] ?? 0
  let tag = first
  at += 1
  if ((first & 0x1f) === 0x1f) {
    for (let more = true; more; at += 1) {
      const next = bytes[at]
      if (at >= end || next === undefined) return problem(state, 'tag-cut-off', at)
      if (at - offset >= MAX_TAG_BYTES) return problem(state, 'tag-too-long', at)
      tag = tag * 256 + next
      more = (next & 0x80) !== 0
    }
  }
  const lengthByte = bytes[at]
  if (at >= end || lengthByte === undefined) return problem(state, 'length-missing', at)
  at += 1
  let length = lengthByte
  if (lengthByte === 0x80) return problem(state, 'indefinite-length', at - 1)
  if (lengthByte > 0x80) {
    const count = lengthByte & 0x7f
    if (count > 4) return problem(state, 'length-too-long', at - 1)
    if (at + count > end) return problem(state, 'length-cut-off', at)
    length = 0
    for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + index] ?? 0)
    at += count
  }
  return { tag, constructed: (first & 0x20) !== 0, length, headerLength: at - offset }
}

function problem(state: State, kind: TlvProblemKind, at: number): undefined {
  state.problems.push({ kind, at })
  return undefined
}

/** Tag number as its bytes. */
export function tagBytes(tag: number): Uint8Array {
  return uintBytes(tag, tag > 0xffffff ? 4 : tag > 0xffff ? 3 : tag > 0xff ? 2 : 1)
}

/** Tag as upper-case hex: `9F79`. */
export function tagText(tag: number): string {
  const text = tag.toString(16).toUpperCase()
  return text.length % 2 === 0 ? text : `0${text}`
}

/** A length in the fewest bytes (80 to FF as 81 xx, and so on). */
export function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const count = length > 0xffffff ? 4 : length > 0xffff ? 3 : length > 0xff ? 2 : 1
  return concat(Uint8Array.of(0x80 | count), uintBytes(length, count))
}

/** One data object: tag, shortest length, and the parts as its value. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = concat(...parts)
  return concat(tagBytes(tag), lengthBytes(value.length), value)
}

/** The first node with this tag, depth first. */
export function findTag(nodes: readonly TlvNode[], tag: number): TlvNode | undefined {
  for (const node of nodes) {
    if (node.tag === tag) return node
    const inner = node.children && findTag(node.children, tag)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** All nodes, parents before their children. */
export function* walkTlv(nodes: readonly TlvNode[]): Generator<TlvNode, void, undefined> {
  for (const node of nodes) {
    yield node
    if (node.children !== undefined) yield* walkTlv(node.children)
  }
}
