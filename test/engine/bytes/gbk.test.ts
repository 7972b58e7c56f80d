import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { encodeGbk } from '../../../src-main/engine/bytes/gbk'

describe('encodeGbk', () => {
  it('takes ASCII as it is and Chinese in two bytes', () => {
    expect(toHex(encodeGbk('张三 TEST') ?? new Uint8Array())).toBe('D5C5C8FD2054455354')
  })

  it.each(['€', '𠮷', '😀', 'é̀'.normalize('NFD').slice(-1), '�'])('has no code for %s', (character) => {
    expect(encodeGbk(`a${character}`)).toBeUndefined()
  })

  it('gives what a decoder reads back', () => {
    const decoder = new TextDecoder('gbk')
    const character = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        const text = characters.join('')
        const bytes = encodeGbk(text)
        return bytes === undefined || decoder.decode(bytes) === text
      })
    )
  })
})
