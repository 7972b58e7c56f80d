import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'

const bytes = Uint8Array.of(0xde, 0xad, 0xbe, 0xef)

test('prints as [secret] wherever it lands', () => {
  const secret = new Secret(bytes)
  expect(String(secret)).toBe('[secret]')
  expect(['', secret, ''].join('-')).toBe('-[secret]-')
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}')
  expect(inspect({ secret }, { depth: 9, showHidden: true })).toContain('[secret]')
  const key = secretKey('3des', new Uint8Array(16).fill(0xde))
  expect(inspect({ key })).toBe("{ key: { algorithm: '3des', secret: [secret] } }")
  expect(Object.keys(secret)).toEqual([])
  expect(Object.entries(structuredClone<object>(secret))).toEqual([])
})

test('keeps a copy, lends it, and wipes it', () => {
  const source = bytes.slice()
  const secret = new Secret(source)
  source.fill(0)
  let lent = new Uint8Array()
  expect(secret.use((own) => [...(lent = own as Uint8Array<ArrayBuffer>)])).toEqual([...bytes])
  secret.wipe()
  expect([...lent]).toEqual([0, 0, 0, 0])
  expect(secret.length).toBe(4)
  expect(() => secret.use((own) => own.length)).toThrow('wiped')
})

test('copies what a Buffer shares', () => {
  const shared = Buffer.from(bytes)
  const secret = new Secret(shared)
  shared.fill(0)
  expect(secret.use((own) => own[0])).toBe(0xde)
})
