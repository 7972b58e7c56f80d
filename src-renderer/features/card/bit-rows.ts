import type { BitExplanation, Field } from '../../../src-main/contract/report'

export interface BitName extends BitExplanation {
  /** Which bits carry it, as specifications count them: `b8`, `b4-1`. */
  readonly where: string
}

export interface BitRow {
  readonly byte: number
  readonly hex: string
  /** Eight characters, highest bit first; `*` where the byte is masked. */
  readonly bits: readonly string[]
  readonly names: readonly BitName[]
}

/** A field's bytes that have named bits, one row for each. */
export function bitRows({ hex, bits = [] }: Field): readonly BitRow[] {
  const bytes = [...new Set(bits.map(({ byte }) => byte))].sort((a, b) => a - b)
  return bytes.map((byte) => {
    const pair = hex.slice(byte * 2, byte * 2 + 2)
    const binary = [...pair].map((nibble) =>
      nibble === '*' ? '****' : parseInt(nibble, 16).toString(2).padStart(4, '0')
    )
    return {
      byte,
      hex: pair,
      bits: [...binary.join('')],
      names: bits.filter((bit) => bit.byte === byte).map((bit) => ({ ...bit, where: whereOf(bit.mask) }))
    }
  })
}

function whereOf(mask: number): string {
  const set = [8, 7, 6, 5, 4, 3, 2, 1].filter((bit) => (mask & (1 << (bit - 1))) !== 0)
  const highest = set[0]
  const lowest = set.at(-1)
  if (highest === undefined || lowest === undefined) return ''
  return highest === lowest ? `b${highest}` : `b${highest}-${lowest}`
}
