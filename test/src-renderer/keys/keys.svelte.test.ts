import { describe, expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { LanguageState } from '../../../src-renderer/state/language.svelte'
import { KeysState } from '../../../src-renderer/state/keys.svelte'
import { findKeys, keyType } from '../../../src-renderer/features/keys/key-words'
import { createMockBridge } from '../../support/mock-bridge'
import { keyRecord, PASSPHRASE, vaultHandlers, vaultRefusal, type MockVault } from '../../support/mock-vault'

function state(vault: MockVault = {}) {
  const bridge = createMockBridge({ answers: vaultHandlers(vault) })
  const client = createClient(bridge)
  return { bridge, client, keys: new KeysState(client) }
}

describe('the state of keys', () => {
  it('has the keys of the vault while it is unlocked, and key-encrypting ones that are in use', async () => {
    const kek = keyRecord({ id: '00112233445566BB', label: 'kek', usage: 'kek' })
    const old = { ...kek, id: '00112233445566CC', label: 'old', retiredAt: 1 }
    const { keys } = state({ state: 'unlocked', keys: [keyRecord(), kek, old] })
    await keys.load()
    expect(keys.keys.map(({ label }) => label)).toEqual(expect.arrayContaining(['imk', 'kek', 'old']))
    expect(keys.keks.map(({ label }) => label)).toContain('kek')
    expect(keys.keks.map(({ label }) => label)).not.toContain('old')
  })

  it('follows a vault that is unlocked elsewhere, and does not use it while it only watches', async () => {
    const { bridge, client, keys } = state({ state: 'locked', keys: [keyRecord()] })
    await keys.load()
    expect(keys.isOpen).toBe(false)
    bridge.called.length = 0
    await keys.watch()
    expect(bridge.called.map(({ name }) => name)).toEqual(['vault.status'])
    await client.call('vault.unlock', { passphrase: PASSPHRASE })
    await keys.watch()
    expect(keys.isOpen).toBe(true)
    expect(keys.keys.map(({ label }) => label)).toContain('imk')
  })

  it('forgets a verdict on the log once the log has grown', async () => {
    const { client, keys } = state()
    await keys.load()
    await client.call('vault.create', { passphrase: PASSPHRASE, anew: false })
    await keys.refresh()
    await keys.verify()
    expect(keys.verified?.verdict).toEqual({ kind: 'sound', entries: 1 })
    await keys.refresh()
    expect(keys.verified).toBeDefined()
    await client.call('vault.passphrase', { passphrase: PASSPHRASE, next: PASSPHRASE })
    await keys.refresh()
    expect(keys.verified).toBeUndefined()
  })

  it('says why it could not be told how things stand', async () => {
    const bridge = createMockBridge({
      answers: {
        'vault.status': () => {
          throw vaultRefusal('vault-busy')
        }
      }
    })
    const keys = new KeysState(createClient(bridge))
    await keys.load()
    expect(keys.error?.code).toBe('vault-busy')
  })

  it('says until when no passphrase may be tried', async () => {
    const answers = vaultHandlers({ state: 'locked' })
    const status = await answers['vault.status']()
    const bridge = createMockBridge({ answers: { 'vault.status': () => ({ ...status, wait: 60_000 }) } })
    const keys = new KeysState(createClient(bridge))
    await keys.refresh()
    expect(keys.waitUntil).toBeGreaterThan(Date.now() + 50_000)
  })
})

describe('finding keys', () => {
  const keys = [
    keyRecord(),
    keyRecord({ id: '00112233445566BB', label: 'wrap', usage: 'kek', algorithm: 'aes', bits: 256 })
  ]
  const labels = (text: string) => findKeys(keys, text, new LanguageState()).map(({ label }) => label)

  it.each([
    ['', ['imk', 'wrap']],
    ['IMK', ['imk']],
    ['密钥加密密钥', ['wrap']],
    ['aes-256', ['wrap']],
    ['abcdef 3des', ['imk']],
    ['components', ['imk', 'wrap']],
    ['nothing', []]
  ])('%s', (text, found) => {
    expect(labels(text)).toEqual(found)
  })

  it('names algorithm and length', () => {
    expect(keyType({ algorithm: 'sm4', bits: 128 })).toBe('SM4')
    expect(keyType({ algorithm: '3des', bits: 192 })).toBe('3DES-192')
  })
})
