import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contactlessAtr } from '../../../src-main/engine/atr/contactless-atr'
import { atrCharacter, parseAtr } from '../../../src-main/engine/atr/parse-atr'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import vectors from '../../vectors/atr/atr.json'

it.each(vectors)('$name', (vector) => {
  const atr = parseAtr(hex(vector.atr))
  expect(atr.problems.map(({ kind }) => kind)).toEqual(vector.problems)
  expect(atr.protocols).toEqual(vector.protocols)
  expect(toHex(atr.historical)).toBe(vector.historical)
  for (const [name, value] of Object.entries(vector.characters))
    expect(atrCharacter(atr, name), name).toBe(value)
  const contactless = contactlessAtr(atr)
  expect(contactless !== undefined).toBe(vector.contactless)
  if (vector.storage) {
    expect(contactless).toEqual({ kind: 'storage', standard: vector.storage[0], cardName: vector.storage[1] })
  }
  if (vector.typeB) expect(contactless).toMatchObject({ kind: 'iso14443-4', mayBeTypeB: true })
})

it('tells which protocol an interface character speaks for', () => {
  // TD1 T=1, TD2 T=15, TD3 T=1 again: TB3 is for T=15, TA4 for T=1.
  const atr = parseAtr(hex('3B80818F11FE'))
  expect(
    atr.characters.map(({ name, protocol, firstOfProtocol }) => [name, protocol, firstOfProtocol])
  ).toEqual([
    ['TS', undefined, undefined],
    ['T0', undefined, undefined],
    ['TD1', undefined, undefined],
    ['TD2', undefined, undefined],
    ['TD3', undefined, undefined],
    ['TA4', 1, true]
  ])
})

it('takes any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const atr = parseAtr(bytes)
      for (const character of atr.characters) expect(bytes[character.offset]).toBe(character.value)
      expect(atr.historical.length).toBeLessThanOrEqual(15)
    })
  )
})

it('accepts exactly the right check byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 15 }), fc.nat(255), (historical, tck) => {
      const head = [0x80 | historical.length, 0x80, 0x01, ...historical]
      const right = head.reduce((sum, byte) => sum ^ byte, 0)
      const { problems } = parseAtr(Uint8Array.of(0x3b, ...head, tck))
      expect(problems.map(({ kind }) => kind)).toEqual(tck === right ? [] : ['tck-wrong'])
    })
  )
})
