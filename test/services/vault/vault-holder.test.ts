import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { type KeyRef, secretKey } from '../../../src-main/engine/crypto/key-ref'
import { rsaPublicOperation } from '../../../src-main/engine/crypto/rsa'
import { sm2Verify } from '../../../src-main/engine/crypto/sm2'
import { cardKey } from '../../../src-main/engine/cryptogram/compositions/card-key'
import {
  cardChallenge,
  decipher,
  derive,
  encipher,
  macBy,
  signWith
} from '../../../src-main/engine/key-operations/operation'
import { runComposition, runCompositionAsync } from '../../../src-main/engine/key-operations/run-composition'
import { testIssuer } from '../../../src-main/engine/offline-auth/test-issuer'
import type { GenerateWish } from '../../../src-main/services/vault/new-key'
import { mayHoldRealKeys } from '../../../src-main/services/vault/real-keys'
import { VaultService } from '../../../src-main/services/vault/vault-service'
import { failureOf, FakeVaultWorld, openVault, passphrase } from '../../support/vault-world'

const base = { kind: 'TEST', exportable: false, backend: 'software' } as const
const wish = (
  label: string,
  usage: GenerateWish['usage'],
  algorithm: GenerateWish['algorithm'],
  bits?: number
): GenerateWish => ({ ...base, label, usage, algorithm, bits })

const card = { pan: '6228480000000000018', psn: '01' }

describe('the built-in TEST keys', () => {
  test('need no vault, and give what the TEST issuer gives', async () => {
    const vault = new VaultService(new FakeVaultWorld())
    const key = vault.key('test:imk-ac')
    const derived = await runCompositionAsync(cardKey(key, card, 'A'), vault.holder)
    const expected = runComposition(
      cardKey(secretKey('3des', testIssuer().masterKeys.tripleDes.ac), card, 'A')
    )
    expect(toHex(await vault.holder.checkValue(derived))).toBe(toHex(keyCheckValue(expected as never)))
    expect(vault.list().every(({ kind, origin }) => kind === 'TEST' && origin === 'built-in')).toBe(true)
    expect(vault.record('test:kmc')).toMatchObject({ kcv: '8BAF47', usage: 'kmc' })
  })

  test('cannot be changed', async () => {
    const { vault } = await openVault()
    expect(await failureOf(() => vault.delete('test:kmc'))).toBe('key-built-in')
    expect(await failureOf(() => vault.retire('test:kmc'))).toBe('key-built-in')
    expect(await failureOf(() => vault.record('test:none'))).toBe('key-unknown')
  })

  test('sign', async () => {
    const vault = new VaultService(new FakeVaultWorld())
    const { publicKey } = testIssuer().rsa
    if (publicKey.algorithm !== 'rsa') throw new Error('not RSA')
    const block = new Uint8Array(publicKey.modulus.length).fill(5)
    const key = vault.signingKey('test:issuer-rsa')
    expect(key.length).toBe(block.length)
    const signature = await runCompositionAsync(signWith(key, block), vault.holder)
    expect(toHex(rsaPublicOperation(publicKey, signature) ?? new Uint8Array())).toBe(toHex(block))
  })
})

