import { expect, test } from 'vitest'
import { sensitivityOf } from '../../../src-main/services/apdu/sensitivity'

test.each([
  ['VERIFY', 0x00, 0x20, 'all'],
  ['VERIFY in a secure channel', 0x84, 0x21, 'all'],
  ['PIN CHANGE/UNBLOCK', 0x84, 0x24, 'all'],
  ['RESET RETRY COUNTER', 0x00, 0x2c, 'all'],
  ['PUT KEY', 0x80, 0xd8, 'all'],
  ['LOAD KEYS', 0xff, 0x82, 'all'],
  ['EXTERNAL AUTHENTICATE', 0x00, 0x82, 'tlv'],
  ['SELECT', 0x00, 0xa4, 'tlv']
])('%s: what is masked', (_name, cla, ins, command) => {
  expect(sensitivityOf({ cla, ins })).toEqual({ command, response: 'tlv' })
})
