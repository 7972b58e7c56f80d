import { describe, expect, it } from 'vitest'
import type { MemoryArea } from '../../../../../src-main/virtual-card/memory/memory-area'
import { all, cell, cryptogramIn, object, pbocUnderTest, type Told } from '../../../pboc-under-test'

type Change = (cells: MemoryArea) => void

/** Limits that let everything pass. */
const GENEROUS = all(
  object('9F58', 'FF'),
  object('9F59', 'FF'),
  object('9F54', '999999999999'),
  object('9F5C', '999999999999'),
  object('9F53', 'FF'),
  object('9F72', 'FF')
)
const NO_TRIES = object('9F17', '00')
const NEW = object('9F13', '0000')
const ada = (value: string): Change => object('9F52', value)
const flags = (value: string): Change => cell('risk/flags', value)
const FOREIGN: Told = { '5F2A': '0840' }
const ABROAD: Told = { '9F1A': '0840' }

describe('the first GENERATE AC on the account: asked, found, answered, results', () => {
  it.each<readonly [string, '00' | '40' | '80', readonly Change[], Told, string, string]>([
    ['nothing found', '40', [], {}, '40', '900000'],
    ['nothing found', '80', [], {}, '80', 'A00000'],
    ['nothing found', '00', [], {}, '00', '800000'],
    ['an online transaction that was not completed', '40', [flags('80')], {}, '80', 'A08000'],
    ['the count of offline transactions at its limit', '40', [object('9F58', '00')], {}, '80', 'A02000'],
    ['one below it', '40', [object('9F58', '01')], {}, '40', '900000'],
    [
      'the count, already used up',
      '40',
      [object('9F58', '03'), cell('risk/offline-count', '03')],
      {},
      '80',
      'A02000'
    ],
    ['the amount past its limit', '40', [object('9F54', '000000001249')], {}, '80', 'A02000'],
    ['the amount at its limit', '40', [object('9F54', '000000001250')], {}, '40', '900000'],
    [
      'amounts that add up past their limit',
      '40',
      [object('9F54', '000000002000'), cell('risk/offline-amount', '000000000751')],
      {},
      '80',
      'A02000'
    ],
    [
      'an amount that is no number',
      '40',
      [object('9F54', '000000002000')],
      { '9F02': '00000000A000' },
      '80',
      'A02000'
    ],
    [
      'a foreign currency, whose amount does not add up',
      '40',
      [object('9F54', '000000000000')],
      FOREIGN,
      '40',
      '900000'
    ],
    ['a foreign currency past its limit', '40', [object('9F53', '00')], FOREIGN, '80', 'A02000'],
    ['a foreign currency limit in the own currency', '40', [object('9F53', '00')], {}, '40', '900000'],
    ['a foreign country past its limit', '40', [object('9F72', '00')], ABROAD, '80', 'A02000'],
    ['a foreign country limit at home', '40', [object('9F72', '00')], {}, '40', '900000'],
    ['a failed issuer authentication', '40', [flags('40')], {}, '80', 'A00800'],
    [
      'a failed issuer authentication that does not matter',
      '40',
      [flags('40'), ada('0000')],
      {},
      '40',
      '900800'
    ],
    ['no issuer authentication after an online one', '40', [flags('20')], {}, '40', '900400'],
    ['a failed script', '40', [flags('10')], {}, '40', '900008'],
    ['a failed script that matters', '40', [flags('10'), ada('0008')], {}, '80', 'A00008'],
    ['a script count', '40', [cell('risk/scripts', '05')], {}, '40', '900050'],
    ['failed static and dynamic authentication', '40', [flags('06')], {}, '40', '900104'],
    ['a new card', '40', [NEW], {}, '40', '901000'],
    ['a new card that wants to be known', '40', [NEW, ada('0200')], {}, '80', 'A01000'],
    ['no PIN tries', '40', [NO_TRIES], {}, '40', '904000'],
    ['no PIN tries, which goes online', '40', [NO_TRIES, ada('0020')], {}, '80', 'A04000'],
    ['no PIN tries, which declines', '80', [NO_TRIES, ada('0060')], {}, '00', '804000'],
    ['no PIN tries, which declines and blocks', '80', [NO_TRIES, ada('0004')], {}, '00', '804200'],
    ['blocked by the issuer', '80', [cell('blocked', '01')], {}, '00', '800000'],
    ['blocked by the issuer', '40', [cell('blocked', '01')], {}, '00', '800000'],
    [
      'no limits at all',
      '40',
      [
        (cells) => {
          for (const tag of ['9F58', '9F54', '9F53', '9F72', '9F52']) cells.remove(`object/${tag}`)
        }
      ],
      FOREIGN,
      '40',
      '900000'
    ]
  ])('%s: %s', (_, asked, changes, told, cid, cvr) => {
    const { options, first } = pbocUnderTest({ change: all(GENEROUS, ...changes) })
    options(told)
    const made = cryptogramIn(first(asked, told))
    expect({ cid: made.cid, cvr: made.cvr }).toEqual({ cid, cvr })
  })

  it('blocks the application where no PIN try was left and the card is to', () => {
    const test = pbocUnderTest({ change: all(NO_TRIES, ada('0004')) })
    test.options()
    test.first('40')
    expect(test.events.at(-1)).toMatchObject({
      changes: [{ code: 'application-blocked' }, { code: 'cryptogram-made', to: 'AAC' }]
    })
    expect(test.select()).toMatch(/6283$/)
  })
})

