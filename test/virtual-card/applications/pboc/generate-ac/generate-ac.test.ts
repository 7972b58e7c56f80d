import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../../src-main/engine/bytes/hex'
import type { MemoryArea } from '../../../../../src-main/virtual-card/memory/memory-area'
import vectors from '../../../../vectors/virtual-card/transactions.json'
import { cryptogramIn, object, pbocUnderTest, type PbocUnderTest, type Told } from '../../../pboc-under-test'

type Vector = (typeof vectors.transactions)[number]

/** Cells of a ready-made card as the card of the vector has them. */
function cardOf(vector: Vector): (cells: MemoryArea) => void {
  return (cells) => {
    const write = (cell: string, value: string): void => cells.write(cell, hex(value))
    write('key/ac', vector.keys.ac)
    write('key/mac', vector.keys.mac)
    write('key/enc', vector.keys.enc)
    write('version/contact', vector.version)
    write('gpo/contact', `8202${vector.aip}940408010100`)
    write('object/9F36', vector.atcBefore)
    write('object/9F13', vector.lastOnlineAtc)
    write('object/9F79', vector.balance)
    write('object/9F58', vector.lowerOfflineLimit)
    write('object/9F17', vector.pinTries)
    write('risk/flags', vector.riskFlags)
    // Not what the vector is about: the limit of the amounts is as high as can be.
    write('object/9F54', '999999999999')
  }
}

function requested(vector: Vector): PbocUnderTest {
  const test = pbocUnderTest({ change: cardOf(vector) })
  expect(test.options()).toMatch(/9000$/)
  for (const command of vector.before) expect(test.send(command)).toMatch(/9000$/)
  const answer = test.first('80', vector.terminal)
  expect(answer.slice(0, vector.answer.length)).toBe(vector.answer)
  expect(answer).toHaveLength(2 * (2 + 0x1e) + 4)
  return test
}

describe.each(vectors.transactions)('$name', (vector) => {
  it('is answered with the published cryptogram and issuer data', () => {
    requested(vector)
  })

  it('knows the published answer of the issuer', () => {
    const { send } = requested(vector)
    expect(send(vector.externalAuthenticate)).toBe('9000')
  })
})

describe('the scripts behind PBOC-1', () => {
  const [vector] = vectors.transactions
  it.each(vectors.scripts)('$name', ({ command, cell, value }) => {
    if (vector === undefined) throw new Error('no vector')
    const { send, cells, select } = requested(vector)
    expect(send(command)).toBe('9000')
    if (cell !== undefined) expect(toHex(cells.need(cell))).toBe(value)
    else expect(select()).toBe('6A81')
  })
})

describe('GENERATE AC', () => {
  it('waits for GET PROCESSING OPTIONS', () => {
    const { first, second } = pbocUnderTest()
    expect(first('80')).toBe('6985')
    expect(second('40')).toBe('6985')
  })

  it('refuses a reserved kind, a second parameter, other lengths and another class, and goes on', () => {
    const { options, send, first } = pbocUnderTest()
    options()
    expect(send('80AEC00000')).toBe('6A86')
    expect(send('80AE800100')).toBe('6A86')
    expect(send('80AE800000')).toBe('6700')
    expect(send(`80AE80003D${'00'.repeat(0x3d)}00`)).toBe('6700')
    expect(send('00AE800000')).toBe('6E00')
    expect(cryptogramIn(first('80')).cid).toBe('80')
  })

  it('is answered twice at most, and once where the first was final', () => {
    const online = pbocUnderTest()
    online.options()
    online.first('80')
    expect(online.first('80')).toBe('6985')
    expect(cryptogramIn(online.second('00')).cid).toBe('00')
    expect(online.second('40')).toBe('6985')
    const declined = pbocUnderTest()
    declined.options()
    expect(cryptogramIn(declined.first('00')).cid).toBe('00')
    expect(declined.second('40')).toBe('6985')
    expect(declined.first('80')).toBe('6985')
  })

  it('of a card without keys, or whose list lacks what the cryptogram covers, is 6985', () => {
    const keyless = pbocUnderTest({ change: (cells) => cells.remove('key/mac') })
    keyless.options()
    expect(keyless.first('80')).toBe('6985')
    const listless = pbocUnderTest({ change: (cells) => cells.write('record/2/1', hex('70028C00')) })
    listless.options()
    expect(listless.send('80AE800000')).toBe('6985')
    expect(
      [keyless, listless].flatMap(({ events }) => events.filter(({ kind }) => kind === 'fault'))
    ).toEqual([])
  })

  it('is not for flash pay', () => {
    const { options, first } = pbocUnderTest({ side: 'contactless' })
    expect(options({ '9F66': '26800000' })).toMatch(/9000$/)
    expect(first('80')).toBe('6985')
  })
})

