import { expect, test } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { DataObjects } from '../../../src-main/engine/inspection/data-objects'
import { securityDomainView } from '../../../src-main/engine/inspection/security-domain-view'
import { sameText } from '../../../src-main/texts/local-text'

/** The keys that a security domain with this key information (E0) is said to have. */
function keysOf(information: string) {
  const data = hex(information)
  const parts = [{ exchange: 1, title: sameText('E0'), data }]
  return securityDomainView({ aid: 'A000000151000000', data: new DataObjects(), parts }, false).keys
}

// GlobalPlatform Card Specification 2.3.1, 11.3.3.1 (key information) and table 11-16 (key types).
test.each([
  ['DES and AES', 'E00CC00401FF8010C00402308820', ['1 255 DES 16', '2 48 AES 32']],
  [
    'an RSA public key of two components',
    'E008C0060173A180A003',
    ['1 115 RSA modulus 128', '1 115 RSA exponent 3']
  ],
  ['the extended form', 'E00CC00A0530FF8800200118014C', ['5 48 AES 32']],
  ['key type 82, Triple DES in CBC mode', 'E006C00401208210', ['1 32 3DES 16']],
  ['a template cut off', 'E006C00401', []],
  ['nothing', 'E000', []]
])('%s', (_what, information, expected) => {
  const keys = keysOf(information).map(
    ({ id, version, type, length }) => `${id} ${version} ${type} ${length}`
  )
  expect(keys).toEqual(expected)
})
