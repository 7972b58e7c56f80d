import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src-main/engine/bytes/hex'
import { CyclicLog } from '../../../../src-main/virtual-card/applications/pboc/cyclic-log'
import { CardMemory, PowerLost } from '../../../../src-main/virtual-card/memory/card-memory'
import { MemoryArea } from '../../../../src-main/virtual-card/memory/memory-area'
import { AID, cardUnderTest, selectCommand } from '../../card-under-test'

function logIn(memory: CardMemory): CyclicLog {
  return new CyclicLog(new MemoryArea(memory, 'app/'), 0x0b, 3)
}

function recordsOf(log: CyclicLog): string[] {
  return [1, 2, 3, 4].map((record) => toHex(log.read(record) ?? new Uint8Array(0)))
}

describe('CyclicLog', () => {
  it('begins empty, has the newest first, and lets the oldest go', () => {
    const log = logIn(CardMemory.empty())
    expect(recordsOf(log)).toEqual(['', '', '', ''])
    log.append(Uint8Array.of(1))
    expect(recordsOf(log)).toEqual(['01', '', '', ''])
    log.append(Uint8Array.of(2), Uint8Array.of(0xff))
    log.append(Uint8Array.of(3))
    expect(recordsOf(log)).toEqual(['03', '02FF', '01', ''])
    log.append(Uint8Array.of(4))
    expect(recordsOf(log)).toEqual(['04', '03', '02FF', ''])
    expect(log.count).toBe(3)
    expect(log.read(0)).toBeUndefined()
  })

  it.each(['before', 'half'] as const)('is as before or has the record, torn %s any write', (point) => {
    for (let n = 1; ; n += 1) {
      const memory = CardMemory.empty()
      const log = logIn(memory)
      for (const value of [1, 2, 3]) log.append(Uint8Array.of(value, value))
      const old = recordsOf(log)
      memory.tear(n, point)
      try {
        log.append(Uint8Array.of(9, 9))
        expect(recordsOf(log)).toEqual(['0909', '0303', '0202', ''])
        expect(n).toBe(8)
        return
      } catch (error) {
        expect(error).toBeInstanceOf(PowerLost)
      }
      memory.powerUp()
      expect(recordsOf(log)).toEqual(old)
    }
  })
})

describe('READ RECORD of the logs', () => {
  it('gives records without a template, newest first, until 6A83', () => {
    const { send } = cardUnderTest()
    send(selectCommand(AID.debit))
    expect(send('00B2015C00')).toBe(
      '260420174112000000000600000000000000' +
        '01560156B2E2CAD4B5D8CCFA000000000000000000000000' +
        '000008' +
        '9000'
    )
    expect(send('00B2085C00')).toMatch(/^260108091230.*6000019000$/)
    expect(send('00B2095C00')).toBe('6A83')
    expect(send('00B2016400')).toBe(
      '9F79000000002000000000012000260315100001' + '0156B2E2CAD4D2F8D0D0000000000000000000000000' + '00069000'
    )
    expect(send('00B2036400')).toBe('6A83')
    expect(send('00B2005C00')).toBe('6A83')
  })

  it('refuses a file that is not there and parameters that name none', () => {
    const { send } = cardUnderTest()
    send(selectCommand(AID.debit))
    for (const [command, sw] of [
      ['00B2013400', '6A82'],
      ['00B2021C00', '6A83'],
      ['00B2000C00', '6A83'],
      ['00B2030C00', '6A83'],
      ['00B2010400', '6A86'],
      ['00B201FC00', '6A86'],
      ['00B2010F00', '6A86'],
      ['80B2010C00', '6E00']
    ] as const) {
      expect(send(command), command).toBe(sw)
    }
  })
})
