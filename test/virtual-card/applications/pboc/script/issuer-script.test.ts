import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../../src-main/engine/bytes/hex'
import {
  cell,
  cryptogramIn,
  keysOf,
  n12,
  pbocUnderTest,
  scriptCommand,
  type Choice,
  type PbocUnderTest
} from '../../../pboc-under-test'

const LOAD = ['04DA9F79', n12(100_00)] as const
const NO_TRANSACTION = { ac: '0000000000000000', atc: '0008', cid: '', iad: '', cvr: '', answer: '' }

function waiting(choice: Choice = {}) {
  const test = pbocUnderTest(choice)
  test.options()
  return { ...test, arqc: cryptogramIn(test.first('80')) }
}

function tampered(command: string, at: number): string {
  const byte = Number.parseInt(command.slice(2 * at, 2 * at + 2), 16) ^ 1
  return command.slice(0, 2 * at) + toHex(Uint8Array.of(byte)) + command.slice(2 * at + 2)
}

function flagsOf({ cells }: Pick<PbocUnderTest, 'cells'>): number {
  return cells.read('risk/flags')?.[0] ?? 0
}

describe('an issuer script', () => {
  it('is taken after the ARQC, before and after the second GENERATE AC', () => {
    for (const early of [true, false]) {
      const test = waiting()
      test.authenticate(test.arqc)
      if (!early) test.second('40')
      expect(test.script(...LOAD, test.arqc)).toBe('9000')
      expect(test.balance()).toBe(100_00)
      expect(test.events.at(-1)).toMatchObject({
        changes: [{ code: 'balance-changed', from: n12(88_00), to: n12(100_00) }]
      })
    }
  })

  it('is 6985 before an ARQC and after a final cryptogram, and that is no failed script', () => {
    const test = pbocUnderTest()
    expect(test.script(...LOAD, NO_TRANSACTION)).toBe('6985')
    test.options()
    expect(test.script(...LOAD, NO_TRANSACTION)).toBe('6985')
    const aac = cryptogramIn(test.first('00'))
    expect(test.script(...LOAD, aac)).toBe('6985')
    test.select()
    test.options({ '9F7A': '01' })
    const tc = cryptogramIn(test.first('40'))
    expect(test.script(...LOAD, tc)).toBe('6985')
    expect(test.balance()).toBe(75_50)
    expect(flagsOf(test)).toBe(0)
  })

  it('with a wrong MAC is 6988, and all that follow in this transaction are 6985', () => {
    const command = (test: ReturnType<typeof waiting>): string =>
      scriptCommand(keysOf(test.cells), { header: LOAD[0], data: LOAD[1] }, test.arqc)
    // A bit of each: value, MAC; the header is covered as well.
    for (const at of [5, 10, 11, 14]) {
      const test = waiting()
      expect(test.send(tampered(command(test), at)), `byte ${at}`).toBe('6988')
      expect(test.events.at(-1)).toMatchObject({ changes: [{ code: 'script-refused' }] })
      expect(test.script(...LOAD, test.arqc)).toBe('6985')
      expect(test.balance()).toBe(88_00)
      expect(flagsOf(test) & 0x10).toBe(0x10)
    }
    const test = waiting()
    expect(test.send(tampered(command(test), 3))).toBe('6988')
  })

  it('of another transaction has a wrong MAC in this one', () => {
    const first = waiting()
    const old = scriptCommand(keysOf(first.cells), { header: LOAD[0], data: LOAD[1] }, first.arqc)
    first.select()
    first.options()
    first.first('80')
    expect(first.send(old)).toBe('6988')
    expect(first.balance()).toBe(88_00)
  })

  it('without a MAC is 6987', () => {
    for (const command of ['841E0000', '841E000003112233', '04DA9F7902AABB']) {
      const test = waiting()
      expect(test.send(command)).toBe('6987')
      expect(flagsOf(test) & 0x10).toBe(0x10)
      // Nothing was tried with a false key, so the next may come.
      expect(test.script(...LOAD, test.arqc)).toBe('9000')
    }
  })

  it('is 6985 after the issuer was found to be false', () => {
    const test = waiting()
    expect(test.send('008200000A00000000000000003030')).toBe('6300')
    expect(test.script(...LOAD, test.arqc)).toBe('6985')
    test.second('00')
    expect(test.script(...LOAD, test.arqc)).toBe('6985')
    expect(test.balance()).toBe(88_00)
  })

  it('is counted after the second GENERATE AC, told by the next, and forgotten once that is done', () => {
    const test = waiting()
    test.authenticate(test.arqc)
    test.script('04DA9F6D', n12(500), test.arqc)
    test.second('40')
    for (const amount of [1, 2, 3]) test.script('04DA9F6D', n12(amount), test.arqc)
    test.script('04DA9F6D', '00', test.arqc)
    test.select()
    test.options()
    const next = cryptogramIn(test.first('80'))
    expect(next.cvr.slice(4)).toBe('38')
    test.authenticate(next)
    test.second('40')
    test.select()
    test.options()
    expect(cryptogramIn(test.first('80')).cvr.slice(4)).toBe('00')
  })

  it('is counted up to 15', () => {
    const test = waiting()
    test.authenticate(test.arqc)
    test.second('40')
    for (let amount = 1; amount <= 20; amount += 1) test.script('04DA9F6D', n12(amount), test.arqc)
    expect(toHex(test.cells.need('risk/scripts'))).toBe('0F')
  })

  it('of a card without keys is 6985', () => {
    const test = pbocUnderTest({ change: (cells) => cells.remove('key/enc') })
    test.options()
    expect(test.send('841E000004AABBCCDD')).toBe('6985')
  })

  it('is taken with the AAC of an application that the issuer blocked, and only of such', () => {
    const test = pbocUnderTest({ change: cell('blocked', '01') })
    test.options()
    const aac = cryptogramIn(test.first('80'))
    expect(aac.cid).toBe('00')
    expect(test.script('84180000', '', aac)).toBe('9000')
    expect(test.script(...LOAD, aac)).toBe('6985')
  })
})
