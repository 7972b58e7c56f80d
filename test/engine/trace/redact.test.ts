import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { ExchangeRecorder } from '../../../src-main/engine/trace/recorder'
import { Redactor } from '../../../src-main/engine/trace/redact'

const PAN = '6228480000000012'
const readRecord = hex('00B2010C00')
const record = (value: string) => hex(`${toHex(tlv(0x70, hex(value)))}9000`)

describe('Redactor', () => {
  it('keeps the first six and last four digits of a card number', () => {
    const { response } = new Redactor({ reveal: false }).redact(readRecord, record(`5A08${PAN}`))
    expect(response).toBe('700A5A08622848******00129000')
  })

  it('masks the discretionary data of track 2 but not expiry and service code', () => {
    const { response } = new Redactor({ reveal: false }).redact(
      readRecord,
      record(`5711${PAN}D3012201000012345F`)
    )
    expect(response).toBe('70135711622848******0012D3012201**********9000')
  })

  it('finds a known card number inside raw records and at odd nibbles', () => {
    const redactor = new Redactor({ reveal: false })
    redactor.redact(readRecord, record(`5A08${PAN}`))
    expect(redactor.redact(readRecord, hex(`01${PAN}FF9000`)).response).toBe('01622848******0012FF9000')
    expect(redactor.redact(readRecord, hex(`F${PAN}F9000`)).response).toBe('F622848******0012F9000')
  })

  it('masks a card number in a data object that was cut short', () => {
    const { response } = new Redactor({ reveal: false }).redact(
      readRecord,
      hex('70205A0862284800000000129000')
    )
    expect(response).toBe('70205A08622848******00129000')
  })

  it('masks the whole data field where the command says so', () => {
    const verify = hex('0020008008241234FFFFFFFFFF')
    const { command } = new Redactor({ reveal: false }).redact(verify, hex('9000'), {
      command: 'all',
      response: 'tlv'
    })
    expect(command).toBe('0020008008****************')
  })

  it('records in clear when asked to reveal', () => {
    const { response } = new Redactor({ reveal: true }).redact(readRecord, record(`5A08${PAN}`))
    expect(response).toContain(PAN)
  })
})

describe('ExchangeRecorder', () => {
  it('masks a card number that is split over two GET RESPONSEs in both pieces', () => {
    const recorder = new ExchangeRecorder(0, { reveal: false })
    const whole = record(`5A08${PAN}`)
    const entries = recorder.record({
      command: readRecord,
      response: whole,
      at: 1000,
      duration: 500,
      wire: [
        {
          command: readRecord,
          response: Uint8Array.of(...whole.subarray(0, 7), 0x61, 5),
          at: 1000,
          duration: 200
        },
        { command: hex('00C0000005'), response: whole.subarray(7), at: 1200, duration: 300 }
      ]
    })
    expect(entries.map(({ tap, response }) => [tap, response])).toEqual([
      ['logical', '700A5A08622848******00129000'],
      ['wire', '700A5A086228486105'],
      ['wire', '******00129000']
    ])
    expect(entries.map(({ number }) => number)).toEqual([1, 1, 1])
  })
})
