import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { toHex } from '../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { VaultService } from '../../src-main/services/vault/vault-service'
import { FakeVaultWorld, PASSPHRASE } from '../support/vault-world'
import { fakeWorkbench, run, type FakeTerminalOptions, type Ran } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-vault-'))
const opened: number[] = []
afterAll(() => {
  for (const descriptor of opened) closeSync(descriptor)
  rmSync(folder, { recursive: true })
})

let world: FakeVaultWorld
beforeEach(() => {
  world = new FakeVaultWorld()
})

/** An open descriptor with these lines, as a shell gives one with `3<FILE`. */
function descriptor(...lines: readonly string[]): string {
  const file = join(folder, String(opened.length))
  writeFileSync(file, `${lines.join('\n')}\n`)
  const open = openSync(file, 'r')
  opened.push(open)
  return String(open)
}

/** A run of its own each time, as a process is: the vault is locked at its beginning. */
function vault(
  words: readonly string[],
  options: FakeTerminalOptions & { language?: 'en' | 'zh' } = {}
): Promise<Ran> {
  return run(['vault', ...words], {
    ...options,
    workbench: fakeWorkbench({ vault: new VaultService(world) })
  })
}

const unlocked = (words: readonly string[], options: FakeTerminalOptions = {}): Promise<Ran> =>
  vault([...words, '--passphrase-fd', descriptor(PASSPHRASE)], options)

async function made(...labels: readonly string[]): Promise<void> {
  await unlocked(['init'])
  for (const label of labels) await unlocked(['generate', '--label', label, '--usage', 'pin'])
}

