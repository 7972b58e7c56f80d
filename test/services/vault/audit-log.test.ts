import { describe, expect, test } from 'vitest'
import { AuditLog } from '../../../src-main/services/vault/audit-log'
import { VaultService } from '../../../src-main/services/vault/vault-service'
import { failureOf, MemoryLines, openVault, passphrase } from '../../support/vault-world'

const facts = { event: 'key-generated', key: { id: '00', label: 'k', kcv: 'ABCDEF' }, detail: 'x' } as const

function written(count: number): { readonly lines: MemoryLines; readonly log: AuditLog } {
  const lines = new MemoryLines()
  const log = new AuditLog(lines, () => 0, 'root')
  for (let index = 0; index < count; index += 1) log.add({ ...facts, custodian: `c${index}` })
  return { lines, log }
}

describe('the audit log', () => {
  test('is sound as it was written, and when it is empty', () => {
    expect(written(0).log.verify()).toEqual({ kind: 'sound', entries: 0 })
    expect(written(5).log.verify()).toEqual({ kind: 'sound', entries: 5 })
    expect(written(1).log.entries()[0]).toMatchObject({
      seq: 1,
      at: '1970-01-01T00:00:00.000Z',
      user: 'root'
    })
  })

  test('shows each member that was altered', () => {
    const members = ['seq', 'at', 'user', 'custodian', 'event', 'key', 'detail', 'prev', 'hash']
    for (const member of members) {
      const { lines, log } = written(3)
      const entry = JSON.parse(lines.all[1] ?? '') as Record<string, unknown>
      const other =
        member === 'seq'
          ? 7
          : member === 'event'
            ? 'key-deleted'
            : member === 'key'
              ? { ...facts.key, kcv: '000000' }
              : 'y'
      lines.all[1] = JSON.stringify({ ...entry, [member]: other })
      expect(log.verify(), member).toEqual({ kind: 'broken', at: 2, problem: 'altered' })
    }
  })

  test('shows a line that was taken out, put in, or is none', () => {
    const { lines, log } = written(4)
    const all = [...lines.all]
    lines.all = all.filter((_, index) => index !== 1)
    expect(log.verify()).toMatchObject({ kind: 'broken', at: 2 })
    lines.all = [...all.slice(0, 2), all[1] ?? '', ...all.slice(2)]
    expect(log.verify()).toMatchObject({ kind: 'broken', at: 3 })
    lines.all = [...all.slice(0, 2), '{', ...all.slice(2)]
    expect(log.verify()).toMatchObject({ kind: 'broken', at: 3 })
    log.add(facts)
    expect(log.verify()).toMatchObject({ kind: 'broken', at: 3 })
  })

  test('the vault remembers its end, so that nothing is cut off or written anew', async () => {
    const { world, vault } = await openVault()
    await vault.generate({
      ...{ label: 'a', usage: 'pin', algorithm: 'aes', kind: 'TEST', exportable: false, backend: 'software' }
    })
    expect(vault.verifyAudit()).toEqual({ kind: 'sound', entries: 2 })
    const all = [...world.audit.all]
    world.audit.all = all.slice(0, 1)
    expect(vault.verifyAudit()).toEqual({ kind: 'broken', at: 2, problem: 'missing' })
    const forged = new AuditLog(world.audit, world.now, 'somebody')
    forged.add(facts)
    expect(vault.verifyAudit()).toEqual({ kind: 'broken', at: 2, problem: 'altered' })
    expect(new VaultService(world).verifyAudit()).toMatchObject({ kind: 'sound' })
  })

  test('tells what was done, by whom', async () => {
    const { world, vault } = await openVault()
    await failureOf(() => vault.unlock(passphrase('not the one at all')))
    await vault.generate({
      ...{ label: 'a', usage: 'pin', algorithm: 'aes', kind: 'TEST', exportable: false, backend: 'software' },
      custodian: 'Li'
    })
    vault.key('a')
    vault.key('a')
    vault.key('test:kmc')
    await vault.delete('a', 'Wang')
    expect(vault.auditEntries().map(({ event, custodian }) => [event, custodian])).toEqual([
      ['vault-created', undefined],
      ['unlock-refused', undefined],
      ['key-generated', 'Li'],
      ['key-taken-up', undefined],
      ['key-deleted', 'Wang']
    ])
    expect(world.audit.all.join()).not.toContain('horse')
  })
})
