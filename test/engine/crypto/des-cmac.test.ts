import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { cmac } from '../../../src-main/engine/crypto/mac'

const message = hex('6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51')

// NIST SP 800-38B, examples D.4 and D.5: key, then the MACs of 0, 8, 20 and 32 bytes.
const rows = [
  [
    '8AA83BF8CBDA10620BC1BF19FBB6CD58BC313D4A371CA8B5',
    ['B7A688E122FFAF95', '8E8F293136283797', '743DDBE0CE2DC2ED', '33E6B1092400EAE5']
  ],
  [
    '4CF15134A2850DD58A3D10BA80570D38',
    ['BD2EBF9A3BA00361', '4FF2AB813C53CE83', '62DD1B471902BD4E', '31B1E431DABC4EB8']
  ]
] as const

describe('CMAC with triple DES', () => {
  test.each(rows)('key %s', (key, macs) => {
    const made = [0, 8, 20, 32].map((length) => cmac(secretKey('3des', hex(key)), message.slice(0, length)))
    expect(made.map(toHex)).toEqual(macs)
  })
})
