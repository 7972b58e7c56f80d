import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenOpener } from '../../src-main/adapters/pkcs11/open-token'
import type { KeyUsage } from '../../src-main/contract/vault'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { rsaPublicOperation } from '../../src-main/engine/crypto/rsa'
import { Secret } from '../../src-main/engine/crypto/secret'
import { macBy, signWith } from '../../src-main/engine/key-operations/operation'
import { runCompositionAsync } from '../../src-main/engine/key-operations/run-composition'
import { VaultService } from '../../src-main/services/vault/vault-service'
import { softToken, TOKEN_LABEL, TOKEN_PIN, type SoftToken } from '../support/soft-token'
import { failureOf, FakeVaultWorld, passphrase } from '../support/vault-world'

const pin = (text = TOKEN_PIN): Secret => new Secret(new TextEncoder().encode(text))
const AES = hex('000102030405060708090A0B0C0D0E0F')
const counted = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + 1) & 0xff)

let soft: SoftToken
beforeAll(async () => {
  soft = await softToken()
})
afterAll(() => soft.remove())

describe('the vault on a token', () => {
  const base = { kind: 'TEST', exportable: true, backend: 'token' } as const

  async function open(): Promise<{ world: FakeVaultWorld; vault: VaultService }> {
    const world = new FakeVaultWorld()
    world.openToken = tokenOpener(soft.workerFile)
    const vault = new VaultService(world)
    await vault.create(passphrase())
    vault.setToken({ module: soft.module, label: TOKEN_LABEL })
    return { world, vault }
  }

  test('makes keys there, uses them for their purpose, and gets rid of them', async () => {
    const { vault } = await open()
    const wish = { ...base, label: 'on-token', usage: 'pin', algorithm: 'aes', bits: 256 } as const
    expect(await failureOf(() => vault.generate(wish))).toBe('token-locked')
    expect(await vault.unlockToken(pin())).toMatchObject({ label: TOKEN_LABEL })
    const record = await vault.generate(wish)
    expect(record).toMatchObject({ backend: 'token', bits: 256 })
    expect(toHex(await vault.holder.checkValue(vault.key('on-token')))).toBe(record.kcv)
    expect(
      await failureOf(() => runCompositionAsync(macBy('cbc', vault.key('on-token'), AES), vault.holder))
    ).toBe('key-use-refused')
    expect(await failureOf(() => vault.exportBlock({ name: 'on-token', kek: 'on-token' }))).toBe(
      'key-use-refused'
    )
    await vault.delete('on-token')
    expect(await failureOf(() => vault.key('on-token'))).toBe('key-unknown')
    await vault.stop()
  })

  test('signs with RSA, raw, with exponents 3 and 65537', async () => {
    const { vault } = await open()
    await vault.unlockToken(pin())
    for (const exponent of [3, 65537] as const) {
      const label = `rsa-${exponent}`
      const wish = {
        ...base,
        label,
        usage: 'issuer-signing',
        algorithm: 'rsa',
        bits: 1984,
        exponent
      } as const
      const { publicKey, bits } = await vault.generate(wish)
      const block = counted(bits / 8)
      const signature = await runCompositionAsync(signWith(vault.signingKey(label), block), vault.holder)
      const [modulus, e] = [hex(publicKey?.modulus ?? ''), hex(publicKey?.exponent ?? '')]
      expect(toHex(rsaPublicOperation({ modulus, exponent: e }, signature) ?? AES)).toBe(toHex(block))
    }
    await vault.stop()
  })

  test('takes keys in by components, and a key block under a key that is there; both are told as exposures', async () => {
    const { vault } = await open()
    await vault.unlockToken(pin())
    const bring = async (label: string, usage: KeyUsage, backend: 'software' | 'token'): Promise<void> => {
      const session = vault.startComponents({
        ...base,
        label,
        usage,
        algorithm: 'aes',
        components: 2,
        backend
      })
      const parts = [counted(16), counted(16).map((byte, index) => byte ^ (AES[index] ?? 0))]
      parts.forEach((part, index) =>
        session.addComponent(`c${index}`, new Secret(part), toHex(keyCheckValue(secretKey('aes', part))))
      )
      await session.confirm(toHex(keyCheckValue(secretKey('aes', AES))))
    }
    await bring('zmk-file', 'kek', 'software')
    await bring('zmk-token', 'kek', 'token')
    const made = await vault.generate({
      ...base,
      label: 'p',
      usage: 'pin',
      algorithm: 'aes',
      backend: 'software'
    })
    const block = await vault.exportBlock({ name: 'p', kek: 'zmk-token' })
    const back = await vault.importBlock({ ...base, block, kek: 'zmk-file', label: 'p2' })
    expect(back).toMatchObject({ kcv: made.kcv, backend: 'token', usage: 'pin' })
    const again = await vault.importBlock({
      ...base,
      block,
      kek: 'zmk-token',
      label: 'p3',
      backend: 'software'
    })
    expect(again.kcv).toBe(made.kcv)
    const exposed = vault.auditEntries().filter(({ event }) => event === 'software-exposure')
    expect(exposed.map(({ key }) => key?.label)).toEqual(['zmk-token', 'p2'])
    await vault.stop()
  })

  test('passes on no sixth wrong PIN in a row, whoever counts', async () => {
    const { world, vault } = await open()
    for (let count = 0; count < 5; count += 1) {
      expect(await failureOf(() => new VaultService(world).unlockToken(pin('000000')))).toBe(
        'token-pin-wrong'
      )
    }
    expect(await failureOf(() => vault.unlockToken(pin()))).toBe('token-pin-locked')
    vault.setToken({ module: soft.module })
    expect(await vault.unlockToken(pin())).toMatchObject({ label: TOKEN_LABEL })
    await vault.stop()
  })

  test('is locked with the vault', async () => {
    const { vault } = await open()
    await vault.unlockToken(pin())
    vault.lock()
    expect(vault.isTokenUnlocked()).toBe(false)
  })
})
