import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { Transmission } from '../../../src-main/virtual-card/chip/transmission'

const DATA = '0102030405'
const WITH_DATA = { data: hex(DATA), sw: 0x9000 }

/** A chip whose every command is performed by `perform`, and a count of how often that was. */
function chip(protocol: 'T=0' | 'T=1', response: { data: Uint8Array; sw: number } = WITH_DATA) {
  const transmission = new Transmission(protocol)
  let performed = 0
  return {
    send: (command: string) =>
      toHex(
        transmission.exchange(hex(command), () => {
          performed += 1
          return response
        })
      ),
    performed: () => performed
  }
}

describe('T=0', () => {
  it('keeps the answer of a command with data for GET RESPONSE', () => {
    const { send, performed } = chip('T=0')
    expect(send('00A4040002AABB00')).toBe('6105')
    expect(send('00C0000005')).toBe(`${DATA}9000`)
    expect(send('00C0000005')).toBe('6985')
    expect(performed()).toBe(1)
  })

  it('gives a long answer in pieces, and corrects a GET RESPONSE that asks for too much', () => {
    const { send } = chip('T=0', { data: hex(DATA), sw: 0x6283 })
    expect(send('00A4040002AABB')).toBe('6105')
    expect(send('00C0000000')).toBe('6C05')
    expect(send('00C0000002')).toBe('01026103')
    expect(send('00C0000003')).toBe('0304056283')
  })

  it('corrects a wrong Le once, and performs the command once', () => {
    const { send, performed } = chip('T=0')
    expect(send('00B2010C00')).toBe('6C05')
    expect(send('00B2010C05')).toBe(`${DATA}9000`)
    expect(performed()).toBe(1)
    expect(send('00B2010C05')).toBe(`${DATA}9000`)
    expect(performed()).toBe(2)
  })

  it('performs another command after 6Cxx, and forgets the answer that waited', () => {
    const { send, performed } = chip('T=0')
    expect(send('00B2010C00')).toBe('6C05')
    expect(send('00B2020C05')).toBe(`${DATA}9000`)
    expect(performed()).toBe(2)
    expect(send('00C0000005')).toBe('6985')
  })

  it('says 6100 and 6C00 for 256 bytes', () => {
    const { send } = chip('T=0', { data: new Uint8Array(256), sw: 0x9000 })
    expect(send('00A4040001AA')).toBe('6100')
    expect(send('00C0000000')).toHaveLength(516)
    expect(send('00B2010C10')).toBe('6C00')
    expect(send('00B2010C00')).toHaveLength(516)
  })
})

describe('T=1', () => {
  it('answers directly, whatever more Le would take', () => {
    const { send } = chip('T=1')
    expect(send('00A4040002AABB00')).toBe(`${DATA}9000`)
    expect(send('00B2010C00')).toBe(`${DATA}9000`)
    expect(send('00B2010C20')).toBe(`${DATA}9000`)
  })

  it('corrects an Le that is too short, and performs the command once', () => {
    const { send, performed } = chip('T=1')
    expect(send('00B2010C02')).toBe('6C05')
    expect(send('00B2010C05')).toBe(`${DATA}9000`)
    expect(performed()).toBe(1)
  })

  it('keeps an answer that was not asked for', () => {
    const { send } = chip('T=1')
    expect(send('00A4040002AABB')).toBe('6105')
    expect(send('00C0000000')).toBe(`${DATA}9000`)
  })
})

describe.each(['T=0', 'T=1'] as const)('%s', (protocol) => {
  it.each(['', '00', '00A404', '00A4040008A000', '00A404000000020102', '00A40400021122334455'])(
    'answers 6700 to %s',
    (command) => {
      const { send, performed } = chip(protocol)
      expect(send(command)).toBe('6700')
      expect(performed()).toBe(0)
    }
  )

  it('passes a status word alone through', () => {
    const { send } = chip(protocol, { data: hex(''), sw: 0x6a82 })
    expect(send('00A4040002AABB00')).toBe('6A82')
    expect(send('00B2010C00')).toBe('6A82')
  })
})
