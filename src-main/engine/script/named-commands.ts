import dictionary from '../../../resources/dictionaries/commands.json'

/** The header of a command that the dictionary knows, as far as its name decides it. */
export interface CommandHeader {
  readonly name: string
  readonly cla: number
  readonly ins: number
  readonly p1: number | undefined
  readonly p2: number | undefined
}

/** How a name's operands without a keyword are read, one after the other. */
export type Positional = 'tag' | 'number-p1' | 'byte-p1' | 'offset' | 'data' | 'ne'

interface Shape {
  readonly operands: readonly Positional[]
  readonly p1?: number
  readonly p2?: number
  readonly cla?: number
  /** 256 where the command answers with data unless `le` says otherwise; 0 for none. */
  readonly ne: 0 | 256
  /** Tag around the data, which is there even where nothing is in it. */
  readonly wrapped?: number
}

/** Commands whose operands are more than named fields (ISO/IEC 7816-4; EMV Book 3, 6.5). */
const SHAPES: Readonly<Record<string, Shape>> = {
  SELECT: { operands: ['data'], p1: 0x04, ne: 256 },
  'GET DATA': { operands: ['tag'], cla: 0x80, ne: 256 },
  'PUT DATA': { operands: ['tag', 'data'], ne: 0 },
  'READ RECORD': { operands: ['number-p1'], p2: 0x04, ne: 256 },
  'UPDATE RECORD': { operands: ['number-p1', 'data'], p2: 0x04, ne: 0 },
  'READ BINARY': { operands: ['offset'], ne: 256 },
  'UPDATE BINARY': { operands: ['offset', 'data'], ne: 0 },
  'GET PROCESSING OPTIONS': { operands: ['data'], ne: 256, wrapped: 0x83 },
  'GENERATE AC': { operands: ['byte-p1', 'data'], ne: 256 },
  'INTERNAL AUTHENTICATE': { operands: ['data'], ne: 256 },
  'GET CHALLENGE': { operands: ['ne'], ne: 256 },
  'GET RESPONSE': { operands: ['ne'], ne: 256 },
  VERIFY: { operands: ['data'], p2: 0x80, ne: 0 }
}
const OTHERS: Shape = { operands: ['data'], ne: 0 }

const rows = dictionary as readonly {
  readonly name: string
  readonly class: string
  readonly ins: string
  readonly p1?: string
  readonly p2?: string
}[]

const CLASS_BYTES: Readonly<Record<string, number>> = { iso: 0x00, any: 0x00, own: 0x80, reader: 0xff }
const byte = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number.parseInt(text, 16)

const byName = new Map<string, CommandHeader>()
for (const row of rows) {
  if (byName.has(row.name)) continue
  const cla = CLASS_BYTES[row.class] ?? 0
  byName.set(row.name, {
    ...{ name: row.name, cla, ins: Number.parseInt(row.ins, 16) },
    ...{ p1: byte(row.p1), p2: byte(row.p2) }
  })
}
const MOST_WORDS = Math.max(...[...byName.keys()].map((name) => name.split(' ').length))

export interface KnownName {
  readonly header: CommandHeader
  readonly shape: Shape
  /** How many words the name has. */
  readonly words: number
}

/** The command whose name the words begin with, the longest one; names are written in capitals. */
export function commandByName(words: readonly string[]): KnownName | undefined {
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ')
    const header = byName.get(name)
    if (header !== undefined) return { header, shape: SHAPES[name] ?? OTHERS, words: count }
  }
  return undefined
}