describe('offline PIN in the results', () => {
  const RIGHT = '002000800826123456FFFFFFFF'
  const WRONG = '002000800826654321FFFFFFFF'

  it.each([
    ['right', [RIGHT], '80', 'A40000'],
    ['wrong', [WRONG], '80', 'A60000'],
    ['wrong, then right', [WRONG, RIGHT], '80', 'A40000'],
    ['wrong until none is left', [WRONG, WRONG, WRONG], '80', 'A64000']
  ])('%s', (_, commands, cid, cvr) => {
    const { options, first, send } = pbocUnderTest({ change: GENEROUS })
    options()
    for (const command of commands) send(command)
    const made = cryptogramIn(first('80'))
    expect([made.cid, made.cvr]).toEqual([cid, cvr])
  })
})

describe('the second GENERATE AC: asked, found, answered, results', () => {
  type Authentication = 'right' | 'wrong' | 'none'
  const Y3: Told = { '8A': '5933' }
  const Z3: Told = { '8A': '5A33' }
  const OPTIONAL = object('9F56', '00')

  it.each<readonly [string, '00' | '40', Authentication, readonly Change[], Told, string, string]>([
    ['the issuer is authentic', '40', 'right', [], {}, '40', '600000'],
    ['the issuer is authentic and declined', '00', 'right', [], {}, '00', '200000'],
    ['the issuer is not authentic', '40', 'wrong', [], {}, '00', '280000'],
    ['the issuer is not authentic, which does not matter', '40', 'wrong', [ada('0000')], {}, '40', '680000'],
    ['no authentication, which is mandatory', '40', 'none', [], {}, '40', '600000'],
    ['no authentication, which is mandatory and matters', '40', 'none', [ada('2000')], {}, '00', '200000'],
    ['no authentication, which is optional', '40', 'none', [ada('2000'), OPTIONAL], {}, '40', '600000'],
    ['what the first found stays', '40', 'right', [flags('FE'), object('9F58', '00')], {}, '40', '60AF0C'],
    ['no way to the issuer', '40', 'none', [], Y3, '40', '610000'],
    ['no way to the issuer, declined', '00', 'none', [], Z3, '00', '210000'],
    ['no way to the issuer, count at its limit', '40', 'none', [object('9F59', '00')], Y3, '00', '210000'],
    [
      'no way to the issuer, amount past its limit',
      '40',
      'none',
      [object('9F5C', '000000001249')],
      Y3,
      '00',
      '210000'
    ],
    [
      'no way to the issuer, amount at its limit',
      '40',
      'none',
      [object('9F5C', '000000001250')],
      Y3,
      '40',
      '610000'
    ],
    ['no way to the issuer, new card', '40', 'none', [NEW], Y3, '40', '611000'],
    [
      'no way to the issuer, new card that is to be known',
      '40',
      'none',
      [NEW, ada('0100')],
      Y3,
      '00',
      '211000'
    ],
    ['no way to the issuer, no PIN tries', '40', 'none', [NO_TRIES], Y3, '40', '614000'],
    [
      'no way to the issuer, no PIN tries, which declines',
      '40',
      'none',
      [NO_TRIES, ada('0010')],
      Y3,
      '00',
      '214000'
    ]
  ])('%s: %s', (_, asked, authentication, changes, told, cid, cvr) => {
    const test = pbocUnderTest({ change: all(GENEROUS, ...changes) })
    test.options()
    const arqc = cryptogramIn(test.first('80'))
    expect(arqc.cid).toBe('80')
    if (authentication === 'right') expect(test.authenticate(arqc)).toBe('9000')
    if (authentication === 'wrong') expect(test.send('008200000A00000000000000003030')).toBe('6300')
    const made = cryptogramIn(test.second(asked, told))
    expect({ cid: made.cid, cvr: made.cvr }).toEqual({ cid, cvr })
  })

  it('is an AAC after the issuer blocked the application in between', () => {
    const test = pbocUnderTest()
    test.options()
    const arqc = cryptogramIn(test.first('80'))
    test.authenticate(arqc)
    expect(test.script('841E0000', '', arqc)).toBe('9000')
    expect(cryptogramIn(test.second('40')).cid).toBe('00')
  })
})