describe('e-cash', () => {
  const paying: Told = { '9F7A': '01' }

  it('takes the amount off with the TC, proves what is left, and logs the purchase', () => {
    const { options, first, balance, send, events } = pbocUnderTest()
    options(paying)
    expect(balance()).toBe(88_00)
    const tc = cryptogramIn(first('40'))
    expect(tc.cid).toBe('40')
    expect(tc.iad.slice(0, 20)).toBe('07010103900000010A01')
    expect(tc.iad.slice(20, 30)).toBe('0000007550')
    expect(balance()).toBe(75_50)
    expect(send('00B2015C00')).toBe(
      `260520101112000000001250000000000000` +
        `01560156B2E2CAD4C9CCBBA7000000000000000000000000` +
        `0000099000`
    )
    expect(events.at(-2)).toMatchObject({
      changes: [
        { code: 'balance-changed', from: '000000008800', to: '000000007550' },
        { code: 'cryptogram-made', to: 'TC' }
      ]
    })
  })

  it('pays once in a transaction', () => {
    const { options, first, balance } = pbocUnderTest()
    options(paying)
    first('40')
    expect(first('40')).toBe('6985')
    expect(balance()).toBe(75_50)
  })

  it.each([
    ['another amount', { '9F02': '000000001251' }],
    ['another currency', { '5F2A': '0840' }]
  ] as const)('declines %s than the transaction began with', (_, told) => {
    const { options, first, balance } = pbocUnderTest()
    options(paying)
    expect(cryptogramIn(first('40', told)).cid).toBe('00')
    expect(balance()).toBe(88_00)
  })

  it('keeps the balance when the terminal goes online with it, approved or not', () => {
    for (const asked of ['40', '00'] as const) {
      const test = pbocUnderTest()
      test.options(paying)
      const arqc = cryptogramIn(test.first('80'))
      expect(arqc.cid).toBe('80')
      expect(arqc.iad.slice(20, 30)).toBe('0000008800')
      expect(test.authenticate(arqc)).toBe('9000')
      expect(cryptogramIn(test.second(asked)).cid).toBe(asked)
      expect(test.balance()).toBe(88_00)
    }
  })

  it('of exactly the balance leaves nothing', () => {
    const { options, first, balance } = pbocUnderTest()
    const told = { ...paying, '9F02': '000000008800' }
    options(told)
    const tc = cryptogramIn(first('40', told))
    expect(tc.cid).toBe('40')
    expect(tc.iad.slice(20, 30)).toBe('0000000000')
    expect(balance()).toBe(0)
  })

  it('is declined where the limit fell after it began', () => {
    const { options, first, cells, balance } = pbocUnderTest()
    options(paying)
    object('9F78', '000000001249')(cells)
    expect(cryptogramIn(first('40')).cid).toBe('00')
    expect(balance()).toBe(88_00)
  })
})

it('an account purchase that was approved online is logged and leaves the e-cash alone', () => {
  const test = pbocUnderTest()
  test.options()
  const arqc = cryptogramIn(test.first('80'))
  expect(test.send('00B2015C00')).toMatch(/0000089000$/)
  test.authenticate(arqc)
  expect(cryptogramIn(test.second('40')).cid).toBe('40')
  expect(test.send('00B2015C00')).toMatch(/^260520101112000000001250.*0000099000$/)
  expect(test.balance()).toBe(88_00)
})
