import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../../src-main/engine/bytes/hex'
import { all, cell, cryptogramIn, object, pbocUnderTest, type PbocUnderTest } from '../../../pboc-under-test'

const FOUND = all(
  cell('risk/flags', 'FE'),
  cell('risk/scripts', '05'),
  cell('risk/offline-count', '02'),
  cell('risk/offline-amount', '000000000750'),
  cell('risk/foreign-currency-count', '01'),
  cell('risk/foreign-country-count', '01')
)
const KEPT = {
  flags: 'FE',
  scripts: '05',
  count: '02',
  amount: '000000000750',
  currency: '01',
  country: '01',
  online: '0006'
}
const CLEARED = {
  flags: '08',
  scripts: '00',
  count: '00',
  amount: '000000000000',
  currency: '00',
  country: '00',
  online: '0009'
}

function memoryOf({ cells }: PbocUnderTest) {
  const read = (name: string): string => toHex(cells.need(name))
  return {
    flags: read('risk/flags'),
    scripts: read('risk/scripts'),
    count: read('risk/offline-count'),
    amount: read('risk/offline-amount'),
    currency: read('risk/foreign-currency-count'),
    country: read('risk/foreign-country-count'),
    online: read('object/9F13')
  }
}

function online(authentication: 'right' | 'wrong' | 'none', indicator = '80') {
  const test = pbocUnderTest({ change: all(FOUND, object('9F56', indicator)) })
  test.options()
  const arqc = cryptogramIn(test.first('80'))
  expect(memoryOf(test)).toEqual(KEPT)
  if (authentication === 'right') test.authenticate(arqc)
  if (authentication === 'wrong') test.send('008200000A00000000000000003030')
  return { ...test, arqc }
}

describe('after a transaction that was completed online', () => {
  it('is nothing left of the past but that the card blocked itself', () => {
    for (const asked of ['40', '00'] as const) {
      const test = online('right')
      test.second(asked)
      expect(memoryOf(test)).toEqual(CLEARED)
    }
  })

  it('nothing is left either where issuer authentication is optional and was not done', () => {
    const test = online('none', '00')
    test.second('40')
    expect(memoryOf(test)).toEqual(CLEARED)
  })

  it.each(['wrong', 'none'] as const)(
    'everything goes on waiting where the issuer should have been authentic (%s)',
    (authentication) => {
      const test = online(authentication)
      test.second('40')
      expect(memoryOf(test)).toEqual(KEPT)
    }
  )

  it.each([
    ['wrong', 'C0'],
    ['none', 'A0']
  ] as const)('it says so of the issuer (%s)', (authentication, flags) => {
    const test = pbocUnderTest()
    test.options()
    test.first('80')
    if (authentication === 'wrong') expect(test.send('008200000A00000000000000003030')).toBe('6300')
    test.second('40')
    expect(toHex(test.cells.need('risk/flags'))).toBe(flags)
  })

  it('a script that failed in it is remembered', () => {
    const test = online('right')
    test.send('04DA9F790A00000000100000000000')
    test.second('40')
    expect(memoryOf(test)).toEqual({ ...CLEARED, flags: '18' })
  })
})

describe('an online transaction that ends without the second GENERATE AC', () => {
  it('is told by the next, until one is completed', () => {
    const test = pbocUnderTest()
    test.options()
    test.first('80')
    test.select()
    test.options()
    const again = cryptogramIn(test.first('80'))
    expect(again.cvr.slice(2, 4)).toBe('A0')
    test.authenticate(again)
    test.second('40')
    test.select()
    test.options()
    expect(cryptogramIn(test.first('80')).cvr.slice(2, 4)).toBe('20')
  })

  it('stays open where the issuer could not be reached', () => {
    const test = pbocUnderTest({ change: all(object('9F59', 'FF'), object('9F5C', '999999999999')) })
    test.options()
    test.first('80')
    expect(cryptogramIn(test.second('40', { '8A': '5933' })).cid).toBe('40')
    expect(toHex(test.cells.need('risk/flags'))).toBe('80')
    expect(toHex(test.cells.need('object/9F13'))).toBe('0006')
  })
})

