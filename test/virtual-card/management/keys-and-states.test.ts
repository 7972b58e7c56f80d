import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { AID, cardUnderTest, selectCommand } from '../card-under-test'
import { blankUnderTest, openOn, powerCycled } from '../blank-under-test'
import { FACTORY, installData, ISD, lv, MODULE, PPSE, PSE, type Host } from '../domain-under-test'

const NEW = '0F1E2D3C4B5A69788796A5B4C3D2E1F0'

function kcv(algorithm: '3des' | 'aes', key: string): string {
  return toHex(keyCheckValue(secretKey(algorithm, hex(key))))
}

function desField(host: Host, key = NEW, check = kcv('3des', key)): string {
  return `80${lv(host.secret(key))}${lv(check)}`
}

/** Keys 1 to 3 of a version. */
function desSet(host: Host, version: string, key = NEW): string {
  return version + desField(host, key).repeat(3)
}

function aesField(host: Host, key: string): string {
  const enciphered = host.secret(key.padEnd(Math.ceil(key.length / 32) * 32, '0'))
  return `88${lv((key.length / 2).toString(16) + enciphered)}${lv(kcv('aes', key))}`
}

describe('PUT KEY', () => {
  it.each([
    ['without naming them', '00'],
    ['by their version', 'FF']
  ])('replaces the factory keys %s', (_, p1) => {
    const card = blankUnderTest()
    const host = openOn(card)
    const check = kcv('3des', NEW)
    expect(host.send(`80D8${p1}81`, desSet(host, '01'))).toBe(`01${check.repeat(3)}9000`)
    expect(host.send('80CA00E0')).toBe('E012C00401018010C00402018010C004030180109000')
    expect(() => openOn(card, ISD, { version: 0xff })).toThrow('6A88')
    openOn(card, ISD, { key: NEW }).send('80F28002', '4F00')
  })

  it('adds a version beside the one in use, replaces it and one key of it', () => {
    const card = blankUnderTest()
    const first = openOn(card)
    first.send('80D80081', desSet(first, '20'))
    const host = openOn(card, ISD, { key: NEW })
    expect(host.send('80D80081', desSet(host, '21', FACTORY))).toMatch(/^21.{18}9000$/)
    expect(host.send('80D82181', desSet(host, '22', FACTORY))).toMatch(/^22.{18}9000$/)
    expect(host.send('80D82202', `22${desField(host, NEW)}`)).toMatch(/^22.{6}9000$/)
    expect(host.send('80D82181', desSet(host, '23'))).toBe('6A88')
    expect(host.send('80D80081', desSet(host, '22'))).toBe('6A80')
    expect(host.send('80E40000', 'D20120')).toBe('6985')
    expect(host.send('80E40000', 'D20122')).toBe('009000')
  })

  it.each([
    [
      '6A80',
      'a wrong check value',
      (host: Host) => `01${desField(host).repeat(2)}${desField(host, NEW, '000000')}`
    ],
    ['6A80', 'a version out of range', (host: Host) => desSet(host, '80')],
    ['6A80', 'another type', (host: Host) => `01${desField(host)}${desField(host).replace(/^80/, '85')}`],
    ['6A80', 'nothing', () => '01'],
    ['6A80', 'data that are cut off', (host: Host) => desSet(host, '01').slice(0, -2)]
  ])('answers %s to %s, and stores no key', (sw, _, data) => {
    const card = blankUnderTest()
    const host = openOn(card)
    const before = card.card.toImage().memory.cells
    expect(host.send('80D80081', data(host))).toBe(sw)
    expect(card.card.toImage().memory.cells).toEqual(before)
  })

  it.each([
    '00112233445566778899AABBCCDDEEFF',
    '00112233445566778899AABBCCDDEEFF0011223344556677',
    NEW + NEW
  ])('takes an AES key in its forms, and SCP03 opens with it: %s', (key) => {
    const card = blankUnderTest()
    const host = openOn(card)
    expect(host.send('80D80081', `30${aesField(host, key).repeat(3)}`)).toBe(
      `30${kcv('aes', key).repeat(3)}9000`
    )
    const secure = openOn(card, ISD, { key, level: 0x33 })
    expect(secure.send('80D83081', `31${aesField(secure, NEW).repeat(3)}`)).toMatch(/^31.{18}9000$/)
    expect(openOn(card, ISD, { key: NEW, version: 0x31 }).send('80F28002', '4F00')).toMatch(/9000$/)
    const again = openOn(card, ISD, { key: NEW })
    const old = `88${lv(again.secret(NEW))}${lv(kcv('aes', NEW))}`
    expect(again.send('80D80001', `40${old}`)).toMatch(/^40.{6}9000$/)
  })

  it('takes an RSA key for signatures', () => {
    const host = openOn(blankUnderTest())
    expect(host.send('80D80001', `70A18180${'C1'.repeat(128)}A00301000100`)).toBe('709000')
    expect(host.send('80CA00E0')).toContain('C0060170A180A003')
  })

  it('never leaves the domain without keys', () => {
    const host = openOn(blankUnderTest())
    expect(host.send('80D8FF02', `01${desField(host)}`)).toBe('6985')
  })
})

