import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../../src-main/engine/crypto/key-ref'
import { Secret } from '../../../../src-main/engine/crypto/secret'
import { runComposition } from '../../../../src-main/engine/key-operations/run-composition'
import { cardVerificationValue } from '../../../../src-main/engine/personalization/values/card-verification-value'
import { pinVerificationValue } from '../../../../src-main/engine/personalization/values/pin-verification-value'

const key = secretKey('3des', hex('0123456789ABCDEFFEDCBA9876543210'))
const pin = (digits: string): Secret => new Secret(new TextEncoder().encode(digits))

describe('card verification value', () => {
  // Visa's example as the manuals of payment HSMs print it (CVKs 0123456789ABCDEF and FEDCBA9876543210).
  it('CVV', () => {
    const input = { pan: '4123456789012345', expiry: '8701', serviceCode: '101' }
    expect(runComposition(cardVerificationValue(key, input))).toBe('561')
  })

  it.each([{ pan: '123' }, { expiry: '871' }, { serviceCode: '10' }])('is a fault over %j', (change) => {
    const input = { pan: '4123456789012345', expiry: '8701', serviceCode: '101', ...change }
    expect(() => runComposition(cardVerificationValue(key, input))).toThrow(/another length/)
  })
})

describe('PIN verification value', () => {
  // From the tests of the psec library (github.com/knovichikhin/psec), tests/test_pin.py.
  it.each([
    ['1', '4524', '1122334455667788', '8523'],
    ['2', '1912', '1122334455667788', '3244'],
    ['1', '0570', '1122334455667718', '3144'],
    ['1', '8299', '1122334455667708', '4422']
  ])('index %s, PIN %s', (index, digits, pan, expected) => {
    expect(runComposition(pinVerificationValue(key, pan, index, pin(digits)))).toBe(expected)
  })

  it('is a fault without 4 digits of PIN', () => {
    expect(() => runComposition(pinVerificationValue(key, '1122334455667788', '1', pin('123')))).toThrow()
  })
})
