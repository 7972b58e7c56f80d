// What a card does with what its issuer made: every version, both algorithms, any PIN, any data.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import {
  cryptogramInput,
  decipherScriptData,
  encipherScriptData,
  pinChangeData,
  readPinChangeData
} from '../../../src-main/engine/cryptogram/in-memory'
import { CRYPTOGRAM_PROFILES, pbocProfileOf } from '../../../src-main/engine/cryptogram/profiles/all-profiles'

const transaction = { atc: hex('0240'), unpredictableNumber: hex('1E78EEBC'), ac: hex('5D016C91005E7CC2') }
const keysFor = (algorithm: '3des' | 'sm4') => ({
  ac: secretKey(algorithm, hex('014C986ECD8F49157CC8B59E3BCDFD98')),
  enc: secretKey(algorithm, hex('37B03B54CB7A3D34132CAEA262B6FD1A'))
})
const digits = fc.stringMatching(/^\d{4,12}$/)

describe.each(CRYPTOGRAM_PROFILES.map((profile) => [profile.id, profile] as const))('%s', (_, profile) => {
  const keys = keysFor(profile.algorithm)

  test('a new PIN arrives, with the current one and without', () => {
    fc.assert(
      fc.property(digits, fc.option(digits, { nil: undefined }), (pin, current) => {
        const currentPin = current === undefined ? {} : { currentPin: current }
        const enciphered = pinChangeData(profile, keys, { pin, ...currentPin }, transaction)
        expect(enciphered.length % 8).toBe(0)
        expect(readPinChangeData(profile, keys, { enciphered, ...currentPin }, transaction)).toBe(pin)
      }),
      { numRuns: 30 }
    )
  })

  test('data that was not made with the keys is no PIN', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 48 }), (enciphered) => {
        const read = readPinChangeData(profile, keys, { enciphered }, transaction)
        expect(read === undefined || /^\d{4,12}$/.test(read)).toBe(true)
      }),
      { numRuns: 60 }
    )
    const other = { ...keys, enc: keys.ac }
    const enciphered = pinChangeData(profile, keys, { pin: '1234' }, transaction)
    expect(readPinChangeData(profile, other, { enciphered }, transaction)).toBeUndefined()
    expect(readPinChangeData(profile, keys, { enciphered, currentPin: '9876' }, transaction)).not.toBe('1234')
  })

  test('script data of any length arrives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (plain) => {
        const enciphered = encipherScriptData(profile, keys.enc, plain, transaction)
        const back = decipherScriptData(profile, keys.enc, enciphered, transaction)
        // Chained data carries no length: whole blocks come back as they are, others with their padding.
        const isPadded = profile.script.pin.encipherment === 'chained' && plain.length % 8 !== 0
        expect(isPadded ? back?.slice(0, plain.length) : back).toEqual(plain)
      }),
      { numRuns: 60 }
    )
  })

  test('its input says what is missing, too short or of the wrong length', () => {
    const values = new Map(
      profile.fields.map(({ tag, length, part }) => [
        tag,
        new Uint8Array(length ?? (part?.offset ?? 0) + (part?.length ?? 7))
      ])
    )
    const whole = cryptogramInput(profile, (tag) => values.get(tag))
    expect(whole).toMatchObject({ kind: 'ok' })
    for (const { tag, length, part } of profile.fields) {
      const without = cryptogramInput(profile, (wanted) => (wanted === tag ? undefined : values.get(wanted)))
      expect(without).toEqual({ kind: 'missing', tag })
      if (length === undefined && part === undefined) continue
      const short = cryptogramInput(profile, (wanted) =>
        wanted === tag ? new Uint8Array() : values.get(wanted)
      )
      expect(short).toMatchObject({ kind: 'length', tag, actual: 0 })
    }
  })
})

test('a PBOC card says in 9F10 which version it used', () => {
  const of = (iad: string) => pbocProfileOf(hex(iad))?.id
  expect(of('07000103A04002010A010000001000D1F61152')).toBe('pboc-01')
  expect(of('07000103A04002040A010000001000D1F61152')).toBe('pboc-01-sm4')
  expect(of('07001703A0400201')).toBe('pboc-17')
  expect(of('07001703A0400204')).toBe('pboc-17-sm4')
  expect(of('06011203A0B800')).toBeUndefined()
  expect(of('07000103A0400209')).toBeUndefined()
  expect(of('06000103A04002')).toBe('pboc-01')
  expect(of('')).toBeUndefined()
})

test('the fields stand in the order of the specification', () => {
  const order = (id: string) =>
    CRYPTOGRAM_PROFILES.find((profile) => profile.id === id)?.fields.map(({ tag }) => toHex(tagBytes(tag)))
  expect(order('pboc-01')).toEqual([
    '9F02',
    '9F03',
    '9F1A',
    '95',
    '5F2A',
    '9A',
    '9C',
    '9F37',
    '82',
    '9F36',
    '9F10'
  ])
  expect(order('pboc-17')).toEqual(['9F02', '9F37', '9F36', '9F10'])
})

function tagBytes(tag: number): Uint8Array {
  return tag > 0xff ? Uint8Array.of(tag >> 8, tag & 0xff) : Uint8Array.of(tag)
}
