import { concat, startsWith } from '../../../../engine/bytes/bytes'
import { hex } from '../../../../engine/bytes/hex'

/** What the card wants to know of a package. */
export interface LoadedPackage {
  readonly aid: Uint8Array
  /** Major, minor. */
  readonly version: Uint8Array
  /** AIDs of its applets. */
  readonly modules: readonly Uint8Array[]
}

/** Tags of the components that a package has, but for Applet, Export, Descriptor and Debug, which it may lack. */
const HEADER = 1
const APPLET = 3
const REQUIRED = [HEADER, 2, 4, 5, 6, 7, 8, 9]
const MAX_TAG = 12
const COMPONENT_HEADER = 3
const MAGIC = hex('DECAFFED')
/** Magic, format version (2), flags, package version (2), then the AID behind its length. */
const VERSION_AT = 7
const AID_AT = 9
const OFFSET = 2

/**
 * The package in a load file data block: components, each a tag, a length of two bytes and its content, the header first (Java
 * Card Virtual Machine Specification, chapter 6). Undefined where that is not what it is.
 */
export function readPackage(block: Uint8Array): LoadedPackage | undefined {
  const components = split(block)
  const header = components?.get(HEADER)
  if (components === undefined || header === undefined || block[0] !== HEADER) return undefined
  if (!startsWith(header, MAGIC) || !REQUIRED.every((tag) => components.has(tag))) return undefined
  const aid = aidAt(header, AID_AT)
  const applets = components.get(APPLET)
  const modules = applets === undefined ? [] : appletAids(applets)
  if (aid === undefined || modules === undefined) return undefined
  const [minor = 0, major = 0] = header.subarray(VERSION_AT, AID_AT)
  return { aid: aid.value, version: Uint8Array.of(major, minor), modules }
}

function split(block: Uint8Array): Map<number, Uint8Array> | undefined {
  const components = new Map<number, Uint8Array>()
  let at = 0
  while (at < block.length) {
    const [tag = 0, high = 0, low = 0] = block.subarray(at, at + COMPONENT_HEADER)
    const start = at + COMPONENT_HEADER
    const end = start + high * 256 + low
    if (tag < HEADER || tag > MAX_TAG || components.has(tag) || end > block.length) return undefined
    components.set(tag, block.slice(start, end))
    at = end
  }
  return components
}

/** How many, then each AID and the place of its install method. */
function appletAids(component: Uint8Array): Uint8Array[] | undefined {
  const aids: Uint8Array[] = []
  let at = 1
  for (let left = component[0] ?? 0; left > 0; left -= 1) {
    const aid = aidAt(component, at)
    if (aid === undefined) return undefined
    aids.push(aid.value)
    at = aid.end + OFFSET
  }
  return at === component.length ? aids : undefined
}

/** 5 to 16 bytes behind their length. */
function aidAt(bytes: Uint8Array, at: number): { value: Uint8Array; end: number } | undefined {
  const length = bytes[at] ?? 0
  const value = concat(bytes.subarray(at + 1, at + 1 + length))
  return length >= 5 && length <= 16 && value.length === length ? { value, end: at + 1 + length } : undefined
}
