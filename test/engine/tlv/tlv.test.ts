import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import {
  decodeTlv,
  findTag,
  lengthBytes,
  tagBytes,
  tagText,
  tlv,
  walkTlv,
  type TlvNode,
  type TlvProblemKind
} from '../../../src-main/engine/tlv/tlv'

interface Tree {
  readonly tag: number
  readonly value?: Uint8Array
  readonly children?: readonly Tree[]
}

// Tags that do not begin with 00 or FF, which count as filler between data objects.
const primitiveTag = fc.constantFrom(0x50, 0x5a, 0x84, 0x95, 0x9f36, 0x9f79, 0xdf4d, 0xdf8101)
const constructedTag = fc.constantFrom(0x61, 0x6f, 0x70, 0xa5, 0xbf0c, 0xff21 & 0xbfff)

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.record({ tag: primitiveTag, value: fc.uint8Array({ maxLength: 300 }) }),
    fc.record({
      tag: constructedTag,
      children: fc.array(tie('tree'), { maxLength: 4, depthIdentifier: 'tlv' })
    })
  )
})).tree

const encode = ({ tag, value, children = [] }: Tree): Uint8Array =>
  value === undefined ? tlv(tag, ...children.map(encode)) : tlv(tag, value)

const plain = (node: TlvNode): Tree =>
  node.children === undefined
    ? { tag: node.tag, value: Uint8Array.from(node.value) }
    : { tag: node.tag, children: node.children.map(plain) }

describe('decodeTlv', () => {
  it('reads back what tlv() wrote, duplicates and order included', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (trees) => {
        const { nodes, problems } = decodeTlv(concat(...trees.map(encode)))
        expect(problems).toEqual([])
        expect(nodes.map(plain)).toEqual(trees)
      })
    )
  })

  it('never throws; every node lies within its parent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { nodes, problems } = decodeTlv(bytes)
        const inside = (list: readonly TlvNode[], start: number, end: number): void => {
          let last = start
          for (const { offset, headerLength, value, children } of list) {
            const from = offset + headerLength
            expect(offset).toBeGreaterThanOrEqual(last)
            last = from + value.length
            expect(last).toBeLessThanOrEqual(end)
            expect(toHex(bytes.subarray(from, last))).toBe(toHex(value))
            if (children !== undefined) inside(children, from, last)
          }
        }
        inside(nodes, 0, bytes.length)
        for (const { at } of problems) expect(at).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2000 }
    )
  })

  it('ends soon on data made to be slow', () => {
    const nested = new Uint8Array(60_000).fill(0x30)
    const many = Uint8Array.from({ length: 60_000 }, (_, index) => (index % 2 === 0 ? 0x50 : 0x00))
    for (const bytes of [nested, many]) {
      const { nodes, problems } = decodeTlv(bytes)
      expect(problems.length).toBeGreaterThan(0)
      expect([...walkTlv(nodes)].length).toBeLessThanOrEqual(20_000)
    }
  })

  it.each<[string, string, TlvProblemKind, number]>([
    ['a tag without its second byte', '9F', 'tag-cut-off', 1],
    ['a tag of five bytes', '9F8181810100', 'tag-too-long', 4],
    ['no length', '5A', 'length-missing', 1],
    ['a length of two bytes, cut off', '5A8201', 'length-cut-off', 2],
    ['a length of five bytes', '5A850000000001AA', 'length-too-long', 1],
    ['an indefinite length', '70805A00', 'indefinite-length', 1],
    ['a value past the end', '5A05AABB', 'value-past-end', 2],
    ['a value past the end by one byte', '5A03AABB', 'value-past-end', 2],
    ['an inner value past the end of its template', '70045A05AABB', 'value-past-end', 4]
  ])('names the problem: %s', (_, bytes, kind, at) => {
    expect(decodeTlv(hex(bytes)).problems).toContainEqual({ kind, at })
  })

  it('keeps what came before a problem, and what is left of a value', () => {
    const { nodes } = decodeTlv(hex('8201AA 5A05BBCC'))
    expect(nodes.map(({ tag, value, truncated }) => [tag, toHex(value), truncated])).toEqual([
      [0x82, 'AA', undefined],
      [0x5a, 'BBCC', true]
    ])
  })

  it('keeps duplicates, and passes over filler', () => {
    const { nodes } = decodeTlv(hex('0000 5F2A020156 FF 5F2A020840 00'))
    expect(nodes.map(({ tag, offset, value }) => [tag, offset, toHex(value)])).toEqual([
      [0x5f2a, 2, '0156'],
      [0x5f2a, 8, '0840']
    ])
  })

  it('reads long lengths that could be short', () => {
    expect(decodeTlv(hex('5A8400000002AABB')).nodes[0]).toMatchObject({ headerLength: 6, value: hex('AABB') })
  })
})

describe('writing and finding', () => {
  it.each([
    [0, '00'],
    [0x7f, '7F'],
    [0x80, '8180'],
    [0xff, '81FF'],
    [0x100, '820100'],
    [0x10000, '83010000'],
    [0x1000000, '8401000000']
  ])('writes the length %i as %s', (length, bytes) => {
    expect(toHex(lengthBytes(length))).toBe(bytes)
  })

  it.each([
    [0x06, '06'],
    [0x9f79, '9F79'],
    [0xdf8101, 'DF8101'],
    [0xdf818201, 'DF818201']
  ])('writes tags with their own length', (tag, text) => {
    expect(toHex(tagBytes(tag))).toBe(text)
    expect(tagText(tag)).toBe(text)
  })

  it('finds the first of a tag, depth first', () => {
    const { nodes } = decodeTlv(hex('6F0A 8401AA A505 500142 8701 01'.replaceAll(' ', '')))
    expect(toHex(findTag(nodes, 0x50)?.value ?? hex(''))).toBe('42')
    expect(findTag(nodes, 0x9f38)).toBeUndefined()
  })
})
