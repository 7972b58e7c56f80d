import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { sha256 } from '../../../src-main/engine/crypto/hash'
import type { VaultFile } from '../../../src-main/contract/vault'
import { delayAfter } from '../../../src-main/services/vault/unlock-throttle'
import { VaultService } from '../../../src-main/services/vault/vault-service'
import type { GenerateWish } from '../../../src-main/services/vault/new-key'
import { failureOf, FakeVaultWorld, openVault, passphrase } from '../../support/vault-world'

const wish: GenerateWish = {
  label: 'imk-1',
  usage: 'imk-ac',
  algorithm: '3des',
  kind: 'TEST',
  exportable: false,
  backend: 'software'
}

function stored(world: FakeVaultWorld): VaultFile {
  return world.documents.read('vault') as VaultFile
}

/** The file with another byte at a place of one of its members; `resum`: as somebody would who knows how it is built. */
function alter(
  world: FakeVaultWorld,
  member: 'nonce' | 'check' | 'body' | 'sum' | 'salt',
  at: number,
  resum = false
): void {
  const file = stored(world)
  const bytes = hex(member === 'salt' ? file.kdf.salt : file[member])
  const place = at < 0 ? bytes.length + at : at
  bytes[place] = (bytes[place] ?? 0) ^ 1
  const altered =
    member === 'salt'
      ? { ...file, kdf: { ...file.kdf, salt: toHex(bytes) } }
      : { ...file, [member]: toHex(bytes) }
  world.documents.write('vault', resum ? { ...altered, sum: sumOf(altered) } : altered)
}

function sumOf({ format, version, kdf, cipher, nonce, check, body }: VaultFile): string {
  const head = JSON.stringify([format, version, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, cipher, nonce])
  return toHex(sha256(new TextEncoder().encode(head + check + body)))
}

describe('the vault on disk', () => {
  test('is made, locked, unlocked, and holds no key in the clear', async () => {
    const { world, vault } = await openVault()
    const { id, kcv } = await vault.generate(wish)
    expect(vault.status().state).toBe('unlocked')
    vault.lock()
    expect(vault.status().state).toBe('locked')
    expect(await failureOf(() => vault.record('imk-1'))).toBe('vault-locked')
    expect(JSON.stringify(stored(world))).not.toMatch(/imk-1|tester/)
    const later = new VaultService(world)
    await later.unlock(passphrase())
    expect(later.record('IMK-1')).toMatchObject({ id, kcv, usage: 'imk-ac', bits: 128, kind: 'TEST' })
    expect(later.record(id.toLowerCase()).label).toBe('imk-1')
  })

  test('weak passphrases are none', async () => {
    for (const weak of ['', 'short', 'abcdabcdabcd', 'a'.repeat(40), '12345678901']) {
      expect(await failureOf(() => new VaultService(new FakeVaultWorld()).create(passphrase(weak)))).toBe(
        'passphrase-weak'
      )
    }
    const { vault } = await openVault()
    expect(await failureOf(() => vault.changePassphrase(passphrase(), passphrase('short')))).toBe(
      'passphrase-weak'
    )
    const chinese = new VaultService(new FakeVaultWorld())
    await chinese.create(passphrase('一二三四五六七八九十百千'))
  })

  test('is not made twice, and not in place of one that is lost unless that is asked for', async () => {
    const { world, vault } = await openVault()
    expect(await failureOf(() => vault.create(passphrase()))).toBe('vault-exists')
    vault.lock()
    world.documents.remove('vault')
    expect(vault.status().state).toBe('damaged')
    expect(await failureOf(() => vault.unlock(passphrase()))).toBe('vault-damaged')
    expect(await failureOf(() => vault.create(passphrase()))).toBe('vault-damaged')
    await vault.create(passphrase(), true)
    expect(vault.status().state).toBe('unlocked')
    expect(await failureOf(() => new VaultService(new FakeVaultWorld()).unlock(passphrase()))).toBe(
      'vault-absent'
    )
  })

  const members = ['nonce', 'check', 'body', 'sum', 'salt'] as const
  test.each(members)('says that it is damaged, not that the passphrase is wrong: %s', async (member) => {
    const { world, vault } = await openVault()
    await vault.generate(wish)
    vault.lock()
    const before = stored(world)
    const length = hex(member === 'salt' ? before.kdf.salt : before[member]).length
    for (let at = 0; at < length; at += 1) {
      world.documents.write('vault', before)
      alter(world, member, at)
      expect(vault.status().state, String(at)).toBe('damaged')
      expect(await failureOf(() => vault.unlock(passphrase()))).toBe('vault-damaged')
    }
    // No passphrase was tried, so none was wrong.
    expect(vault.status().failures).toBe(0)
  })

  test('notices what somebody altered who knows how it is built', async () => {
    const { world, vault } = await openVault()
    await vault.generate(wish)
    vault.lock()
    const before = stored(world)
    const length = hex(before.body).length
    for (const [member, at] of [
      ...Array.from({ length }, (_, index) => ['body', index] as const),
      ...Array.from({ length: 24 }, (_, index) => ['nonce', index] as const)
    ]) {
      world.documents.write('vault', before)
      alter(world, member, at, true)
      expect(await failureOf(() => vault.unlock(passphrase())), `${member} ${at}`).toBe('vault-damaged')
    }
    for (const member of ['salt', 'check'] as const) {
      world.documents.write('vault', before)
      alter(world, member, 0, true)
      expect(await failureOf(() => vault.unlock(passphrase()))).toBe('vault-passphrase-wrong')
    }
  })

  test('refuses what is no vault, asks for too much, or comes from a later version', async () => {
    const { world, vault } = await openVault()
    vault.lock()
    const file = stored(world)
    const states = [
      [{ ...file, version: 2 }, 'newer'],
      [{ version: 9 }, 'newer'],
      [[], 'damaged'],
      [{ ...file, kdf: { ...file.kdf, n: 2 ** 30 } }, 'damaged'],
      [{ ...file, kdf: { ...file.kdf, n: 2 } }, 'damaged'],
      [{ ...file, body: 'xyz' }, 'damaged'],
      [{ ...file, cipher: 'none' }, 'damaged']
    ] as const
    for (const [document, state] of states) {
      world.documents.write('vault', document)
      expect(vault.status().state).toBe(state)
      expect(await failureOf(() => vault.unlock(passphrase()))).toBe(`vault-${state}`)
    }
  })
})

