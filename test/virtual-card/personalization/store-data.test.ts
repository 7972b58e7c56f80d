import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { padMethod2, unpadMethod2 } from '../../../src-main/engine/crypto/padding'
import { DataGroupingReader } from '../../../src-main/virtual-card/applications/personalization/data-groupings'
import { AID, contactOptions, selectCommand, type CardUnderTest } from '../card-under-test'
import { blankUnderTest, openOn } from '../blank-under-test'
import { dgi, installData, ISD, lv, MODULE, PSE, type Host } from '../domain-under-test'
import { directoryGroupings, groupingsOf, store, storeCommands, type Grouping } from '../perso-under-test'

function installed(module: string = MODULE.pboc, aid: string = AID.debit): CardUnderTest {
  const card = blankUnderTest()
  expect(openOn(card).send('80E60C00', installData(module, aid))).toBe('009000')
  return card
}

const ALL = groupingsOf('debit-ecash', AID.debit)
const without = (...ids: string[]): Grouping[] => ALL.filter(({ id }) => !ids.includes(id))
/** As all must be where the cipher has longer blocks than the values. */
const paddedTo = (block: number): Grouping[] =>
  ALL.map((one) => {
    const bare =
      one.secret && one.id.startsWith('82')
        ? (unpadMethod2(hex(one.value)) ?? hex(one.value))
        : hex(one.value)
    return one.secret ? { ...one, value: toHex(padMethod2(bare, block)) } : one
  })
const forPersonalization = (aid: string): string => `0000${lv(aid)}000000`

describe('personalization through the domain', () => {
  it('hands STORE DATA on after INSTALL for personalization, until the last', () => {
    const card = installed()
    const host = openOn(card)
    expect(host.send('80E62000', forPersonalization(AID.debit))).toBe('009000')
    store(host, ALL, 200)
    expect(host.send('80E28000', '4501AA')).toBe('9000')
    expect(host.send('80CA0045')).toBe('4501AA9000')
    expect(host.send('80E62000', forPersonalization(AID.debit))).toBe('6985')
    expect(card.send(selectCommand(AID.debit))).toMatch(/A5.*9000$/)
  })

  it.each([
    ['6A88', AID.debit],
    ['6985', ISD]
  ])('is answered %s for %s', (sw, aid) => {
    expect(openOn(blankUnderTest()).send('80E62000', forPersonalization(aid))).toBe(sw)
  })

  it('uses the static key for secrets with SCP03', () => {
    const key = '00112233445566778899AABBCCDDEEFF'
    const card = installed()
    const host = openOn(card)
    const field = `88${lv(`10${host.secret(key)}`)}00`
    expect(host.send('80D80081', `30${field.repeat(3)}`)).toMatch(/^30.{18}9000$/)
    store(openOn(card, AID.debit, { key, level: 0x33 }), paddedTo(16), 200)
    card.send(selectCommand(AID.debit))
    card.send(contactOptions('01', 1))
    expect(card.send('00880000041122334400')).toMatch(/^80.*9000$/)
  })
})

