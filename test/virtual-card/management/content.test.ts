import { describe, expect, it } from 'vitest'
import { AID, cardUnderTest, selectCommand } from '../card-under-test'
import { blankUnderTest, openOn } from '../blank-under-test'
import { installData, ISD, lv, MODULE, PACKAGE, PPSE, PSE } from '../domain-under-test'

const OTHER = 'A000000333010199'
const DOMAINS = 'A0000001515350'

describe('INSTALL', () => {
  it('makes an instance that can be selected, at once or in two steps', () => {
    const card = blankUnderTest()
    const host = openOn(card)
    expect(host.send('80E60400', installData(MODULE.pboc, AID.debit))).toBe('009000')
    expect(host.send('80E60C00', installData(MODULE.pboc, OTHER, { privileges: '000000' }))).toBe('009000')
    expect(card.send(selectCommand(OTHER))).toMatch(/^6F.*9000$/)
    expect(card.send(selectCommand(AID.debit))).toBe('6A82')
    const again = openOn(card)
    const selectable = `0000${lv(AID.debit)}0100${lv('C900')}00`
    expect(again.send('80E60800', selectable)).toBe('009000')
    expect(again.send('80E60800', selectable)).toBe('6985')
    expect(card.send(selectCommand(AID.debit))).toMatch(/^6F.*9000$/)
  })

  it.each([
    ['6A88', 'a load file that is not there', installData(MODULE.pboc, OTHER, { loadFile: 'F000000000' })],
    ['6A88', 'a module that is not there', installData(`${PACKAGE}09`, OTHER)],
    ['6985', 'an AID that is taken', installData(MODULE.pboc, ISD)],
    ['6985', 'the AID of a load file', installData(MODULE.pboc, PACKAGE)],
    ['6A80', 'an AID that is too short', installData(MODULE.pboc, 'A0000003')],
    ['6A80', 'no C9', installData(MODULE.pboc, OTHER, { parameters: '' })],
    ['6A80', 'privileges of two bytes', installData(MODULE.pboc, OTHER, { privileges: '0000' })],
    ['6A80', 'an application that would be a domain', installData(MODULE.pboc, OTHER, { privileges: '80' })],
    [
      '6A84',
      'a quota above what there is',
      installData(MODULE.pboc, OTHER, { parameters: 'C900EF04C8027FFF' })
    ],
    ['6A80', 'a field too few', installData(MODULE.pboc, OTHER).slice(0, -2)],
    ['6A80', 'a field that runs past the end', installData(MODULE.pboc, OTHER).slice(0, -6)]
  ])('answers %s to %s, and changes nothing', (sw, _, data) => {
    const card = blankUnderTest({ 'chip/capacity': '00004000' })
    const host = openOn(card)
    const before = card.card.toImage().memory.cells
    expect(host.send('80E60C00', data)).toBe(sw)
    expect(card.card.toImage().memory.cells).toEqual(before)
  })

  it('refuses combined forms and unknown purposes', () => {
    const host = openOn(blankUnderTest())
    expect(host.send('80E60C01', installData(MODULE.pboc, OTHER))).toBe('6A86')
    expect(host.send('80E60E00', installData(MODULE.pboc, OTHER))).toBe('6A86')
  })

  it('ends with 6A84 when the memory is full, and goes on after a DELETE', () => {
    const host = openOn(blankUnderTest({ 'chip/capacity': '00005000' }))
    expect(host.send('80E60C00', installData(MODULE.pboc, `${OTHER}01`))).toBe('009000')
    expect(host.send('80CAFF21')).toBe('FF211081020001820400003000830400000F809000')
    expect(host.send('80E60C00', installData(MODULE.pboc, `${OTHER}02`))).toBe('009000')
    expect(host.send('80E60C00', installData(MODULE.pboc, `${OTHER}03`))).toBe('6A84')
    expect(host.send('80E40000', `4F${lv(`${OTHER}01`)}`)).toBe('009000')
    expect(host.send('80E60C00', installData(MODULE.pboc, `${OTHER}03`))).toBe('009000')
  })

  it('lets an application be selected at reset that has the privilege for it', () => {
    const card = blankUnderTest()
    const host = openOn(card)
    expect(host.send('80E60C00', installData(MODULE.pboc, AID.debit, { privileges: '04' }))).toBe('009000')
    expect(host.send('80E60C00', installData(MODULE.pboc, OTHER, { privileges: '04' }))).toBe('6985')
    card.card.reset()
    expect(card.send('00B2010C00')).toBe('6985')
    expect(card.send('00A4040000')).toContain(ISD)
  })
})

