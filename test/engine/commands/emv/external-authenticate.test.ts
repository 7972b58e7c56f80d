import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { externalAuthenticate } from '../../../../src-main/engine/commands/emv/external-authenticate'
import { expectKinds, sent } from '../support'

it('sends the issuer authentication data without expecting any', () => {
  expect(sent(externalAuthenticate(hex('11223344556677883030')))).toBe('008200000A11223344556677883030')
})

it('takes 8 to 16 bytes', () => {
  expect(() => externalAuthenticate(new Uint8Array(7))).toThrow('7 bytes')
  expect(() => externalAuthenticate(new Uint8Array(17))).toThrow('17 bytes')
  expect(sent(externalAuthenticate(new Uint8Array(16))).slice(0, 10)).toBe('0082000010')
})

it('knows its status words', () => {
  expectKinds(externalAuthenticate(new Uint8Array(10)), {
    ...{ '9000': 'authenticated', '6300': 'failed', '6985': 'refused' },
    ...{ '6700': 'wrong-length', '6301': 'warning', '6D00': 'ins-unsupported' }
  })
})
