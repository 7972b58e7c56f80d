import { uint } from '../../bytes/bytes'
import { type KeyRef } from '../../crypto/key-ref'
import { type Composition, derive, note } from '../../key-operations/operation'
import { mixed } from './checked'

export interface Tree {
  /** Levels between the card's key and the transaction's. */
  readonly height: number
  readonly branch: number
  /** 16 bytes in the place of the card key's parent; zeros where absent. */
  readonly iv?: Uint8Array
}

const SECTION = 'EMV 2000 Book 2, A1.3 (tree)'

/**
 * The session key of EMV 2000: from the card's key down a tree, whose path is the ATC (2 bytes) in digits of the branch
 * factor. Each key is made from its parent and grandparent; the last one is mixed with its grandparent, and gets odd
 * parity.
 */
export function* treeKey(
  cardKey: KeyRef,
  atc: Uint8Array,
  { height, branch, iv = new Uint8Array(16) }: Tree
): Composition<KeyRef> {
  let grandparent: KeyRef | undefined
  let parent = cardKey
  for (let level = 1; level <= height; level += 1) {
    const digit = Math.floor(uint(atc) / branch ** (height - level)) % branch
    const mask = branchMask(digit)
    const derivation =
      grandparent === undefined
        ? ({ by: 'enciphering', data: mixed(iv, mask) } as const)
        : ({ by: 'enciphering-key', other: grandparent, mask } as const)
    const child = yield* derive(parent, derivation, false)
    yield note(() => ({
      name: 'tree-key',
      section: SECTION,
      inputs: [
        { name: 'parent-key', key: parent },
        ...(grandparent === undefined
          ? [{ name: 'derivation-data', bytes: iv } as const]
          : [{ name: 'grandparent-key', key: grandparent } as const]),
        { name: 'branch', bytes: Uint8Array.of(digit) }
      ],
      result: { name: 'tree-key', key: child }
    }))
    if (level === height) {
      const mixing =
        grandparent === undefined
          ? ({ by: 'mixing', data: iv } as const)
          : ({ by: 'mixing-key', other: grandparent } as const)
      const key = yield* derive(child, mixing, true)
      yield note(() => ({
        name: 'session-key',
        section: SECTION,
        inputs: [
          { name: 'card-key', key: cardKey },
          { name: 'atc', bytes: atc }
        ],
        result: { name: 'session-key', key }
      }))
      return key
    }
    grandparent = parent
    parent = child
  }
  throw new Error('height: a tree has one level or more')
}

/** Mixed into the grandparent's bytes: the branch into the last byte of both halves, F0 besides into the right one. */
function branchMask(digit: number): Uint8Array {
  const mask = new Uint8Array(16)
  mask[7] = digit
  mask[15] = digit ^ 0xf0
  return mask
}
