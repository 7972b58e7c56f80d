/** GBK's two-byte area: 81 to FE, then 40 to FE without 7F. */
const LEAD = { first: 0x81, last: 0xfe } as const
const TRAIL = { first: 0x40, last: 0xfe, none: 0x7f } as const

let table: ReadonlyMap<string, number> | undefined

/** Text in GBK, ASCII as single bytes; undefined where GBK has no code for one of its characters. */
export function encodeGbk(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (character.length === 1 && code < 0x80) {
      bytes.push(code)
      continue
    }
    const pair = gbkTable().get(character)
    if (pair === undefined) return undefined
    bytes.push(pair >> 8, pair & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** Some 24,000 characters, turned around once from what the platform decodes; two codes of one character: the first. */
function gbkTable(): ReadonlyMap<string, number> {
  if (table !== undefined) return table
  const decoder = new TextDecoder('gbk')
  const pairs = new Map<string, number>()
  for (let lead: number = LEAD.first; lead <= LEAD.last; lead += 1) {
    for (let trail: number = TRAIL.first; trail <= TRAIL.last; trail += 1) {
      if (trail === TRAIL.none) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      // Codes without a character decode to U+FFFD, or to a character of the private use area.
      const isCharacter = [...text].length === 1 && !/[\uFFFD\p{Co}]/u.test(text)
      if (isCharacter && !pairs.has(text)) pairs.set(text, lead * 256 + trail)
    }
  }
  table = pairs
  return pairs
}