describe('approved offline on the account', () => {
  const GENEROUS = all(
    object('9F58', 'FF'),
    object('9F59', 'FF'),
    object('9F53', 'FF'),
    object('9F72', 'FF'),
    object('9F54', '999999999999'),
    object('9F5C', '999999999999')
  )
  const counted = ({ cells }: PbocUnderTest) =>
    ['offline-count', 'offline-amount', 'foreign-currency-count', 'foreign-country-count'].map((name) =>
      toHex(cells.read(`risk/${name}`) ?? new Uint8Array(0))
    )

  it('counts, with its amount in the own currency', () => {
    const test = pbocUnderTest({ change: GENEROUS })
    for (const amount of ['000000001250', '000000002500']) {
      test.select()
      test.options()
      expect(cryptogramIn(test.first('40', { '9F02': amount })).cid).toBe('40')
    }
    expect(counted(test)).toEqual(['02', '000000003750', '', ''])
    expect(test.send('00B2015C00')).toMatch(/^260520101112000000002500/)
    expect(test.balance()).toBe(88_00)
  })

  it('counts abroad, without an amount', () => {
    const test = pbocUnderTest({ change: GENEROUS })
    test.options()
    test.first('40', { '5F2A': '0840', '9F1A': '0840' })
    expect(counted(test)).toEqual(['01', '', '01', '01'])
  })

  it('counts where the issuer could not be reached', () => {
    const test = pbocUnderTest({ change: GENEROUS })
    test.options()
    test.first('80')
    test.second('40', { '8A': '5933' })
    expect(counted(test)).toEqual(['01', '000000001250', '', ''])
  })

  it('does not count e-cash', () => {
    const test = pbocUnderTest({ change: GENEROUS })
    test.options({ '9F7A': '01' })
    test.first('40')
    expect(counted(test)).toEqual(['', '', '', ''])
  })
})

describe('declined after the card could not be authenticated', () => {
  it.each([
    ['4000000000', '04'],
    ['0800000000', '02'],
    ['0400000000', '02'],
    ['B300000000', '']
  ])('with verification results %s remembers it', (tvr, flags) => {
    for (const offline of [true, false]) {
      const test = pbocUnderTest()
      test.options()
      if (offline) test.first('00', { '95': tvr })
      else {
        test.first('80', { '95': tvr })
        test.second('00', { '95': tvr, '8A': '5A33' })
      }
      const found = test.cells.read('risk/flags')?.[0] ?? 0
      expect(found & 0x06).toBe(flags === '' ? 0 : Number.parseInt(flags, 16))
    }
  })
})

describe('advice in the cryptogram information data', () => {
  const WRONG = '002000800826654321FFFFFFFF'
  const ada = (value: string) => object('9F52', value)

  it.each([
    ['a declined transaction', 'D000', false, '08'],
    ['a declined transaction that needs none', 'C000', false, '00'],
    ['used up PIN tries', 'C800', true, '0A'],
    ['used up PIN tries of an earlier transaction', 'C800', false, '00']
  ])('about %s', (_, actions, exceeds, cid) => {
    const test = pbocUnderTest({ change: ada(actions) })
    test.options()
    if (exceeds) for (let n = 0; n < 3; n += 1) test.send(WRONG)
    expect(cryptogramIn(test.first('00')).cid).toBe(cid)
  })

  it('about a false issuer', () => {
    const test = pbocUnderTest({ change: ada('C400') })
    test.options()
    test.first('80')
    test.send('008200000A00000000000000003030')
    expect(cryptogramIn(test.second('40')).cid).toBe('0B')
  })

  it('is not asked for with a TC', () => {
    const test = pbocUnderTest({ change: ada('FC00') })
    test.options({ '9F7A': '01' })
    expect(cryptogramIn(test.first('40')).cid).toBe('40')
  })
})