describe('STORE DATA to the PBOC application', () => {
  it.each([17, 40, 100, 239])('may span commands of %i bytes', (room) => {
    const card = installed()
    store(openOn(card, AID.debit, { level: 0x03 }), ALL, room)
    expect(card.send(selectCommand(AID.debit))).toMatch(/A5.*9000$/)
  })

  it('takes several groupings in one command', () => {
    const card = installed(MODULE.pse, PSE)
    const host = openOn(card, PSE)
    const groupings = directoryGroupings('debit-ecash', PSE)
    const all = groupings.map(({ id, value }) => dgi(id, value)).join('')
    expect(host.send('80E28800', all)).toBe('9000')
    expect(host.send('80E28000', all)).toBe('6985')
    expect(card.send(selectCommand(PSE))).toMatch(/A5.*9000$/)
  })

  it('is over with the last: no further one, in the session or later', () => {
    const card = installed()
    const host = openOn(card, AID.debit)
    store(host, ALL)
    expect(host.send('80E20000', dgi('9200', '0101'))).toBe('6985')
    card.send(selectCommand(AID.debit))
    expect(card.send('80E2000003920000')).toBe('6985')
    expect(card.send('8050000008112233445566778800')).toBe('6D00')
  })

  it.each([['9102'], ['9104'], ['8000'], ['8203'], ['9010'], ['9103']])(
    'is not the last without %s',
    (id) => {
      const card = installed()
      const commands = storeCommands(openOn(card, AID.debit), without(id))
      const host = openOn(card, AID.debit)
      const again = storeCommands(host, without(id))
      expect(commands).toHaveLength(again.length)
      expect(again.map(([header, data]) => host.send(header, data)).at(-1)).toBe('6985')
      // What was stored before stays, and a new run may bring the rest.
      store(openOn(card, AID.debit), ALL)
    }
  )

  const secret = (id: string, value: string) => (host: Host) => ['80E26000', dgi(id, host.secret(value))]
  const plain = (id: string, value: string) => () => ['80E20000', dgi(id, value)]
  it.each<[string, string, (host: Host) => string[]]>([
    ['6A80', 'an unknown grouping', plain('7FFF', '00')],
    ['6A80', 'keys in clear', plain('8000', '00'.repeat(48))],
    ['6A80', 'too few keys', secret('8000', '00'.repeat(32))],
    ['6A80', 'check values before their keys', plain('9000', '00'.repeat(9))],
    ['6A80', 'a record that is no template', plain('0101', '5A0100')],
    ['6A80', 'a record of a log', plain('0B01', '00')],
    ['6A80', 'an FCI that is none', plain('9102', '6F00')],
    ['6A80', 'options that are none', plain('9104', '820100')],
    ['6A80', 'a balance that is no amount', plain('0D01', '9F7906AAAAAAAAAAAA')],
    ['6A80', 'a counter of a wrong length', plain('0E01', '9F360100')],
    ['6A80', 'a PIN that is none', secret('8010', '26123456FFFFFFF0')],
    ['6A80', 'more tries than the limit', plain('9010', '0403')],
    ['6A80', 'a key of extended applications that is cut off', secret('8020', '00'.repeat(24))],
    ['6A80', 'a private exponent', secret('8101', '00'.repeat(8))],
    ['6A80', 'what is no whole blocks', () => ['80E26000', dgi('8010', '001122')]],
    ['6A86', 'another block than the next', () => ['80E20001', dgi('9200', '0101')]],
    ['6A86', 'data objects without groupings', () => ['80E21000', '4501AA']],
    ['6A86', 'an unknown encryption', () => ['80E24000', dgi('9200', '0101')]],
    ['6A80', 'a last one that is not complete', () => ['80E28000', '910210A5']],
    ['6985', 'another command', () => ['80F28002', '4F00']]
  ])('is answered %s for %s, and nothing is stored', (sw, _, make) => {
    const card = installed()
    const host = openOn(card, AID.debit)
    const before = card.card.toImage().memory.cells
    const [header = '', data = ''] = make(host)
    expect(host.send(header, data)).toBe(sw)
    expect(card.card.toImage().memory.cells).toEqual(before)
  })

  it('checks what the key check values say', () => {
    const host = openOn(installed(), AID.debit)
    expect(host.send('80E26000', dgi('8000', host.secret('00'.repeat(48))))).toBe('9000')
    expect(host.send('80E20001', dgi('9000', '8CA64D'.repeat(3)))).toBe('9000')
    expect(host.send('80E20002', dgi('9000', '8CA64D8CA64D000000'))).toBe('6A80')
  })

  it('takes the other forms that vendors send', () => {
    const card = installed()
    const host = openOn(card, AID.debit)
    const cells = (name: string): string | undefined =>
      card.card.toImage().memory.cells[`${AID.debit}/${name}`]
    const sends: [string, string][] = [
      ['80E22000', dgi('8010', host.secret('123456FFFFFFFFFF'))],
      ['80E20001', dgi('9104', '7C00080101001001030118010200')],
      [
        '80E26802',
        dgi('8030', host.secret('11'.repeat(48))) +
          dgi('8100', host.secret(`${'22'.repeat(32)}8000000000000000`))
      ],
      ['80E20003', dgi('9200', '9F10080701020300000001')],
      ['80E26004', dgi('8020', host.secret('33'.repeat(32)))],
      ['80E20005', dgi('A001', '0B0200002D000A0C02000034000A')]
    ]
    for (const [header, data] of sends) expect(host.send(header, data)).toBe('9000')
    expect(cells('pin/reference')).toBe('26123456FFFFFFFF')
    expect(cells('gpo/contact')).toBe('82027C00940C080101001001030118010200')
    expect(cells('key/sm2')).toBe('22'.repeat(32))
    expect(cells('version/contact')).toBe('0102')
  })
})

describe('a reader of data groupings', () => {
  const grouping = fc.record({
    id: fc.integer({ min: 0, max: 0xffff }),
    value: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 250, maxLength: 300 }))
  })

  it('reads what was written, wherever the commands begin and end', () => {
    fc.assert(
      fc.property(fc.array(grouping, { maxLength: 8 }), fc.integer({ min: 1, max: 90 }), (all, size) => {
        const text = all.map(({ id, value }) => dgi(id.toString(16).padStart(4, '0'), toHex(value))).join('')
        const reader = new DataGroupingReader()
        const parts = text.match(new RegExp(`.{1,${size * 2}}`, 'g')) ?? []
        expect(parts.flatMap((part) => reader.add(hex(part)))).toEqual(all)
        expect(reader.isWaiting).toBe(false)
      })
    )
  })

  it('never gives more than it got', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), (parts) => {
        const reader = new DataGroupingReader()
        const read = parts.flatMap((part) => reader.add(part))
        const bytes = read.reduce((sum, { value }) => sum + value.length + 3, 0)
        expect(bytes).toBeLessThanOrEqual(concat(...parts).length)
      })
    )
  })
})