describe('DELETE', () => {
  it('removes an instance with all that it had', () => {
    const { card, send } = cardUnderTest('debit-ecash')
    const host = openOn({ card, send, events: [] })
    expect(host.send('80E40000', `4F${lv(AID.debit)}`)).toBe('009000')
    expect(host.send('80E40000', `4F${lv(AID.debit)}`)).toBe('6A88')
    expect(send(selectCommand(AID.debit))).toBe('6A82')
    expect(card.memory.cellNames(AID.debit)).toEqual([])
  })

  it('removes a load file only with its instances or without any', () => {
    const card = cardUnderTest('debit-ecash')
    const host = openOn(card)
    expect(host.send('80E40000', `4F${lv(PACKAGE)}`)).toBe('6985')
    expect(host.send('80E40080', `4F${lv(PACKAGE)}`)).toBe('009000')
    expect(host.send('80E40080', `4F${lv(PACKAGE)}`)).toBe('6A88')
    expect(host.send('80F24002', '4F00')).toBe('6A88')
    expect(host.send('80E60C00', installData(MODULE.pboc, AID.debit))).toBe('6A88')
  })

  it.each([
    ['the issuer domain', `4F${lv(ISD)}`],
    ['the package of domains', `4F${lv(DOMAINS)}`],
    ['the last keys', 'D201FF'],
    ['one of the last keys', 'D00101D201FF']
  ])('never removes %s', (_, data) => {
    expect(openOn(blankUnderTest()).send('80E40080', data)).toBe('6985')
  })

  it.each([
    ['6A88', '4F05A000000001'],
    ['6A88', 'D20130'],
    ['6A80', ''],
    ['6A80', '4F08A0']
  ])('answers %s to %s', (sw, data) => {
    expect(openOn(blankUnderTest()).send('80E40000', data)).toBe(sw)
  })
})

describe('GET STATUS', () => {
  const TAGS = '5C084F9F70C5C4CE84CC'

  it('shows instances with where they come from and whom they belong to', () => {
    const host = openOn(cardUnderTest('debit-ecash'))
    expect(host.send('80F28002', '4F00')).toBe('E3134F08A0000001510000009F70010FC5039E00009000')
    expect(host.send('80F24002', `4F${lv(PSE)}${TAGS}`)).toBe(
      `E3304F0E${PSE}9F70010FC503000000C407${PACKAGE}CE020100CC08${ISD}9000`
    )
    expect(host.send('80F24002', `4F${lv(PPSE)}5C024FC4`)).toBe(`E3194F0E${PPSE}C407${PACKAGE}9000`)
  })

  it('shows load files, alone and with modules', () => {
    const host = openOn(blankUnderTest())
    expect(host.send('80F22002', `4F${lv(PACKAGE)}`)).toBe(`E30D4F07${PACKAGE}9F7001019000`)
    const modules = Object.values(MODULE).map((aid) => `8408${aid}`)
    expect(host.send('80F21002', `4F${lv(PACKAGE)}${TAGS}`)).toBe(
      `E3394F07${PACKAGE}9F700101CE020100${modules.join('')}CC08${ISD}9000`
    )
    expect(host.send('80F22000', '4F00')).toBe(`07${DOMAINS}010007${PACKAGE}01009000`)
    expect(host.send('80F21000', `4F${lv(PACKAGE)}`)).toBe(
      `07${PACKAGE}010003${Object.values(MODULE).map(lv).join('')}9000`
    )
    expect(host.send('80F24002', '4F00')).toBe('6A88')
  })

  it('tells much in several answers', () => {
    const host = openOn(blankUnderTest(), undefined, { level: 0x13 })
    const aids = Array.from({ length: 12 }, (_, index) => PSE.slice(0, -2) + (0x40 + index).toString(16))
    for (const aid of aids) expect(host.send('80E60C00', installData(MODULE.pse, aid))).toBe('009000')
    let told = ''
    let answer = host.send('80F24002', `4F00${TAGS}`)
    for (let page = 0; answer.endsWith('6310'); page += 1) {
      expect(answer.length / 2).toBeLessThan(242)
      told += answer.slice(0, -4)
      answer = host.send('80F24003', `4F00${TAGS}`)
      expect(page).toBeLessThan(5)
    }
    told += answer.slice(0, -4)
    expect(answer).toMatch(/9000$/)
    for (const aid of aids) expect(told.split(aid.toUpperCase())).toHaveLength(2)
    expect(host.send('80F24003', '4F00')).toBe('6985')
  })
})
