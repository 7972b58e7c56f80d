import { describe, expect, it } from 'vitest'
import { pcscMiniError } from '../../../src-main/adapters/pcsc/pcsc-mini/errors'
import { pcscliteError } from '../../../src-main/adapters/pcsc/pcsclite/errors'
import { readerErrorCode } from '../../../src-main/adapters/pcsc/scard-codes'

describe('PC/SC return codes', () => {
  it.each([
    [0x8010000c, 'no-card'],
    [0x80100069, 'card-removed'],
    [0x80100068, 'card-reset'],
    [0x8010000b, 'sharing-violation'],
    [0x80100066, 'card-mute'],
    [0x8010000f, 'protocol-mismatch'],
    [0x8010002e, 'no-reader'],
    [0x80100017, 'no-reader'],
    [0x8010001d, 'no-service'],
    [0x8010001e, 'no-service'],
    [0x80100013, 'no-service'],
    [0x8010006a, 'no-permission'],
    [0x8010001f, 'unsupported'],
    [0x80100022, 'unsupported'],
    [0x8010000a, 'timeout'],
    [0x80100016, 'transport'],
    [0x12345678, 'transport']
  ])('%i', (scard, code) => {
    expect(readerErrorCode(scard)).toBe(code)
    // As a signed number, as some bindings hand it on.
    expect(readerErrorCode(scard | 0)).toBe(code)
  })
})

describe('pcsc-mini', () => {
  it.each([
    ['NoSmartCard', 'no-card', 0x8010000c],
    ['SharingViolation', 'sharing-violation', 0x8010000b],
    ['InvalidHandle', 'no-service', 0x80100003],
    ['CommError', 'no-service', 0x80100013],
    ['SomethingNew', 'transport', undefined]
  ])('names a code %s', (name, code, scard) => {
    const error = Object.assign(new Error('words'), { code: name })
    const found = pcscMiniError(error, 'connect')
    expect([found.code, found.scard]).toEqual([code, scard])
  })
})

describe('pcsclite', () => {
  it.each([
    ['SCardConnect error: Card was removed.(0x80100069)', 'card-removed', 0x80100069],
    ['SCardConnect error: 智能卡已移除。\r\n(0xffffffff80100069)', 'card-removed', 0x80100069],
    ['SCardTransmit error: (0x80100066)', 'card-mute', 0x80100066],
    ['Card Reader not connected', 'transport', undefined],
    ['Card was removed (see 0x8010000c)', 'transport', undefined]
  ])('ends its message with the code: %s', (message, code, scard) => {
    const found = pcscliteError(new Error(message), 'call')
    expect([found.code, found.scard]).toEqual([code, scard])
  })
})
