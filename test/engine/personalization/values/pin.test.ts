import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src-main/engine/bytes/hex'
import { Secret } from '../../../../src-main/engine/crypto/secret'
import { generatePin, isPin, referencePin } from '../../../../src-main/engine/personalization/values/pin'

const pin = (digits: string): Secret => new Secret(new TextEncoder().encode(digits))
const text = (secret: Secret): string => secret.use((bytes) => String.fromCharCode(...bytes))

describe('a PIN', () => {
  it.each([
    ['1234', '241234FFFFFFFFFF'],
    ['12345', '2512345FFFFFFFFF'],
    ['123456', '26123456FFFFFFFF'],
    ['123456789012', '2C123456789012FF']
  ])('%s as VERIFY presents it', (digits, block) => {
    expect(referencePin(pin(digits)).use(toHex)).toBe(block)
  })

  it.each(['123', '1234567890123', '12a4', ''])('%s is none', (digits) => {
    expect(isPin(pin(digits))).toBe(false)
    expect(() => referencePin(pin(digits))).toThrow(/no PIN/)
  })

  it('made up takes each digit equally often: bytes above 249 are passed over', () => {
    const bytes = [255, 250, 7, 13, 249, 251, 0, 60, 61]
    const random = (length: number): Uint8Array => Uint8Array.from(bytes.splice(0, length))
    expect(text(generatePin(6, random))).toBe('739001')
    expect(() => generatePin(3, random)).toThrow(/3 digits/)
  })
})
