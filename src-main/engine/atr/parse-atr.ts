/** One interface character (or TS, T0, TD): `TA1` and so on, where it stands, and for which protocol it speaks. */
export interface AtrCharacter {
  readonly name: string
  readonly letter: 'TS' | 'T0' | 'TA' | 'TB' | 'TC' | 'TD'
  /** The i of TAi; 0 for TS and T0. */
  readonly index: number
  readonly offset: number
  readonly value: number
  /** For i > 2: the protocol T that the preceding TD named; 15 stands for global characters. */
  readonly protocol?: number
  /** First of its letter for this protocol. */
  readonly firstOfProtocol?: boolean
}

export type AtrProblemKind =
  | 'empty'
  | 'unknown-ts'
  | 'cut-off'
  | 'historical-cut-off'
  | 'tck-missing'
  | 'tck-wrong'
  | 'surplus'
  | 'too-long'

export interface AtrProblem {
  readonly kind: AtrProblemKind
  /** Offset at which it shows. */
  readonly at: number
}

export interface Atr {
  readonly bytes: Uint8Array
  readonly characters: readonly AtrCharacter[]
  /** Protocols in the order offered; T=0 where no TD1 says otherwise. 15 is left out. */
  readonly protocols: readonly number[]
  readonly historical: Uint8Array
  readonly historicalOffset: number
  readonly tck?: { readonly offset: number; readonly value: number; readonly expected: number }
  readonly problems: readonly AtrProblem[]
}

/** ISO/IEC 7816-3, 8.1: TS and at most 32 characters after it. */
const LONGEST_ATR = 33
const NO_BYTES = new Uint8Array(0)

/**
 * Takes an answer-to-reset apart (ISO/IEC 7816-3:2006, 8.2). Never throws: what is missing, wrong or too much is in
 * `problems`, what was readable before it is kept.
 */
export function parseAtr(bytes: Uint8Array): Atr {
  const characters: AtrCharacter[] = []
  const problems: AtrProblem[] = []
  const offered: number[] = []
  const [ts, t0] = bytes
  if (ts === undefined) return empty(bytes)
  characters.push({ name: 'TS', letter: 'TS', index: 0, offset: 0, value: ts })
  if (ts !== 0x3b && ts !== 0x3f) problems.push({ kind: 'unknown-ts', at: 0 })
  if (bytes.length > LONGEST_ATR) problems.push({ kind: 'too-long', at: LONGEST_ATR })
  if (t0 === undefined) {
    problems.push({ kind: 'cut-off', at: 1 })
    return { ...empty(bytes), characters, problems }
  }
  characters.push({ name: 'T0', letter: 'T0', index: 0, offset: 1, value: t0 })
  const end = readInterface(bytes, t0, characters, offered, problems)
  const protocols = offered.length === 0 ? [0] : offered.filter((protocol) => protocol !== 15)
  if (end === undefined) return { ...empty(bytes), characters, protocols, problems }
  const wanted = t0 & 0x0f
  const historical = bytes.subarray(end, end + wanted)
  if (historical.length < wanted) problems.push({ kind: 'historical-cut-off', at: bytes.length })
  const tck = readTck(bytes, end + wanted, offered, problems)
  return {
    bytes,
    characters,
    protocols,
    historical,
    historicalOffset: end,
    ...(tck !== undefined && { tck }),
    problems
  }
}

/** The character called `name` (`TA1`), where the ATR has it. */
export function atrCharacter(atr: Atr, name: string): number | undefined {
  return atr.characters.find((character) => character.name === name)?.value
}

function empty(bytes: Uint8Array): Atr {
  return {
    bytes,
    characters: [],
    protocols: [],
    historical: NO_BYTES,
    historicalOffset: bytes.length,
    problems: [{ kind: 'empty', at: 0 }]
  }
}

/** Reads TA1 to the last TD; the offset of the historical bytes, or undefined where the ATR ends before. */
function readInterface(
  bytes: Uint8Array,
  t0: number,
  characters: AtrCharacter[],
  offered: number[],
  problems: AtrProblem[]
): number | undefined {
  const seen = new Set<string>()
  let offset = 2
  let presence = t0 >> 4
  let protocol: number | undefined
  for (let index = 1; presence !== 0; index += 1) {
    let td: number | undefined
    for (const [bit, letter] of [
      [1, 'TA'],
      [2, 'TB'],
      [4, 'TC'],
      [8, 'TD']
    ] as const) {
      if ((presence & bit) === 0) continue
      const value = bytes[offset]
      if (value === undefined) {
        problems.push({ kind: 'cut-off', at: offset })
        return undefined
      }
      const specific = index > 2 && protocol !== undefined && letter !== 'TD' ? protocol : undefined
      const key = `${letter}/${specific ?? ''}`
      characters.push({
        name: `${letter}${index}`,
        letter,
        index,
        offset,
        value,
        ...(specific !== undefined && { protocol: specific, firstOfProtocol: !seen.has(key) })
      })
      if (specific !== undefined) seen.add(key)
      if (letter === 'TD') td = value
      offset += 1
    }
    if (td === undefined) break
    protocol = td & 0x0f
    offered.push(protocol)
    presence = td >> 4
  }
  return offset
}

/** TCK is there unless T=0 is the only protocol; the XOR of T0 to TCK is 0 (ISO/IEC 7816-3, 8.2.5). */
function readTck(
  bytes: Uint8Array,
  offset: number,
  offered: readonly number[],
  problems: AtrProblem[]
): Atr['tck'] {
  const expectsTck = offered.some((protocol) => protocol !== 0)
  const surplusAt = expectsTck ? offset + 1 : offset
  if (bytes.length > surplusAt) problems.push({ kind: 'surplus', at: surplusAt })
  if (!expectsTck) return undefined
  const value = bytes[offset]
  if (value === undefined) {
    problems.push({ kind: 'tck-missing', at: bytes.length })
    return undefined
  }
  const expected = bytes.subarray(1, offset).reduce((sum, byte) => sum ^ byte, 0)
  if (value !== expected) problems.push({ kind: 'tck-wrong', at: offset })
  return { offset, value, expected }
}
