/** A run of bytes. */
export interface Span {
  readonly offset: number
  readonly length: number
}

export interface ByteLine {
  /** Of its first byte. */
  readonly offset: number
  /** Two characters each. */
  readonly bytes: readonly string[]
}

/** Bytes in lines of so many. */
export function linesOf(bytes: readonly string[], perLine: number): readonly ByteLine[] {
  return Array.from({ length: Math.ceil(bytes.length / perLine) }, (_, index) => ({
    offset: index * perLine,
    bytes: bytes.slice(index * perLine, (index + 1) * perLine)
  }))
}

export function isIn(offset: number, span: Span | undefined): boolean {
  return span !== undefined && offset >= span.offset && offset < span.offset + span.length
}

/** The bytes as ASCII, with a dot for what has no letter. */
export function textOf(bytes: readonly string[]): string {
  return bytes
    .map((byte) => {
      const code = parseInt(byte, 16)
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'
    })
    .join('')
}
