/**
 * The fields of an INSTALL command, each behind its length (GlobalPlatform Card 2.3.1, 11.5.2.3): BER lengths, and 80 for 128
 * as older hosts write it. Undefined where a length runs past the end.
 */
export function lvFields(data: Uint8Array): Uint8Array[] | undefined {
  const fields: Uint8Array[] = []
  let at = 0
  while (at < data.length) {
    const header = lengthAt(data, at)
    if (header === undefined || header.start + header.length > data.length) return undefined
    fields.push(data.slice(header.start, header.start + header.length))
    at = header.start + header.length
  }
  return fields
}

/** The length that stands at `at`, and where what it counts begins; undefined where it is cut off. */
export function lengthAt(
  data: Uint8Array,
  at: number
): { readonly length: number; readonly start: number } | undefined {
  const first = data[at]
  if (first === undefined) return undefined
  if (first <= 0x80) return { length: first, start: at + 1 }
  const bytes = first & 0x7f
  if (bytes > 2 || at + 1 + bytes > data.length) return undefined
  const length = data.subarray(at + 1, at + 1 + bytes).reduce((value, byte) => value * 256 + byte, 0)
  return { length, start: at + 1 + bytes }
}
