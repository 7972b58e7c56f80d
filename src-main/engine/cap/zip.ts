import { inflateSync } from 'fflate'
import { crc32 } from './crc32'

/** What the directory of an archive says of one file. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  /** Bytes in the archive, and once unpacked. */
  readonly packed: number
  readonly size: number
  /** Where its local header is. */
  readonly at: number
}

export type ZipDirectory =
  | { readonly kind: 'ok'; readonly entries: readonly ZipEntry[] }
  /** No end of a directory; the directory does not fit; ZIP64 or several volumes; more files than any CAP file has. */
  | { readonly kind: 'not-a-zip' | 'broken' | 'unsupported' | 'too-many' }

export type Unpacked =
  | { readonly kind: 'ok'; readonly bytes: Uint8Array }
  /** The data do not fit the directory; an unknown or enciphered form; longer than allowed; wrong checksum. */
  | { readonly kind: 'broken' | 'unsupported' | 'too-large' | 'checksum-wrong' }

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const MOST_ENTRIES = 1000
const STORED = 0
const DEFLATED = 8

/** The files of a ZIP archive, as its central directory has them (PKWARE APPNOTE 4.3). Never throws. */
export function zipDirectory(archive: Uint8Array): ZipDirectory {
  const view = viewOf(archive)
  const end = endOf(view)
  if (end === undefined) return { kind: 'not-a-zip' }
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  const volumes = view.getUint16(end + 4, true) + view.getUint16(end + 6, true)
  if (volumes !== 0 || count === 0xffff || start === 0xffffffff) return { kind: 'unsupported' }
  if (count > MOST_ENTRIES) return { kind: 'too-many' }
  if (start + size > end) return { kind: 'broken' }
  const entries: ZipEntry[] = []
  let at = start
  for (let left = count; left > 0; left -= 1) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL) return { kind: 'broken' }
    const nameLength = view.getUint16(at + 28, true)
    const next =
      at + CENTRAL_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return { kind: 'broken' }
    entries.push({
      name: nameOf(archive.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true)
    })
    at = next
  }
  return { kind: 'ok', entries }
}

/** One file, checked against its checksum. `most`: bytes that it may have once unpacked. Never throws. */
export function unpack(archive: Uint8Array, entry: ZipEntry, most: number): Unpacked {
  const { at, packed, size, method, encrypted } = entry
  if (encrypted || (method !== STORED && method !== DEFLATED)) return { kind: 'unsupported' }
  if (size > most) return { kind: 'too-large' }
  const view = viewOf(archive)
  if (at + LOCAL_LENGTH > archive.length || view.getUint32(at, true) !== LOCAL) return { kind: 'broken' }
  const start = at + LOCAL_LENGTH + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + packed > archive.length) return { kind: 'broken' }
  const data = archive.subarray(start, start + packed)
  const bytes = method === STORED ? data.slice() : inflated(data, size)
  if (bytes?.length !== size) return { kind: 'broken' }
  return crc32(bytes) === entry.crc ? { kind: 'ok', bytes } : { kind: 'checksum-wrong' }
}

/** Into as much memory as the directory announced, whatever the data would grow to. */
function inflated(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(data, { out: new Uint8Array(size) })
  } catch {
    // The library throws on everything that is no deflate stream; all of it means the same here.
    return undefined
  }
}

/** The last end record: a comment may follow it. */
function endOf(view: DataView): number | undefined {
  const last = view.byteLength - END_LENGTH
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (
      view.getUint32(at, true) === END &&
      at + END_LENGTH + view.getUint16(at + 20, true) <= view.byteLength
    ) {
      return at
    }
  }
  return undefined
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length)
}

/** Component names are ASCII; other characters need only be different. */
function nameOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
