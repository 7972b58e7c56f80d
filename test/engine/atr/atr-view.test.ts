import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atrView as schema, type Field } from '../../../src-main/contract/report'
import { atrView, isContactlessAtr } from '../../../src-main/engine/atr/atr-view'
import { hex } from '../../../src-main/engine/bytes/hex'
import vectors from '../../vectors/atr/atr.json'

function valueOf(fields: readonly Field[], hexValue: string, name: string): string | undefined {
  for (const field of fields) {
    if (field.hex === hexValue && field.name.en.includes(name)) return field.value?.en
    const inner = valueOf(field.children ?? [], hexValue, name)
    if (inner !== undefined) return inner
  }
  return undefined
}

it.each(vectors)('$name: keeps to the contract, valid only without problems', (vector) => {
  const view = atrView(hex(vector.atr))
  expect(schema.parse(view)).toEqual(view)
  expect(view.valid).toBe(vector.problems.length === 0)
  expect(view.problems).toHaveLength(vector.problems.length)
  expect(isContactlessAtr(hex(vector.atr))).toBe(vector.contactless)
})

it('explains the interface characters of a T=1 card', () => {
  const { fields } = atrView(hex('3BFA1300008131FE454A434F503431563232319F'))
  expect(valueOf(fields, '3B', 'TS')).toBe('direct convention')
  expect(valueOf(fields, '13', 'TA1')).toBe('Fi = 372, Di = 4: 93 clock cycles per bit, at most 5 MHz')
  expect(valueOf(fields, '00', 'TC1')).toBe('N = 0 etu')
  expect(valueOf(fields, 'FE', 'TA3')).toBe('IFSC = 254 bytes')
  expect(valueOf(fields, '45', 'TB3')).toBe('BWI = 4, CWI = 5')
  expect(valueOf(fields, '4A434F50343156323231', 'Proprietary')).toBe('as text: JCOP41V221')
})

it('explains clock stop, classes, waiting integer and specific mode', () => {
  // TA1 11, TD1 T=0 with TA2 TC2 and TD2 T=15 with TA3 C7.
  const { fields } = atrView(hex('3B9011D0810A1FC7'))
  expect(valueOf(fields, '81', 'TA2')).toBe('uses T=1 at once, cannot change, with the parameters of TA1')
  expect(valueOf(fields, '0A', 'TC2')).toBe('WI = 10')
  expect(valueOf(fields, 'C7', 'TA3')).toBe('clock stops at either level; classes: A, B, C')
})

it('explains COMPACT-TLV historical bytes bit by bit', () => {
  const { fields } = atrView(hex('3B670000803180738421 40'))
  const historical = fields.find(({ name }) => name.en === 'Historical bytes')
  const service = historical?.children?.find(({ name }) => name.en === 'Card service data')
  expect(service?.bits?.filter(({ set }) => set).map(({ name }) => name.en)).toEqual([
    'application selection by full DF name',
    'EF.DIR and EF.ATR read by READ RECORD',
    'card with MF'
  ])
  const capabilities = historical?.children?.find(({ name }) => name.en === 'Card capabilities')
  expect(capabilities?.bits?.filter(({ set }) => set).map(({ name }) => name.en)).toEqual([
    'DF selection by full name',
    'short EF identifiers',
    'proprietary write behaviour',
    'extended Lc and Le'
  ])
})

it('explains status bytes with and without a tag', () => {
  const tagged = atrView(hex('3B058083079000'))
  const bare = atrView(hex('3B0400079000'))
  for (const view of [tagged, bare]) {
    expect(valueOf(view.fields, '07', 'Life cycle')).toBe('operational, activated')
    expect(valueOf(view.fields, '9000', 'Status word')).toBe('9000')
  }
})

it('names a storage card', () => {
  const { fields } = atrView(hex('3B8F8001804F0CA000000306030001000000006A'))
  expect(valueOf(fields, '0001', 'Card name')).toBe('MIFARE Classic 1K')
  expect(valueOf(fields, '03', 'Standard')).toBe('ISO/IEC 14443 A, part 3')
})

it('never throws and says what is wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const view = atrView(bytes)
      expect(view.valid).toBe(view.problems.length === 0)
    })
  )
})
