import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { capView } from '../../src-main/contract/chip'
import { hex } from '../../src-main/engine/bytes/hex'
import { gpHome } from './gp-support'

const home = gpHome()
afterAll(() => home.remove())

const CAP = 'resources/cap/cardwright-pboc.cap'
const PACKAGE = 'F0435750424F43'
const MODULE = 'F0435750424F4301'
const PBOC = 'A000000333010101'
const DOMAIN = 'A00000015150434401'

const aidsOf = async (): Promise<string[]> => {
  const { view } = await home.result('list')
  return view?.content?.entries.map(({ aid }) => aid) ?? []
}
const stateOf = async (aid: string): Promise<string | undefined> => {
  const { view } = await home.result('list')
  return view?.content?.entries.find((entry) => entry.aid === aid)?.stateCode
}

describe('content, from loading to deleting', () => {
  test('a CAP file is shown without a card', async () => {
    const { out } = await home.gp(['cap', CAP])
    expect(out).toMatch(/^Package\n {2}F0435750424F43 {2}1\.0 {2}Cardwright PBOC package\n/)
    expect(out).toMatch(/\nApplets\n {2}F0435750424F4301 {2}PBOC application\n/)
    expect(out).toMatch(/\n {2}SHA-256 +[0-9A-F]{64}\n/)
    const view = capView.parse(JSON.parse((await home.gp(['cap', CAP, '--json'])).out))
    expect(view).toMatchObject({ package: { aid: PACKAGE }, format: '2.1', usesInt: false })
    const broken = join(home.folder, 'broken.cap')
    writeFileSync(broken, hex('504B0304FFFF'))
    const refused = await home.gp(['load', broken])
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('CAP file')
  })
})

