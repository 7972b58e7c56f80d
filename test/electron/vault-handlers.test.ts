import { beforeEach, describe, expect, it } from 'vitest'
import { calls } from '../../src-main/contract/ipc'
import { vaultHandlers } from '../../src-main/electron/vault-handlers'
import type { VaultService } from '../../src-main/services/vault/vault-service'
import { openVault, PASSPHRASE } from '../support/vault-world'

let vault: VaultService
let handlers: ReturnType<typeof vaultHandlers>

beforeEach(async () => {
  vault = (await openVault()).vault
  handlers = vaultHandlers({ vault })
})

describe('the keys of the vault in the window', () => {
  it('are told with what is known of them, by purpose, never with their bytes', async () => {
    const told = calls['vault.keys'].output.parse(await handlers['vault.keys']({ usages: ['kmc'] }))
    expect(told.vault).toBe('unlocked')
    expect(told.keys.map(({ id }) => id)).toEqual(['test:kmc', 'test:kmc-aes'])
    expect(JSON.stringify(told)).not.toContain('404142434445464748494A4B4C4D4E4F')
  })

  it('are all told where no purpose is asked for', async () => {
    const { keys } = await handlers['vault.keys']({})
    expect(new Set(keys.map(({ usage }) => usage)).size).toBeGreaterThan(3)
  })

  it('come back with the passphrase, and with no other', async () => {
    vault.lock()
    expect((await handlers['vault.keys']({})).vault).toBe('locked')
    await expect(handlers['vault.unlock']({ passphrase: 'wrong horse battery' })).rejects.toMatchObject({
      code: 'vault-passphrase-wrong'
    })
    expect(await handlers['vault.unlock']({ passphrase: PASSPHRASE })).toEqual({ failuresBefore: 1 })
    expect((await handlers['vault.keys']({})).vault).toBe('unlocked')
  })
})