describe('vault', () => {
  test('is made with a passphrase from a descriptor, or typed twice', async () => {
    expect(await vault(['status'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('there is none') as string
    })
    expect(await vault(['init'])).toMatchObject({ code: 2 })
    const slip = await vault(['init'], { answer: [PASSPHRASE, 'another one altogether'] })
    expect(slip).toMatchObject({ code: 2, err: expect.stringContaining('differ') as string })
    expect((await vault(['init', '--passphrase-fd', descriptor('short')])).code).toBe(2)
    expect((await vault(['init'], { answer: PASSPHRASE })).code).toBe(0)
    expect((await unlocked(['init'])).code).toBe(2)
    expect((await vault(['status'])).out).toContain('locked')
  })

  test('tells wrong passphrases, and how many there were', async () => {
    await made()
    const wrong = await vault(['unlock-check', '--passphrase-fd', descriptor('not the one at all')])
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('1 wrong in a row') as string })
    expect((await vault(['status'])).out).toContain('in a row: 1')
    const right = await unlocked(['unlock-check'])
    expect(right).toMatchObject({ code: 0, err: expect.stringContaining('before this one: 1') as string })
    expect((await vault(['unlock-check'])).code).toBe(2)
  })

  test('lists the TEST keys without a passphrase, its own with it, and never a key', async () => {
    const without = await vault(['list'])
    expect(without.out).toMatch(/test:kmc +kmc +3DES 128 +8BAF47 +TEST +built in/)
    expect(without.err).toContain('Only the built-in')
    await made('pin-1')
    expect((await vault(['list'])).out).not.toContain('pin-1')
    const listed = await unlocked(['list', '--json'])
    const { keys } = JSON.parse(listed.out) as { keys: { label: string; kcv: string }[] }
    expect(keys.find(({ label }) => label === 'pin-1')?.kcv).toMatch(/^[0-9A-F]{6}$/)
    const shown = await unlocked(['show', 'pin-1'])
    expect(shown.out).toContain('PIN key')
    expect(listed.out + shown.out).not.toMatch(/"[0-9A-F]{32}"|\b[0-9A-F]{32}\b/)
    expect((await vault(['show', 'test:kmc'])).code).toBe(0)
    expect((await unlocked(['show', 'none'])).code).toBe(2)
  })

  test('makes keys as they are asked for', async () => {
    await made()
    const rsa = [
      'generate',
      '--label',
      'iss',
      '--usage',
      'issuer-signing',
      '--bits',
      '1024',
      '--exponent',
      '65537'
    ]
    expect((await unlocked(rsa)).out).toMatch(/^Made iss, check value [0-9A-F]{6}\.\n$/)
    const real = await unlocked([
      'generate',
      '--label',
      'r',
      '--usage',
      'kek',
      '--algorithm',
      'aes',
      '--real',
      '--json'
    ])
    expect(JSON.parse(real.out)).toMatchObject({
      key: { kind: 'real', bits: 128, usage: 'kek', backend: 'software' }
    })
    for (const words of [
      ['--usage', 'none'],
      ['--usage', 'pin', '--algorithm', 'rsa'],
      ['--usage', 'pin', '--bits', '64'],
      ['--usage', 'pin', '--bits', 'many'],
      []
    ]) {
      expect((await unlocked(['generate', '--label', 'x', ...words])).code, words.join(' ')).toBe(2)
    }
  })

  test('brings a key in by components, from a sheet or typed, and sends it out in a block', async () => {
    await made('pin-1')
    const part = (fill: number): Uint8Array => new Uint8Array(16).map((_, index) => fill + index)
    const kcv = (bytes: Uint8Array): string => toHex(keyCheckValue(secretKey('3des', bytes)))
    const whole = part(1).map((byte, index) => byte ^ (part(77)[index] ?? 0))
    const lines = ['Li', toHex(part(1)), kcv(part(1)), 'Wang', toHex(part(77)), kcv(part(77)), kcv(whole)]
    const words = ['import', '--components', '2', '--usage', 'kek', '--label']
    const sheet = await unlocked([...words, 'zmk', '--components-fd', descriptor(...lines)])
    expect(sheet).toMatchObject({ code: 0, out: `Took in zmk, check value ${kcv(whole)}.\n` })
    const typed = await unlocked([...words, 'zmk2', '--json'], { answer: lines })
    expect(JSON.parse(typed.out)).toMatchObject({ key: { origin: 'components', kcv: kcv(whole) } })
    expect(typed.err).not.toContain(toHex(part(1)))
    const slip = lines.with(2, '000000')
    expect((await unlocked([...words, 'zmk3'], { answer: slip })).code).toBe(1)
    expect((await unlocked([...words, 'zmk4'])).code).toBe(2)

    await unlocked(['generate', '--label', 'out', '--usage', 'imk-ac', '--exportable'])
    const exported = await unlocked(['export-block', 'out', '--kek', 'zmk'])
    expect(exported.out).toMatch(/^B\d{4}E0TX00E0000[0-9A-F]+\n$/)
    const back = ['import-block', '--label', 'back', '--kek', 'zmk2', '--usage', 'imk-ac']
    expect((await unlocked(back, { input: exported.out })).out).toMatch(/^Took in back/)
    expect((await unlocked(['export-block', 'pin-1', '--kek', 'zmk'])).code).toBe(1)
    expect((await unlocked(['import', '--label', 'y', '--usage', 'pin'])).code).toBe(2)
  })

  test('destroys a key when its label was typed', async () => {
    await made('pin-1', 'pin-2')
    expect((await unlocked(['delete', 'pin-1'])).code).toBe(2)
    expect((await unlocked(['delete', 'pin-1'], { answer: 'yes' })).code).toBe(1)
    expect((await unlocked(['retire', 'pin-1'], { answer: 'pin-1' })).out).toContain('retired')
    expect((await unlocked(['delete', 'pin-1', '--yes', '--custodian', 'Li'])).out).toContain('deleted')
    expect((await unlocked(['show', 'pin-1'])).code).toBe(2)
    expect((await vault(['delete', 'test:kmc', '--yes'])).code).toBe(1)
    const log = await vault(['audit'])
    expect(log.out).toMatch(/tester \(Li\) +key deleted +pin-1/)
  })

  test('changes its passphrase, and how long it stays open', async () => {
    await made()
    const next = 'another horse altogether'
    expect((await vault(['passphrase', '--passphrase-fd', descriptor(PASSPHRASE, next)])).code).toBe(0)
    expect((await unlocked(['unlock-check'])).code).toBe(1)
    expect((await vault(['unlock-check'], { answer: next })).code).toBe(0)
    expect((await vault(['passphrase', '--idle', '5'])).code).toBe(0)
    expect((await vault(['status'])).out).toContain('5 min')
    expect((await vault(['passphrase', '--idle', '0'])).code).toBe(2)
  })

  test('finds what was altered in the log, and with the passphrase what was cut off', async () => {
    await made('pin-1')
    expect((await vault(['audit', '--verify'])).code).toBe(0)
    expect((await unlocked(['audit', '--verify'])).code).toBe(0)
    const all = [...world.audit.all]
    world.audit.all = all.slice(0, 2)
    const cut = await vault(['audit', '--verify'])
    expect(cut).toMatchObject({ code: 0, err: expect.stringContaining('would not be noticed') as string })
    world.audit.all = all.map((line, index) => (index === 1 ? line.replace('tester', 'nobody') : line))
    expect((await vault(['audit', '--verify'])).code).toBe(1)
  })

  test('without a token says so', async () => {
    await made()
    expect((await unlocked(['capabilities', '--token-pin-fd', descriptor('1234')])).code).toBe(2)
    const set = await unlocked(['token', '--module', '/no/such.so', '--token-pin-fd', descriptor('1234')])
    expect(set.code).toBe(3)
    expect((await unlocked(['token', '--module', '/x', '--slot', 'first'])).code).toBe(2)
  })

  test('speaks Chinese', async () => {
    expect((await vault(['list'], { language: 'zh' })).out).toContain('校验值')
    for (const name of ['init', 'list', 'import', 'token', 'audit']) {
      const { out } = await vault([name, '--help'], { language: 'zh' })
      expect(out).toMatch(/\p{Script=Han}/u)
    }
  })
})
