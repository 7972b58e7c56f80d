import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { combineComponents } from '../../../src-main/engine/key-blocks/components'

const component = (text: string): Secret => new Secret(hex(text))
const [first, second, third] = ['11'.repeat(16), '22'.repeat(16), 'F4'.repeat(16)].map(component) as [
  Secret,
  Secret,
  Secret
]

describe('components', () => {
  test('are mixed, two or three', () => {
    combineComponents('3des', [first, second]).secret.use((key) => expect(toHex(key)).toBe('33'.repeat(16)))
    combineComponents('aes', [first, second, third]).secret.use((key) =>
      expect(toHex(key)).toBe('C7'.repeat(16))
    )
  })

  test('are a fault alone, in different lengths, and in one that no key has', () => {
    expect(() => combineComponents('3des', [first])).toThrow('two')
    expect(() => combineComponents('3des', [first, component('22'.repeat(24))])).toThrow('length')
    expect(() => combineComponents('sm4', [component('11'.repeat(8)), component('22'.repeat(8))])).toThrow(
      'length'
    )
  })
})