describe('keys of the vault', () => {
  test.each([
    ['3des', 128],
    ['3des', 192],
    ['aes', 128],
    ['aes', 192],
    ['aes', 256],
    ['sm4', 128]
  ] as const)('are made and used: %s, %i bits', async (algorithm, bits) => {
    const { vault } = await openVault()
    const { kcv } = await vault.generate(wish('pin-1', 'pin', algorithm, bits))
    const key = vault.key('pin-1')
    expect(key.length).toBe(bits / 8)
    expect(toHex(await vault.holder.checkValue(key))).toBe(kcv)
    const plain = new Uint8Array(16)
    const once = await runCompositionAsync(encipher(key, 'ecb', plain), vault.holder)
    vault.lock()
    await vault.unlock(passphrase())
    expect(toHex(await runCompositionAsync(encipher(key, 'ecb', plain), vault.holder))).toBe(toHex(once))
  })

  test('are made as key pairs, and sign', async () => {
    const { vault } = await openVault()
    const rsa = await vault.generate({ ...wish('rsa', 'issuer-signing', 'rsa', 1024), exponent: 65537 })
    const sm2 = await vault.generate(wish('sm2', 'issuer-signing', 'sm2'))
    vault.lock()
    await vault.unlock(passphrase())
    const block = new Uint8Array(128).fill(9)
    const signature = await runCompositionAsync(signWith(vault.signingKey('rsa'), block), vault.holder)
    const { modulus = '', exponent = '' } = rsa.publicKey ?? {}
    expect(exponent).toBe('010001')
    const again = rsaPublicOperation({ modulus: hex(modulus), exponent: hex(exponent) }, signature)
    expect(toHex(again ?? new Uint8Array())).toBe(toHex(block))
    const signed = await runCompositionAsync(signWith(vault.signingKey('sm2'), block), vault.holder)
    expect(sm2Verify(hex(sm2.publicKey?.modulus ?? ''), block, signed)).toBe(true)
  })

  test('are made while the program goes on', async () => {
    const { vault } = await openVault()
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 1)
    await vault.generate(wish('long', 'issuer-signing', 'rsa', 2048))
    clearInterval(ticking)
    // Made in one go, no timer would have been heard before the end.
    expect(ticks).toBeGreaterThan(2)
  })

  test('serve their one purpose', async () => {
    const { vault } = await openVault()
    await vault.generate(wish('imk', 'imk-ac', '3des'))
    await vault.generate(wish('rsa', 'issuer-signing', 'rsa', 1024))
    const block = new Uint8Array(8)
    const run = (work: Parameters<typeof runCompositionAsync>[0]): Promise<string> =>
      failureOf(() => runCompositionAsync(work, vault.holder))
    expect(await run(encipher(vault.key('imk'), 'ecb', block))).toBe('key-use-refused')
    const plain: KeyRef = secretKey('3des', new Uint8Array(16))
    const onto = { by: 'enciphering-key', other: vault.key('imk'), mask: new Uint8Array(16) } as const
    expect(await run(derive(plain, onto, false))).toBe('key-use-refused')
    expect(await run(derive(plain, { ...onto, other: vault.key('test:kmc') }, false))).toBe('none')
    expect(await failureOf(() => vault.key('rsa'))).toBe('key-use-refused')
    expect(await failureOf(() => vault.signingKey('imk'))).toBe('key-use-refused')
    expect(await failureOf(() => vault.generate(wish('x', 'imk-ac', 'rsa')))).toBe('bad-request')
    expect(await failureOf(() => vault.generate(wish('x', 'pin', '3des', 64)))).toBe('bad-request')
  })

  test('serve it in its own way only', async () => {
    const { vault } = await openVault()
    await vault.generate(wish('kek', 'kek', 'aes'))
    await vault.generate(wish('imk', 'imk-ac', '3des'))
    await vault.generate(wish('cvv', 'cvv', '3des'))
    const block = new Uint8Array(16)
    const run = (work: Parameters<typeof runCompositionAsync>[0]): Promise<string> =>
      failureOf(() => runCompositionAsync(work, vault.holder))
    const [kmc, kek] = [vault.key('test:kmc-aes'), vault.key('kek')]
    expect(await run(cardChallenge(kmc, block.slice(0, 3), block, 8))).toBe('none')
    expect(await run(macBy('cmac', kmc, block))).toBe('key-use-refused')
    expect(await run(cardChallenge(kek, block.slice(0, 3), block, 8))).toBe('key-use-refused')
    expect(await run(encipher(kek, 'cbc', block))).toBe('key-use-refused')
    expect(await run(decipher(kek, 'cbc', block))).toBe('none')
    const reading = { by: 'cutting', length: 16 } as const
    const mixing = { by: 'mixing', data: block } as const
    for (const key of [kmc, kek, vault.key('imk')]) {
      expect(await run(derive(key, reading, false))).toBe('key-use-refused')
    }
    expect(await run(derive(vault.key('cvv'), { by: 'cutting', length: 8 }, false))).toBe('none')
    expect(await run(derive(kek, mixing, false))).toBe('none')
    for (const key of [kmc, vault.key('imk'), vault.key('cvv')]) {
      expect(await run(derive(key, mixing, false))).toBe('key-use-refused')
    }
  })

  test('have labels that can be typed', async () => {
    const { vault } = await openVault()
    for (const label of ['', 'two words', '-dash', 'a'.repeat(41), '0123456789ABCDEF', 'test:mine', 'x/y']) {
      expect(await failureOf(() => vault.generate(wish(label, 'pin', 'aes')))).toBe('bad-request')
    }
    expect((await vault.generate(wish('主密钥-1', 'pin', 'aes'))).label).toBe('主密钥-1')
  })

  test('are retired, and used no more; deleted, and gone', async () => {
    const { vault } = await openVault()
    await vault.generate(wish('old', 'pin', '3des'))
    const key = vault.key('old')
    await vault.retire('old', 'Li')
    expect(vault.record('old').retiredAt).toBeDefined()
    expect(await failureOf(() => vault.holder.checkValue(key))).toBe('key-retired')
    expect(await failureOf(() => vault.key('old'))).toBe('key-retired')
    await vault.delete('old')
    expect(await failureOf(() => vault.key('old'))).toBe('key-unknown')
  })

  test('that protect something have no place in the development runtime', async () => {
    const { world, vault } = await openVault()
    await vault.generate({ ...wish('real-1', 'pin', '3des'), kind: 'real' })
    const old = new FakeVaultWorld()
    old.versions = { electron: '25.1.1' }
    old.documents.write('vault', world.documents.read('vault'))
    const there = new VaultService(old)
    await there.unlock(passphrase())
    expect(await failureOf(() => there.key('real-1'))).toBe('real-keys-refused')
    expect(await failureOf(() => there.generate({ ...wish('r', 'pin', '3des'), kind: 'real' }))).toBe(
      'real-keys-refused'
    )
    expect((await there.generate(wish('t', 'pin', '3des'))).kind).toBe('TEST')
    expect(there.record('real-1').kind).toBe('real')
  })

  test.each([
    [{}, true],
    [{ electron: '25.1.1' }, false],
    [{ electron: '29.4.6' }, false],
    [{ electron: '30.0.0' }, true],
    [{ electron: '45.4.1' }, true],
    [{ electron: '' }, false]
  ])('%j: may hold real keys: %s', (versions, may) => {
    expect(mayHoldRealKeys(versions)).toBe(may)
  })

  test('are never part of a text', async () => {
    const { vault } = await openVault()
    await vault.generate(wish('k', 'pin', 'aes', 256))
    expect(JSON.stringify(vault.key('k'))).toBe(
      JSON.stringify({ algorithm: 'aes', handle: vault.record('k').id, length: 32 })
    )
  })
})