describe('SET STATUS of the card', () => {
  it('goes the one way, and back only from CARD_LOCKED', () => {
    const card = blankUnderTest()
    let host = openOn(card)
    const state = (to: string): string => host.send(`80F080${to}`, ISD)
    expect(['0F', '7F', '01', '33'].map(state)).toEqual(['6985', '6985', '6985', '6A80'])
    expect(['07', '07', '0F', '07'].map(state)).toEqual(['9000', '6985', '9000', '6985'])
    host.send('80E60C00', installData(MODULE.pboc, AID.debit))
    expect(state('7F')).toBe('9000')
    expect(host.send('80F28002', '4F00')).toContain('9F70017F')
    expect(host.send('80E40000', `4F${lv(AID.debit)}`)).toBe('6985')
    expect(card.send(selectCommand(AID.debit))).toBe('6A81')
    host = openOn(card)
    expect(state('0F')).toBe('9000')
    expect(card.send(selectCommand(AID.debit))).toMatch(/9000$/)
    host = openOn(card)
    expect(state('FF')).toBe('9000')
    expect(state('0F')).toBe('6985')
    const dead = powerCycled(card)
    expect(dead.send('80CA9F7F00')).toMatch(/9000$/)
    expect(() => openOn(dead)).toThrow('6985')
  })
})

describe('SET STATUS of an application', () => {
  it('locks and unlocks one, and a domain with all that belongs to it', () => {
    const card = cardUnderTest('debit-ecash')
    let host = openOn(card)
    expect(host.send('80F04080', AID.debit)).toBe('9000')
    expect(host.send('80F04080', AID.debit)).toBe('6985')
    expect(host.send('80F24002', `4F${lv(AID.debit)}`)).toContain('9F70018F')
    expect(card.send(selectCommand(AID.debit))).toBe('6A82')
    host = openOn(card)
    expect(host.send('80F04000', AID.debit)).toBe('9000')
    expect(card.send(selectCommand(AID.debit))).toMatch(/9000$/)
    host = openOn(card)
    expect(host.send('80F06080', ISD)).toBe('6985')
    expect(host.send('80F04080', 'A000000003')).toBe('6A88')
    expect(host.send('80F04007', PSE)).toBe('6A80')
    expect(host.send('80F06080', PPSE)).toBe('6A80')
  })
})

describe('STORE DATA to the domain', () => {
  it('stores its data objects, bare and as data grouping', () => {
    const card = blankUnderTest()
    const host = openOn(card)
    expect(host.send('80E29000', '42031122334502AABB')).toBe('9000')
    expect(host.send('80CA0042')).toBe('42031122339000')
    expect(host.send('80E28800', '00700C' + 'CF0A00112233445566778899')).toBe('9000')
    expect(host.send('80E20000', '4501EE')).toBe('9000')
    expect(host.send('80E28002', '4501DD')).toBe('6A86')
    expect(host.send('80E28001', '4501DD')).toBe('9000')
    expect(host.send('80E28000', '66077305060355AA01')).toBe('9000')
    expect(card.send(selectCommand(ISD))).toBe(`6F178408${ISD}A50B7305060355AA019F6501FF9000`)
    expect(card.send('80CA006600')).toBe('66077305060355AA019000')
    expect(card.send('8050000008112233445566778800')).toMatch(/^00112233445566778899FF02/)
  })

  it.each([
    ['6A80', '80E28000', '9F7F0100'],
    ['6A80', '80E28000', 'CF0100'],
    ['6A80', '80E28000', '66024F00'],
    ['6A80', '80E28800', '0071034501EE'],
    ['6A86', '80E2E000', '4501EE']
  ])('answers %s to %s %s', (sw, header, data) => {
    expect(openOn(blankUnderTest()).send(header, data)).toBe(sw)
  })
})
