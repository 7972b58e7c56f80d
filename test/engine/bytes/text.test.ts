import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { decodeCardText } from '../../../src-main/engine/bytes/text'

describe('decodeCardText', () => {
  it.each([
    ['plain label', '50424F43204445424954', undefined, 'PBOC DEBIT', 'ascii'],
    ['padding of blanks and zeros', '2020414243202000', undefined, 'ABC', 'ascii'],
    ['nothing but padding', '000020FF', undefined, '', 'ascii'],
    ['Chinese in GB 2312', 'D2F8C1AA', undefined, '银联', 'gb18030'],
    ['Chinese although the index says Latin 1', 'D2F8C1AA6361726473', 1, '银联cards', 'gb18030'],
    ['Chinese in GBK beyond GB 2312, index Latin 1', 'D5C586B4', 1, '张喆', 'gb18030'],
    ['full-width characters', 'A3C1A3C2', undefined, 'ＡＢ', 'gb18030'],
    ['a four-byte character', '8139EE39', undefined, '㐀', 'gb18030'],
    ['French in Latin 1', '4352C9444954', 1, 'CRÉDIT', 'iso-8859-1'],
    ['Czech in Latin 2', '50F865647665BB', 2, 'Předveť', 'iso-8859-2'],
    ['Russian in its own table', 'BAB0C0C2B0', 5, 'КАРТА', 'iso-8859-5'],
    ['Greek in its own table', 'CAC1D1D4C1', 7, 'ΚΑΡΤΑ', 'iso-8859-7']
  ])('%s', (_, bytes, table, text, charset) => {
    expect(decodeCardText(hex(bytes), table)).toEqual({ text, charset, clean: true })
  })

  it('shows control characters, and says that the text is not clean', () => {
    expect(decodeCardText(hex('41074207'))).toEqual({ text: 'A␇B␇', charset: 'ascii', clean: false })
    expect(decodeCardText(hex('417F42')).text).toBe('A␡B')
    expect(decodeCardText(hex('D2F81BC1AA')).text).toBe('银␛联')
  })

  it('does not guess where nothing fits', () => {
    expect(decodeCardText(hex('41FE42C0'))).toMatchObject({ charset: 'unreadable', clean: false })
    expect(decodeCardText(hex('4185'), 1)).toMatchObject({ clean: false })
  })

  it('never throws, and never yields a control or formatting character', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.option(fc.integer({ min: -1, max: 300 }), { nil: undefined }),
        (bytes, table) => {
          expect(decodeCardText(bytes, table).text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
        }
      ),
      { numRuns: 2000 }
    )
  })
})
