import { expect, it } from 'vitest'
import { toHex } from '../../../../src-main/engine/bytes/hex'
import { PIN_PAD_TEMPLATE, plainPinBlock, verify } from '../../../../src-main/engine/commands/emv/verify'
import { Secret } from '../../../../src-main/engine/crypto/secret'
import { answered, expectKinds, sent } from '../support'

const pin = (digits: string): Secret => new Secret(Uint8Array.from(digits, (digit) => digit.charCodeAt(0)))

it('writes the PIN as format 2 has it', () => {
  expect(toHex(plainPinBlock(pin('1234')))).toBe('241234FFFFFFFFFF')
  expect(toHex(plainPinBlock(pin('12345')))).toBe('2512345FFFFFFFFF')
  expect(toHex(plainPinBlock(pin('123456789012')))).toBe('2C123456789012FF')
  expect(toHex(PIN_PAD_TEMPLATE)).toBe('20FFFFFFFFFFFFFF')
})

it('takes 4 to 12 digits, and does not say which were wrong', () => {
  for (const bad of ['123', '1234567890123', '12a4']) {
    expect(() => plainPinBlock(pin(bad))).toThrow(/^plainPinBlock: not 4 to 12 digits$/)
  }
})

it('sends plain and enciphered PINs, and lets none of it be recorded', () => {
  const plain = verify({ method: 'plain', data: plainPinBlock(pin('1234')) })
  expect(sent(plain)).toBe('0020008008241234FFFFFFFFFF')
  expect(plain.sensitivity).toEqual({ command: 'all', response: 'tlv' })
  const enciphered = verify({ method: 'enciphered', data: new Uint8Array(128) })
  expect(sent(enciphered).slice(0, 10)).toBe('0020008880')
  expect(enciphered.sensitivity.command).toBe('all')
})

it('refuses data that is no PIN block', () => {
  expect(() => verify({ method: 'plain', data: new Uint8Array(7) })).toThrow('7 bytes')
  expect(() => verify({ method: 'enciphered', data: new Uint8Array(0) })).toThrow('0 bytes')
  expect(() => verify({ method: 'enciphered', data: new Uint8Array(256) })).toThrow('256 bytes')
})

it('knows its status words, and how many tries are left', () => {
  const command = verify({ method: 'plain', data: new Uint8Array(8) })
  expectKinds(command, {
    ...{ '9000': 'verified', '63C2': 'wrong', '63C0': 'wrong', '6983': 'blocked', '6984': 'blocked' },
    ...{ '6985': 'conditions', '6700': 'wrong-length', '6300': 'warning' }
  })
  expect(answered(command, 0x63c2)).toMatchObject({ triesLeft: 2 })
  expect(answered(command, 0x63c0)).toMatchObject({ triesLeft: 0 })
})
