import { afterAll, expect, test } from 'vitest'
import { chipView } from '../../src-main/contract/chip'
import { gpHome } from './gp-support'

const home = gpHome()
afterAll(() => home.remove())

test('info tells what anybody may read, without keys', async () => {
  const { code, out } = await home.gp(['info'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Chip: [0-9A-F]{24}\n\nPlatform\n {2}GlobalPlatform version +2\.3\.1\n/)
  expect(out).toMatch(/\nMemory\n {2}Free memory +\d+ bytes\n/)
  expect(out).toMatch(/\nKeys\n.*version.*\n {2}FF +01 +DES +16 bytes\n/)
  const view = chipView.parse(JSON.parse((await home.gp(['info', '--json'])).out))
  expect(view.content).toBeUndefined()
  expect(view.failedAttempts).toBe(0)
  expect(view.keys).toHaveLength(3)
})

test('list shows domains, load files with modules, keys and free memory', async () => {
  const { code, out } = await home.gp(['list'])
  expect(code).toBe(0)
  expect(out).toMatch(/\nA000000151000000 {2}Issuer security domain {2}ready for loading \(OP_READY\) /)
  expect(out).toMatch(/\nLoad files\n/)
  expect(out).toMatch(/\n {2}├─ F0435750424F4301 {2}PBOC application\n/)
  expect(out).toMatch(/\nFree memory: \d+ bytes\n/)
  expect((await home.gp(['list'], { language: 'zh' })).out).toContain('发卡方安全域  就绪（OP_READY）')
  const listed = await home.result('list')
  expect(listed).toMatchObject({ code: 0, action: 'list', outcome: 'done' })
  expect(listed.view?.content?.entries.map(({ kind }) => kind)).toEqual([
    ...['issuer-security-domain', 'load-file', 'load-file']
  ])
})

test.each([
  [['list', '--domain', 'A0'], 'is no AID'],
  [['list', '--key-version', '300'], 'is no key version'],
  [['list', '--scp', '04'], 'is none of 01, 02, 03'],
  [['list', '--level', 'high'], 'is none of auth'],
  [['list', '--i', '15'], 'name it with --scp'],
  [['list', '--diversification', 'own'], 'is none of none, visa'],
  [['list', '--key', 'test:kmc', '--key-fd', '3'], 'in one way'],
  [['list', '--key-enc', 'test:kmc'], 'in one way'],
  [['list', '--key', 'test:none'], 'test:none']
])('%j is wrong usage', async (args, text) => {
  const { code, err } = await home.gp(args)
  expect(code).toBe(2)
  expect(err).toContain(text)
})
