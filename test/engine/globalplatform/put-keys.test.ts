import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { decryptCbc } from '../../../src-main/engine/crypto/cipher'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { keyDataField } from '../../../src-main/engine/globalplatform/key-data-field'
import { putKeys } from '../../../src-main/engine/globalplatform/put-keys'
import { runComposition as run } from '../../../src-main/engine/key-operations/run-composition'
import { FACTORY } from './support'
import { scriptedDomain } from './scripted-domain'

const des = secretKey('3des', FACTORY)
const aes = (length: number) =>
  secretKey(
    'aes',
    Uint8Array.from({ length }, (_, index) => index)
  )

describe('a key data field', () => {
  it('is a triple DES key under the session key of a published session', () => {
    // Sequence 0000 under 404142...4F: session DEK with KCV 85272E; the wrapped key is published too.
    const { channel } = scriptedDomain(() => '9000')
    const dek = channel.session?.keys.dek
    if (dek === undefined || !('secret' in dek)) throw new Error('no session')
    expect(toHex(keyCheckValue(dek))).toBe('85272E')
    const { field, checkValue } = run(keyDataField(dek, des))
    expect(toHex(field)).toBe('8010EFBEE6C6D99D7B70BDE9D7E927F020AF038BAF47')
    expect(toHex(checkValue)).toBe('8BAF47')
  })

  it.each([
    [16, '8811', '10'],
    [24, '8821', '18'],
    [32, '8821', '20']
  ])('is an AES key of %i bytes in CBC, its own length before it', (length, head, own) => {
    const dek = secretKey('aes', FACTORY)
    const { field, checkValue } = run(keyDataField(dek, aes(length)))
    expect(toHex(field.slice(0, 3))).toBe(head + own)
    const enciphered = field.slice(3, -4)
    expect(enciphered.length).toBe(length === 16 ? 16 : 32)
    const plain = decryptCbc(dek, enciphered)
    expect(toHex(plain.slice(0, length))).toBe(aes(length).secret.use(toHex))
    expect(toHex(plain.slice(length))).toBe(length === 24 ? '00'.repeat(8) : '')
    expect(toHex(field.slice(-4))).toBe(`03${toHex(checkValue)}`)
    expect(toHex(checkValue)).toBe(toHex(keyCheckValue(aes(length))))
  })

  it('has older and public forms', () => {
    const dek = secretKey('aes', FACTORY)
    expect(toHex(run(keyDataField(dek, secretKey('aes', FACTORY), true)).field)).toMatch(
      /^8810.{32}03504A77$/
    )
    const rsa = { modulus: hex('C0'.repeat(128)), exponent: hex('010001') }
    expect(toHex(run(keyDataField(dek, { rsa })).field)).toBe(`A18180${'C0'.repeat(128)}A00301000100`)
    expect(() => run(keyDataField(dek, secretKey('sm4', FACTORY)))).toThrow('sm4')
  })

  it('carries an AES-256 key under triple DES too', () => {
    expect(run(keyDataField(des, aes(32))).field.length).toBe(2 + 1 + 32 + 4)
  })
})

describe('PUT KEY', () => {
  const keys = [des, des, des]

  it('compares the check values that the card answers', async () => {
    const domain = scriptedDomain(() => '308BAF478BAF478BAF479000')
    expect(await domain.run(putKeys(domain.channel, { keys, keyVersion: 0x30, replaces: 0xff }))).toEqual({
      kind: 'stored',
      keyVersion: 0x30,
      verified: true
    })
    expect(domain.plain[0]?.slice(0, 12)).toBe('80D8FF814330')
    expect(domain.committed).toBe(1)
  })

  it.each([
    ['308BAF478BAF478BAF489000', { kind: 'check-value-differs', answered: hex('8BAF478BAF478BAF48') }],
    ['318BAF478BAF478BAF479000', { kind: 'check-value-differs' }],
    ['9000', { kind: 'stored', verified: false }],
    ['9485', { kind: 'refused', reason: 'key-wrong' }],
    ['6A88', { kind: 'refused', reason: 'no-such-version' }],
    ['6982', { kind: 'refused', reason: 'not-allowed' }]
  ])('understands %s', async (answer, expected) => {
    const domain = scriptedDomain(() => answer)
    expect(await domain.run(putKeys(domain.channel, { keys, keyVersion: 0x30 }))).toMatchObject(expected)
  })

  it('puts one key with an identifier of its own', async () => {
    const domain = scriptedDomain(() => '739000')
    const rsa = { modulus: hex('C0'.repeat(128)), exponent: hex('03') }
    await domain.run(putKeys(domain.channel, { keys: [{ rsa }], keyVersion: 0x73, firstKeyId: 2 }))
    expect(domain.plain[0]?.slice(0, 18)).toBe('80D800028873A18180')
  })

  it('does nothing in a closed channel', async () => {
    const domain = scriptedDomain(() => '9000')
    domain.channel.close()
    expect(await domain.run(putKeys(domain.channel, { keys, keyVersion: 1 }))).toMatchObject({
      reason: 'closed'
    })
    expect(domain.committed).toBe(0)
  })
})
