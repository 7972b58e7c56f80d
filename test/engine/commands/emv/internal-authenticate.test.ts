import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { internalAuthenticate } from '../../../../src-main/engine/commands/emv/internal-authenticate'
import { answered, expectKinds, sent } from '../support'

it('sends the values that the DDOL asks for', () => {
  expect(sent(internalAuthenticate(hex('7863AFC6')))).toBe('00880000047863AFC600')
  expect(() => internalAuthenticate(new Uint8Array(256))).toThrow('256 bytes')
})

it('finds the signature in both forms of the answer', () => {
  const command = internalAuthenticate(hex('01020304'))
  for (const data of ['8003AABBCC', '77069F4B03AABBCC']) {
    expect(answered(command, 0x9000, data)).toMatchObject({ kind: 'signed', signature: hex('AABBCC') })
  }
})

it('gives no signature where the answer holds none', () => {
  const command = internalAuthenticate(hex('01020304'))
  for (const data of ['', '77049F270140', '9F4B03AABBCC', '80']) {
    expect(answered(command, 0x9000, data)).toEqual({ kind: 'signed', data: hex(data), sw: 0x9000 })
  }
})

it('knows its status words', () => {
  expectKinds(internalAuthenticate(hex('01020304')), {
    '9000': 'signed',
    '6985': 'refused',
    '6700': 'wrong-length',
    '6A86': 'wrong-p1-p2',
    '6D00': 'ins-unsupported',
    '9405': 'unknown-status'
  })
})
