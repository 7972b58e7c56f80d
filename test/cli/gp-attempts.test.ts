import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { gpHome, type GpHome } from './gp-support'
import type { Ran } from './support'

const WRONG = '101112131415161718191A1B1C1D1E1F'
const FACTORY = '404142434445464748494A4B4C4D4E4F'

let home: GpHome
beforeEach(() => void (home = gpHome()))
afterEach(() => home.remove())

async function withKeys(lines: readonly string[], ...args: readonly string[]): Promise<Ran> {
  const file = join(home.folder, 'keys')
  writeFileSync(file, lines.join('\n'))
  const descriptor = openSync(file, 'r')
  try {
    return await home.gp([...args, '--key-fd', String(descriptor)])
  } finally {
    closeSync(descriptor)
  }
}

/** Headers of the commands that a run sent. */
async function sentBy(run: (trace: readonly string[]) => Promise<unknown>): Promise<string> {
  const file = join(home.folder, 'trace.jsonl')
  await run(['--trace', file, '--force'])
  return readFileSync(file, 'utf8')
}

const INITIALIZE_UPDATE = '"8050'
const EXTERNAL_AUTHENTICATE = '"8482'

describe('wrong keys', () => {
  test('cost the chip no attempt, however often', async () => {
    for (let tries = 0; tries < 12; tries += 1) {
      const { code, out } = await withKeys([WRONG], 'list')
      expect(code).toBe(1)
      expect(out).toContain('No authentication was sent')
    }
    const sent = await sentBy((trace) => withKeys([WRONG], 'list', ...trace))
    expect(sent).toContain(INITIALIZE_UPDATE)
    expect(sent).not.toContain(EXTERNAL_AUTHENTICATE)
    expect(sent).not.toContain(WRONG)
    expect(await home.result('list')).toMatchObject({ code: 0, view: { failedAttempts: 0 } })
  })

  test('with another diversification that would be right: it is said which', async () => {
    const version = ['--new-key', 'test:kmc', '--new-version', '1', '--new-diversification', 'visa2']
    expect(await home.result('put-key', ...version, '--yes')).toMatchObject({ code: 0 })
    expect(await home.result('list')).toMatchObject({ code: 1, outcome: 'refused', matching: 'visa2' })
    expect(await home.result('keys-check')).toMatchObject({ code: 1, matching: 'visa2' })
    expect(await home.result('keys-check', '--diversification', 'visa2')).toMatchObject({ code: 0 })
  })
})

describe('keys from a descriptor', () => {
  test('are one or three', async () => {
    expect((await withKeys([FACTORY, ''], 'list')).code).toBe(0)
    expect((await withKeys([FACTORY, FACTORY, FACTORY], 'list', '--level', 'enc')).code).toBe(0)
    for (const lines of [[FACTORY, FACTORY], ['4041'], [], ['x'], [FACTORY, FACTORY, FACTORY, FACTORY]]) {
      const refused = await withKeys(lines, 'list')
      expect(refused.code).toBe(2)
      expect(refused.err).not.toContain(FACTORY)
    }
  })
})

describe('keys-check', () => {
  test('says that the chip knows the keys, without an authentication', async () => {
    const sent = await sentBy(async (trace) => {
      const { code, out } = await home.gp(['keys-check', ...trace])
      expect(code).toBe(0)
      expect(out).toMatch(
        /^The chip knows these keys: SCP02 i=15, key version FF, security domain A000000151000000/
      )
    })
    expect(sent).toContain(INITIALIZE_UPDATE)
    expect(sent).not.toContain(EXTERNAL_AUTHENTICATE)
  })
})

describe('an authentication that the chip refused', () => {
  test('is remembered by later runs, which ask for a word before they try again', async () => {
    const refused = await home.gp(['list'], { rejecting: true })
    expect(refused.code).toBe(1)
    expect(refused.out).toContain('That was failed attempt 1.')
    expect((await home.gp(['info'])).out).toContain('One attempt with its keys failed here before.')
    const silent = await sentBy(async (trace) => {
      const { code, err } = await home.gp(['list', ...trace])
      expect(code).toBe(2)
      expect(err).toContain('--confirm-attempts')
    })
    expect(silent).not.toContain(INITIALIZE_UPDATE)
    expect((await home.gp(['keys-check'])).code).toBe(0)
    expect((await home.gp(['list'], { answer: 'y' })).code).toBe(1)
    const tried = await home.gp(['list'], { answer: 'TRY' })
    expect(tried.code).toBe(0)
    expect(tried.err).toContain('Type TRY')
    expect(await home.result('list')).toMatchObject({ code: 0, view: { failedAttempts: 0 } })
  })

  test('is tried again by a script only where it says so', async () => {
    await home.gp(['list'], { rejecting: true })
    const again = await home.gp(['list', '--confirm-attempts'], { rejecting: true })
    expect(again.out).toContain('That was failed attempt 2.')
    expect(await home.result('list', '--confirm-attempts')).toMatchObject({ code: 0 })
  })
})

test.each([
  ['keys of another algorithm', ['--scp', '03'], /SCP03 needs AES keys.*\n.*test:kmc-aes/],
  ['another protocol', ['--scp', '03', '--key', 'test:kmc-aes'], /speaks SCP02.*\nEach key version/],
  ['a key version that is not there', ['--key-version', '5'], /no keys of that version.*\nLeave the version/],
  ['a domain that is not there', ['--domain', 'A0000001519999'], /no such security domain.*\nName none/]
])('what to do about %s is said', async (_name, flags, said) => {
  const { code, out } = await home.gp(['keys-check', ...flags])
  expect(out).toMatch(said)
  expect(code).toBe(1)
})

test('a file that is no CAP file is wrong usage', async () => {
  expect((await home.gp(['load', 'README.md'])).code).toBe(2)
})
