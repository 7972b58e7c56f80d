import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Workbench } from '../../src-main/composition/workbench'
import { CaKeysService } from '../../src-main/services/ca-keys/ca-keys-service'
import { MemoryDocuments } from '../support/memory-documents'
import unionPay from '../vectors/offline-auth/unionpay-ca-keys.json'
import { fakeWorkbench, run } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-oda-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'unionpay.json')
writeFileSync(file, JSON.stringify(unionPay.keys))
const key = unionPay.keys.find(({ index }) => index === '09')

function workbench(): Workbench {
  return fakeWorkbench({ caKeys: new CaKeysService(new MemoryDocuments()) })
}

describe('oda keys', () => {
  test('lists the TEST CA, and says that nothing else is trusted', async () => {
    const { code, out, err } = await run(['oda', 'keys', 'list'], { workbench: workbench() })
    expect(code).toBe(0)
    expect(out).toMatch(/A000000333 +F1 +RSA 1408 +2049-12-31 +[0-9A-F]{40} as published +TEST/)
    expect(out).toMatch(/A000000333 +F2 +SM2 256/)
    expect(err).toContain('oda keys import')
  })

  test('imports a file, lists, exports and removes', async () => {
    const bench = workbench()
    const imported = await run(['oda', 'keys', 'import', file], { workbench: bench })
    expect(imported.out).toBe('10 added, 0 replaced, 0 as before\n')
    const listed = await run(['oda', 'keys', 'list', '--json'], { workbench: bench })
    const { keys } = JSON.parse(listed.out) as { keys: { index: string; source: string; test: boolean }[] }
    expect(keys).toHaveLength(12)
    expect(keys.find(({ index }) => index === '09')).toMatchObject({
      source: 'unionpay.json',
      sha1: key?.sha1,
      expiry: '2030-12-31',
      test: false
    })
    expect(listed.err).toBe('')
    const exported = await run(['oda', 'keys', 'export'], { workbench: bench })
    expect((JSON.parse(exported.out) as { keys: unknown[] }).keys).toHaveLength(10)
    const removed = await run(['oda', 'keys', 'remove', 'A000000333', '09'], { workbench: bench })
    expect(removed.out).toBe('Removed the key A000000333, index 09.\n')
    expect((await run(['oda', 'keys', 'remove', 'A000000333', '09'], { workbench: bench })).code).not.toBe(0)
  })

  test('adds a key by hand, and refuses a wrong check value', async () => {
    const bench = workbench()
    const words = ['oda', 'keys', 'add', '--rid', 'A000000333', '--index', '09', '--exponent', '03']
    const wrong = [...words, '--modulus', key?.modulus ?? '', '--check-value', '00'.repeat(20)]
    const refused = await run(wrong, { workbench: bench })
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('check value')
    const right = [...words, '--modulus', key?.modulus ?? '', '--check-value', key?.sha1 ?? '']
    const added = await run([...right, '--expiry', '2030-12-31', '--source', 'letter'], { workbench: bench })
    expect(added.out).toBe('1 added, 0 replaced, 0 as before\n')
    const listed = await run(['oda', 'keys', 'list'], { workbench: bench })
    expect(listed.out).toMatch(/09 +RSA 1408 +2030-12-31 +[0-9A-F]{40} as published +letter/)
  })

  test('speaks Chinese', async () => {
    const { out, err } = await run(['oda', 'keys', 'list'], { workbench: workbench(), language: 'zh' })
    expect(out).toContain('校验值')
    expect(err).toContain('尚未导入')
  })

  test.each([
    [['remove', 'A0000003', '09'], 'RID'],
    [['remove', 'A000000333', '9'], 'index'],
    [['remove', 'A000000333', '09', '--algorithm', 'dsa'], 'algorithm'],
    [['remove', 'A000000333', 'F1'], 'TEST'],
    [['import', join(folder, 'absent.json')], 'absent.json']
  ])('refuses %j', async (words, why) => {
    const { code, err } = await run(['oda', 'keys', ...words], { workbench: workbench() })
    expect(code).not.toBe(0)
    expect(err).toContain(why)
  })
})
