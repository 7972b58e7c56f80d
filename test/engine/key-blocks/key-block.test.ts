import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { fits, unwrapKeyBlock, wrapKeyBlock } from '../../../src-main/engine/key-blocks/key-block'
import { type KeyBlockHeader, readHeader } from '../../../src-main/engine/key-blocks/key-block-header'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import vectors from '../../vectors/key-blocks/tr31.json'
import { runSuite } from '../../support/run-suite'
import { suite } from './key-block.suite'

runSuite(suite)

const zeros = (length: number): Uint8Array => new Uint8Array(length)
const header: KeyBlockHeader = {
  version: 'B',
  usage: 'K0',
  algorithm: 'T',
  mode: 'N',
  keyVersion: '00',
  exportability: 'E',
  optional: []
}

describe('a key block', () => {
  test.each(vectors)('$id is refused when any character is another one', ({ protection, block }) => {
    const kek = secretKey(block.startsWith('D') ? 'aes' : '3des', hex(protection))
    for (let at = 0; at < block.length; at += 1) {
      const altered = `${block.slice(0, at)}${block[at] === '1' ? '2' : '1'}${block.slice(at + 1)}`
      expect(runComposition(unwrapKeyBlock(kek, altered)).kind, String(at)).toBe('refused')
    }
  })

  test('is refused under another key, and under one of the wrong kind', () => {
    const [vector] = vectors
    const block = vector?.block ?? ''
    const other = secretKey('3des', hex('00'.repeat(16)))
    expect(runComposition(unwrapKeyBlock(other, block))).toEqual({
      kind: 'refused',
      problem: 'not-authentic'
    })
    const unfit = { kind: 'refused', problem: 'protecting-key-unfit' }
    expect(runComposition(unwrapKeyBlock(secretKey('aes', zeros(16)), block))).toEqual(unfit)
    expect(runComposition(unwrapKeyBlock(secretKey('3des', zeros(8)), block))).toEqual(unfit)
  })

  test('no text makes the reader fail', () => {
    const kek = secretKey('3des', zeros(16))
    fc.assert(
      fc.property(fc.constantFrom('A', 'B', 'C', 'D', ''), fc.string(), (version, rest) => {
        expect(runComposition(unwrapKeyBlock(kek, version + rest)).kind).toBe('refused')
      })
    )
    expect(readHeader('B0080P0TE00E0100KS00')).toBeUndefined()
    expect(readHeader('B0080P0TE00E0100KS18')).toBeUndefined()
  })

  test.each(['A', 'B', 'C', 'D'] as const)('version %s carries keys of every length, padded', (version) => {
    const kek = version === 'D' ? secretKey('aes', zeros(24)) : secretKey('3des', zeros(24).fill(7))
    expect(fits(version, kek)).toBe(true)
    const wrap = (length: number, padTo: number): string =>
      runComposition(
        wrapKeyBlock(kek, { ...header, version }, new Secret(zeros(length).fill(9)), zeros, padTo)
      )
    for (const length of [8, 16, 24, 32, 300]) {
      const back = runComposition(unwrapKeyBlock(kek, wrap(length, 0)))
      expect(back.kind === 'ok' && back.key.length).toBe(length)
    }
    expect(wrap(16, 32)).toHaveLength(wrap(32, 32).length)
  })

  test('is not made under an unfit key, nor with a header that is no whole blocks', () => {
    const key = new Secret(zeros(16))
    const wrap = (kek: Uint8Array, optional: KeyBlockHeader['optional']): string =>
      runComposition(wrapKeyBlock(secretKey('3des', kek), { ...header, optional }, key, zeros))
    expect(() => wrap(zeros(8), [])).toThrow('protection')
    expect(() => wrap(zeros(16), [{ id: 'KS', data: '1' }])).toThrow('header')
    expect(wrap(zeros(16), [{ id: 'KS', data: '1234' }])).toContain('KS081234')
  })
})