describe('wrong passphrases', () => {
  test('cost more time each, across runs of the program', async () => {
    const { world, vault } = await openVault()
    vault.lock()
    const tries = ['wrong', 'wrong', 'wrong', 'throttled'] as const
    for (const outcome of tries) {
      const code = await failureOf(() => new VaultService(world).unlock(passphrase('not the one at all')))
      expect(code).toBe(outcome === 'wrong' ? 'vault-passphrase-wrong' : 'vault-throttled')
    }
    const later = new VaultService(world)
    expect(later.status()).toMatchObject({ failures: 3, wait: 2000 })
    // The right one must wait, too: else the wait would tell.
    expect(await failureOf(() => later.unlock(passphrase()))).toBe('vault-throttled')
    world.move(2000)
    expect(await later.unlock(passphrase())).toEqual({ failuresBefore: 3 })
    expect(later.status()).toMatchObject({ failures: 0, wait: 0 })
  })

  test('are not forgiven by a clock that is set back, nor by ending the program in between', async () => {
    const { world, vault } = await openVault()
    vault.lock()
    for (let count = 0; count < 3; count += 1)
      await failureOf(() => vault.unlock(passphrase('not the one at all')))
    world.time -= 3_600_000
    expect(vault.status().wait).toBe(2000)
    world.move(2000)
    const trying = vault.unlock(passphrase())
    expect(vault.status().failures).toBe(4)
    await trying
  })

  test('count when the passphrase is changed', async () => {
    const { vault } = await openVault()
    expect(
      await failureOf(() => vault.changePassphrase(passphrase('not the one at all'), passphrase()))
    ).toBe('vault-passphrase-wrong')
    expect(vault.status().failures).toBe(1)
  })

  test('wait half an hour at most', () => {
    expect([0, 2, 3, 4, 10, 13, 14, 99].map(delayAfter)).toEqual([
      0, 0, 2000, 4000, 256_000, 1_800_000, 1_800_000, 1_800_000
    ])
  })
})

describe('a vault that nobody uses', () => {
  test('locks itself after 15 minutes, counted from the last use', async () => {
    const { world, vault } = await openVault()
    await vault.generate(wish)
    world.move(10 * 60_000)
    expect(vault.record('imk-1').label).toBe('imk-1')
    world.move(14 * 60_000)
    expect(vault.list().some(({ label }) => label === 'imk-1')).toBe(true)
    world.move(15 * 60_000 + 2)
    expect(await failureOf(() => vault.record('imk-1'))).toBe('vault-locked')
  })

  test('does so after as long as was set, and where the timer slept with the computer', async () => {
    const { world, vault } = await openVault()
    vault.setIdleMinutes(1)
    await vault.generate(wish)
    world.time += 61_000
    expect(vault.status().state).toBe('locked')
    await vault.unlock(passphrase())
    world.move(59_000)
    expect(vault.status().state).toBe('unlocked')
  })

  test('lends its keys no more', async () => {
    const { vault } = await openVault()
    await vault.generate(wish)
    const key = vault.key('imk-1')
    vault.lock()
    expect(await failureOf(() => vault.holder.checkValue(key))).toBe('vault-locked')
  })
})

describe('two programs on one vault', () => {
  test('lose nothing of each other', async () => {
    const { world, vault } = await openVault()
    const other = new VaultService(world)
    await other.unlock(passphrase())
    const labels = Array.from({ length: 12 }, (_, index) => `key-${index}`)
    await Promise.all(
      labels.map((label, index) => (index % 2 === 0 ? vault : other).generate({ ...wish, label }))
    )
    for (const one of [vault, other]) {
      const known = one.list().filter(({ origin }) => origin === 'generated')
      expect(known.map(({ label }) => label).sort()).toEqual([...labels].sort())
    }
    await vault.delete('key-3')
    expect(await failureOf(() => other.record('key-3'))).toBe('key-unknown')
    expect(await failureOf(() => other.generate({ ...wish, label: 'KEY-4' }))).toBe('key-name-taken')
    expect(vault.verifyAudit()).toMatchObject({ kind: 'sound' })
  })

  test('where one changes the passphrase, the other is locked out', async () => {
    const { world, vault } = await openVault()
    await vault.generate(wish)
    const other = new VaultService(world)
    await other.unlock(passphrase())
    await vault.changePassphrase(passphrase(), passphrase('another horse altogether'))
    expect(vault.record('imk-1').label).toBe('imk-1')
    expect(await failureOf(() => other.record('imk-1'))).toBe('vault-locked')
    expect(await failureOf(() => other.unlock(passphrase()))).toBe('vault-passphrase-wrong')
    await other.unlock(passphrase('another horse altogether'))
    expect(other.record('imk-1').label).toBe('imk-1')
  })

  test('one waits for the other, and gives up in the end', async () => {
    const { world, vault } = await openVault()
    const hold = world.documents.hold('vault')
    expect(await failureOf(() => vault.generate(wish))).toBe('vault-busy')
    if (hold.kind === 'held') hold.release()
    expect((await vault.generate(wish)).label).toBe('imk-1')
  })
})