describe('what is on the chip changes', () => {
  test('the package goes and comes back, an application is made, locked, unlocked and deleted', async () => {
    expect(await home.result('delete', PACKAGE, '--yes')).toMatchObject({ code: 0, outcome: 'done' })
    expect(await aidsOf()).not.toContain(PACKAGE)
    expect(await home.result('load', CAP, '--hash', 'sha256')).toMatchObject({ code: 0, action: 'load' })
    const { out } = await home.gp(['load', CAP])
    expect(out).toMatch(/on the chip already\. Nothing was loaded\.\n.*another build/)
    const made = await home.gp(['install', PACKAGE, MODULE, PBOC, '--no-selectable'])
    expect(made).toMatchObject({ code: 0, out: 'The application is installed.\n' })
    expect(await stateOf(PBOC)).toBe('03')
    expect(await home.result('make-selectable', PBOC)).toMatchObject({ code: 0 })
    expect(await stateOf(PBOC)).toBe('07')
    expect(await home.result('lock', PBOC, '--yes')).toMatchObject({ code: 0 })
    expect(await stateOf(PBOC)).toBe('87')
    expect(await home.result('unlock', PBOC)).toMatchObject({ code: 0 })
    expect(await stateOf(PBOC)).toBe('07')
    const needed = await home.gp(['delete', PACKAGE, '--yes'])
    expect(needed.code).toBe(1)
    expect(needed.out).toContain(`These depend on it: ${PBOC}. Nothing was sent.`)
    expect((await home.gp(['list'])).out).toMatch(
      /\n└─ A000000333010101 +UnionPay debit +selectable +from F0435750424F43\n/
    )
    expect(await home.result('delete', PBOC, '--yes')).toMatchObject({ code: 0 })
    expect(await aidsOf()).not.toContain(PBOC)
    expect(await home.result('delete', PBOC, '--yes')).toMatchObject({ code: 1, outcome: 'refused' })
  })

  test('a security domain is made, gets keys of its own and an application', async () => {
    expect(await home.result('create-domain', DOMAIN, '--privileges', 'authorized-management')).toMatchObject(
      {
        ...{ code: 0, action: 'create-domain' }
      }
    )
    const keys = ['--new-key', 'test:kmc', '--new-version', '1', '--new-diversification', 'visa2', '--yes']
    expect(await home.result('put-key', '--domain', DOMAIN, ...keys)).toMatchObject({ code: 0 })
    const own = ['--domain', DOMAIN, '--key', 'test:kmc', '--diversification', 'visa2']
    expect(await home.result('list', ...own)).toMatchObject({
      code: 0,
      view: { content: { domain: DOMAIN } }
    })
    expect(await home.result('install', PACKAGE, MODULE, PBOC)).toMatchObject({ code: 0 })
    expect(await home.result('extradite', PBOC, DOMAIN)).toMatchObject({ code: 0 })
    const { out } = await home.gp(['list'])
    expect(out).toMatch(/\n└─ A00000015150434401 .*\n {3}└─ A000000333010101 /)
    const updated = await home.result(
      'update-registry',
      DOMAIN,
      '--privileges',
      'security-domain,global-lock'
    )
    expect(updated.view?.content?.entries.find(({ aid }) => aid === DOMAIN)?.privileges).toHaveLength(2)
    // The virtual chip deletes no domain together with what belongs to it.
    const refused = await home.gp(['delete', DOMAIN, '--related', '--yes'])
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.out).toContain('first')
    for (const aid of [PBOC, DOMAIN]) {
      expect(await home.result('delete', aid, '--yes')).toMatchObject({ code: 0 })
    }
    expect(await aidsOf()).not.toContain(DOMAIN)
  })

  test('data are stored in the domain', async () => {
    const stored = await home.result('store-data', '--form', 'tlv', '--data', '4203622848')
    expect(stored).toMatchObject({ code: 0, action: 'store-data' })
    const issuer = stored.view?.groups.find(({ id }) => id === 'issuer')
    expect(issuer?.facts).toContainEqual(expect.objectContaining({ id: 'iin', hex: '622848' }))
  })

  test.each([
    [['delete', PACKAGE], 'Nothing brings it back'],
    [['lock', PACKAGE], 'will be locked'],
    [['card-state', 'secured'], 'It never goes back'],
    [['card-state', 'locked', '--yes'], '--sure LOCK'],
    [['terminate', '--yes'], '--sure TERMINATE'],
    [['delete-key', '1'], 'will be deleted'],
    [['put-key', '--new-key', 'test:kmc', '--new-version', '1'], 'cannot manage the domain']
  ])('%j asks, and does nothing without an answer', async (args, text) => {
    const before = await home.result('list')
    const silent = await home.gp(args)
    expect(silent.code).toBe(2)
    expect(silent.err).toContain(text)
    expect((await home.gp(args, { answer: 'no' })).code).toBe(1)
    expect((await home.result('list')).view?.content).toEqual(before.view?.content)
  })

  test.each([
    [['install', PACKAGE, MODULE, '--privileges', 'fly'], 'no privilege "fly"'],
    [['store-data'], '--data HEX or --file FILE'],
    [['store-data', '--form', 'dgi', '--data', '820105'], 'no data groupings from byte 0'],
    [['store-data', '--form', 'dgi', '--data', '82010105', '--encipher', '8202'], 'no data grouping 8202'],
    [['put-key', '--new-version', '1'], '--new-key NAME'],
    [['put-key', '--new-key', 'test:kmc'], '--new-version V'],
    [['load', CAP, '--dap', '00'], '--dap-domain'],
    [['load', CAP, '--dap', '00', '--dap-domain', DOMAIN], 'over a hash'],
    [['delete', PBOC, '--token', '00', '--token-key', 'x', '--yes'], 'Either one or the other'],
    [['update-registry', PBOC], '--privileges or --to'],
    [['load', 'none.cap'], 'none.cap']
  ])('%j is wrong usage', async (args, text) => {
    const { code, err } = await home.gp(args)
    expect(code).toBe(2)
    expect(err).toContain(text)
  })

  test('keys are replaced and deleted, and the card is locked, unlocked and terminated', async () => {
    const version = ['--new-key', 'test:kmc', '--new-version', '2', '--new-diversification', 'emv']
    expect(await home.result('put-key', ...version, '--yes')).toMatchObject({ code: 0 })
    const own = ['--key', 'test:kmc', '--diversification', 'emv']
    const next = ['--new-key', 'test:kmc', '--new-version', '3', '--replace', '2', '--yes']
    const replaced = await home.result('put-key', ...own, ...next)
    expect(replaced).toMatchObject({ code: 0 })
    expect(replaced.view?.keys.map((key) => key.version)).toEqual(['03', '03', '03'])
    for (const state of ['initialized', 'secured']) {
      expect(await home.result('card-state', state, ...own, '--yes')).toMatchObject({ code: 0 })
    }
    expect((await home.gp(['card-state', 'locked', ...own], { answer: ['y', 'LOCK'] })).code).toBe(0)
    expect(await home.result('card-state', 'secured', ...own, '--yes')).toMatchObject({ code: 0 })
    const terminated = await home.result('terminate', ...own, '--yes', '--sure', 'TERMINATE')
    expect(terminated).toMatchObject({ code: 0, outcome: 'done' })
  })
})
