import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../../src-main/engine/bytes/bytes'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { tlv } from '../../../../src-main/engine/tlv/tlv'
import { explainData } from '../../../../src-main/engine/trace/explain/explain-data'
import { explainExchange } from '../../../../src-main/engine/trace/explain/explain-exchange'
import { walkFields } from './support'

const dump = resolve(__dirname, '../../../../../shared/dumps/unionpay-contact-debit.txt')
const onDump = existsSync(dump) ? it : it.skip

const PAN = '6210948000000011'
const ascii = (digits: string): string => [...digits].map((digit) => `3${digit}`).join('')

describe('card numbers in explanations', () => {
  it.each([
    ['5A', `5A08${PAN}`],
    ['57', `570F${PAN}D301020100000F`],
    ['57 without a separator', `570A${PAN}0000`],
    ['56', `5612${ascii(`B${PAN}`.slice(1))}5E41`],
    ['9F1F', `9F1F10${ascii(PAN)}`],
    ['9F6B of Mastercard', `9F6B0F${PAN}D301020100000F`],
    ['9F46 in its SM2 form', `9F468194 14${PAN}FFFF${'00'.repeat(137)}`],
    ['inside templates', `700A5A08${PAN}`],
    ['cut off', `701C570F${PAN}`]
  ])('are truncated: %s', (_, data) => {
    const shown = JSON.stringify(explainData(hex(data), { reveal: false }))
    expect(shown).not.toContain(PAN)
    expect(shown).not.toContain(ascii(PAN))
    expect(shown).not.toContain(PAN.replace(/(.{4})(?=.)/g, '$1 '))
    expect(shown).toContain('*')
    expect(JSON.stringify(explainData(hex(data), { reveal: true }))).not.toContain('**')
  })

  it('are truncated whatever number and nesting', () => {
    const digits = fc
      .integer({ min: 12, max: 19 })
      .chain((length) =>
        fc
          .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
          .map((list) => list.join(''))
      )
    fc.assert(
      fc.property(digits, fc.constantFrom(0x70, 0x77, 0xa5), (pan, outer) => {
        const packed = hex(pan.length % 2 === 0 ? pan : `${pan}F`)
        const track = `${pan}D3010201123`
        const data = tlv(
          outer,
          tlv(0x5a, packed),
          tlv(0x57, hex(track.length % 2 === 0 ? track : `${track}F`))
        )
        const hidden = pan.slice(6, -4)
        for (const { hex: own, value } of walkFields(explainData(concat(data), { reveal: false }))) {
          expect(own).not.toContain(pan)
          if (hidden.length >= 4) expect(value?.en.replaceAll(' ', '') ?? '').not.toContain(pan)
        }
      })
    )
  })

  onDump('no full card number in any field of the card recorded in shared/dumps', () => {
    const lines = readFileSync(dump, 'utf8').trim().split(/\r?\n/)
    const pan = /5A08(\d{16})/.exec(lines.join(''))?.[1]
    expect(pan).toBeDefined()
    let fields = 0
    for (let index = 0; index + 1 < lines.length; index += 2) {
      const at = { exchange: index / 2 + 1, part: 'command', offset: 0 } as const
      const context = { reveal: false, rid: 'A000000333', at }
      const explained = explainExchange(hex(lines[index]!), hex(lines[index + 1]!), context)
      for (const field of walkFields([...explained.command, ...explained.response])) {
        fields += 1
        const text = `${field.hex} ${field.value?.en.replaceAll(' ', '') ?? ''} ${field.value?.zh.replaceAll(' ', '') ?? ''}`
        expect(text).not.toContain(pan!)
        expect(text).not.toContain(ascii(pan!))
        if (field.problem !== undefined) expect(field.problem.en).toBe('')
        if (field.tag !== undefined) expect(field.name.en).not.toBe('Unknown data object')
      }
      expect(explained.summary.en).not.toContain('Unknown')
    }
    expect(fields).toBeGreaterThan(200)
  })
})
