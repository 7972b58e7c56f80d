import type { OutputStream } from '../terminal'

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const

export type Style = keyof typeof CODES

/** The text in a style, where the stream shows colours; else as it is. */
export function styled(text: string, style: Style, stream: OutputStream): string {
  const [on, off] = CODES[style]
  return stream.colours ? `\u001B[${on}m${text}\u001B[${off}m` : text
}
