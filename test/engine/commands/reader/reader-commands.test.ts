import { describe, expect, it } from 'vitest'
import { encodeCommandApdu } from '../../../../src-main/engine/apdu/command-apdu'
import { parseResponseApdu } from '../../../../src-main/engine/apdu/response-apdu'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import type { Command } from '../../../../src-main/engine/commands/command'
import { buzzerOnDetection } from '../../../../src-main/engine/commands/reader/buzzer-on-detection'
import { directTransmit } from '../../../../src-main/engine/commands/reader/direct-transmit'
import { getAts } from '../../../../src-main/engine/commands/reader/get-ats'
import { getPiccParameters } from '../../../../src-main/engine/commands/reader/get-picc-parameters'
import { getUid } from '../../../../src-main/engine/commands/reader/get-uid'
import { ledBuzzer } from '../../../../src-main/engine/commands/reader/led-buzzer'
import {
  piccParametersByte,
  piccParametersOf
} from '../../../../src-main/engine/commands/reader/picc-parameters'
import { readFirmware } from '../../../../src-main/engine/commands/reader/read-firmware'
import { setPiccParameters } from '../../../../src-main/engine/commands/reader/set-picc-parameters'

const sent = (command: Command<unknown>) => toHex(encodeCommandApdu(command.apdu))

function answered<T>(command: Command<T>, response: string): T {
  const parsed = parseResponseApdu(hex(response))
  if (parsed === undefined) throw new Error('no status word')
  return command.parse(parsed)
}

const bankCard = { ...piccParametersOf(0xff), pollingMs: 500 } as const

// ACR122U API manual 2.04, chapter 6; PC/SC part 3, 3.2.2.1.
describe('what is sent to the reader', () => {
  it.each([
    ['UID', getUid(), 'FFCA000000'],
    ['ATS', getAts(), 'FFCA010000'],
    ['firmware', readFirmware(), 'FF00480000'],
    ['PICC parameters', getPiccParameters(), 'FF00500000'],
    ['set PICC parameters', setPiccParameters(bankCard), 'FF0051DF00'],
    ['beep on detection', buzzerOnDetection(true), 'FF0052FF00'],
    ['no beep on detection', buzzerOnDetection(false), 'FF00520000'],
    ['both lamps on', ledBuzzer({ red: { finally: true }, green: { finally: true } }), 'FF00400F0400000000'],
    [
      'both lamps off',
      ledBuzzer({ red: { finally: false }, green: { finally: false } }),
      'FF00400C0400000000'
    ],
    [
      'red for two seconds with a beep',
      ledBuzzer({ red: { blinkFrom: 'on' }, t1: 20, repetitions: 1, beep: 't1' }),
      'FF0040500414000101'
    ],
    [
      'red and green in turn',
      ledBuzzer({
        red: { blinkFrom: 'on' },
        green: { blinkFrom: 'off' },
        t1: 5,
        t2: 5,
        repetitions: 3,
        beep: 't1'
      }),
      'FF0040D00405050301'
    ],
    ['antenna off', directTransmit(0x32, hex('0100')), 'FF00000004D4320100'],
    ['chip status', directTransmit(0x04), 'FF00000002D404']
  ])('%s', (_, command, bytes) => {
    expect(sent(command)).toBe(bytes)
  })

  it('refuses what does not fit', () => {
    expect(() => ledBuzzer({ t1: 256 })).toThrow('t1')
    expect(() => directTransmit(0x40, new Uint8Array(254))).toThrow('254')
    expect(() => directTransmit(0x1ff)).toThrow('code')
  })
})

describe('what the reader answers', () => {
  it.each([
    ['UID', getUid(), '04A1B2C3D4E5F69000', { kind: 'uid', uid: hex('04A1B2C3D4E5F6'), random: false }],
    ['random UID', getUid(), '081122339000', { kind: 'uid', uid: hex('08112233'), random: true }],
    ['UID of a contact card', getUid(), '6A81', { kind: 'unsupported', sw: 0x6a81 }],
    ['no UID', getUid(), '9000', { kind: 'failed', sw: 0x9000 }],
    ['ATS', getAts(), '0102039000', { kind: 'ats', historicalBytes: hex('010203') }],
    ['no ATS', getAts(), '6A81', { kind: 'unsupported', sw: 0x6a81 }],
    [
      'firmware without SW',
      readFirmware(),
      '41435231323255323135',
      { kind: 'firmware', version: 'ACR122U215' }
    ],
    [
      'firmware with SW',
      readFirmware(),
      '414352313232553231359000',
      { kind: 'firmware', version: 'ACR122U215' }
    ],
    ['firmware refused', readFirmware(), '6300', { kind: 'failed', sw: 0x6300 }],
    ['two letters are no firmware', readFirmware(), '6D41', { kind: 'failed', sw: 0x6d41 }],
    ['lamps: green', ledBuzzer({}), '9002', { kind: 'done', red: false, green: true }],
    ['lamps: red', ledBuzzer({}), '9001', { kind: 'done', red: true, green: false }],
    ['lamps refused', ledBuzzer({}), '6300', { kind: 'failed', sw: 0x6300 }],
    ['PICC parameters', getPiccParameters(), '90DF', { kind: 'parameters', parameters: bankCard }],
    ['PICC parameters refused', setPiccParameters(bankCard), '6300', { kind: 'failed', sw: 0x6300 }],
    ['beep set', buzzerOnDetection(true), '9000', { kind: 'done' }],
    ['beep refused', buzzerOnDetection(true), '6300', { kind: 'failed', sw: 0x6300 }],
    ['chip answers', directTransmit(0x04), 'D505000100009000', { kind: 'answer', data: hex('00010000') }],
    [
      'another answer',
      directTransmit(0x04),
      'D5339000',
      { kind: 'not-an-answer', data: hex('D533'), sw: 0x9000 }
    ],
    ['chip silent', directTransmit(0x04), '6300', { kind: 'no-answer', sw: 0x6300 }],
    ['chip late', directTransmit(0x04), '6301', { kind: 'no-answer', sw: 0x6301 }],
    ['checksum', directTransmit(0x04), '6327', { kind: 'checksum', sw: 0x6327 }],
    ['chip command', directTransmit(0x04), '637F', { kind: 'unknown-command', sw: 0x637f }],
    ['anything else', directTransmit(0x04), '6D00', { kind: 'failed', sw: 0x6d00 }]
  ])('%s', (_, command: Command<unknown>, response, outcome) => {
    expect(answered(command, response)).toEqual(outcome)
  })

  it('keeps every value of the PICC parameter', () => {
    for (let byte = 0; byte <= 0xff; byte += 1) expect(piccParametersByte(piccParametersOf(byte))).toBe(byte)
  })
})
