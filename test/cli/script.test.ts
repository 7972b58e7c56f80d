import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createWorkbench } from '../../src-main/composition/create-workbench'
import type { Language } from '../../src-main/texts/local-text'
import { run, type Ran } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-script-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, source: string): string {
  const file = join(folder, name)
  writeFileSync(file, source)
  return file
}

function script(
  args: readonly string[],
  options: { answer?: string; language?: Language } = {}
): Promise<Ran> {
  return run(['script', 'run', ...args, '--reader', 'virtual:debit-ecash'], {
    ...options,
    workbench: (traceSink) =>
      createWorkbench({
        traceSink,
        env: { CARDWRIGHT_HOME: join(folder, 'home') },
        platform: process.platform,
        locale: 'en'
      })
  })
}

test('check tells everything that is wrong, in both languages, and as JSON', async () => {
  const bad = written('bad.cws', 'select x\nlet a = 1\nprint b\n')
  const good = written('good.cws', 'GET DATA 9F79 -> 9000\n')
  const { code, out } = await run(['script', 'check', bad, good])
  expect(code).toBe(2)
  expect(out.split('\n')).toEqual([
    expect.stringContaining(`${bad}:1:1: 'select' begins no statement`),
    `${bad}:3:7: there is no 'b' here`,
    `${good}: nothing is wrong`,
    ''
  ])
  expect((await run(['script', 'check', bad, '--lang', 'zh'])).out).toContain("此处没有 'b'")
  expect(JSON.parse((await run(['script', 'check', bad, '--json'])).out)).toMatchObject({
    scripts: [{ file: bad, problems: [{ place: { line: 1, column: 1 } }, { place: { line: 3 } }] }]
  })
  expect((await run(['script', 'check', good])).code).toBe(0)
})

test('nothing is sent where one of the scripts is wrong', async () => {
  const bad = written('bad.cws', 'foo')
  const good = written('good.cws', 'GET DATA 9F79 -> 9000\n')
  const { code, err } = await run(['script', 'run', good, bad])
  expect(code).toBe(2)
  expect(err).toContain(`${bad}:1:1`)
})

test('includes what is beside the script and nothing else', async () => {
  written('part.cws', "let aid = 'A000000333'")
  writeFileSync(join(tmpdir(), 'cardwright-elsewhere.cws'), 'print 1')
  symlinkSync(join(tmpdir(), 'cardwright-elsewhere.cws'), join(folder, 'link.cws'))
  expect((await run(['script', 'check', written('a.cws', 'include "part.cws"\nSELECT (aid)')])).code).toBe(0)
  for (const name of ['../cardwright-elsewhere.cws', 'link.cws', '/etc/passwd', '.', '']) {
    const { code, out } = await run(['script', 'check', written('b.cws', `include "${name}"`)])
    expect([code, out]).toEqual([2, expect.stringContaining('no script')])
  }
  rmSync(join(tmpdir(), 'cardwright-elsewhere.cws'))
})

test('runs on a card, with trace and JUnit report; what is not met ends with 1', async () => {
  const good = written(
    'good.cws',
    'SELECT A000000333 -> 9000\nreset\nSELECT A000000333\nexpect data.has(84)\nprint "<&>"'
  )
  const failing = written('failing.cws', 'SELECT A000000333 -> 6A82 # "<&>"\nprint 1 / 0')
  const trace = join(folder, 'session.jsonl')
  const junit = join(folder, 'report.xml')
  const { code, out } = await script([good, failing, '--trace', trace, '--junit', junit])
  expect(code).toBe(1)
  expect(out).toContain('> 00A4040005A00000033300')
  expect(out).toContain('2 of 2 expectations met')
  expect(out).toContain('NOT MET: the status word is 9000, not 6A82')
  expect(out).toContain('failing.cws:2:9: the script cannot go on: divided by zero')
  expect(readFileSync(trace, 'utf8')).toContain('"event":"reset"')
  const xml = readFileSync(junit, 'utf8')
  expect(xml).toMatch(/<testsuites name="cardwright" tests="4" failures="1" errors="1" time="[\d.]+">/)
  expect(xml).toContain('name="failing.cws:1 SELECT A000000333 -&gt; 6A82 # &quot;&lt;&amp;&gt;&quot;"')
  expect(xml).toContain('<failure message="the status word is 9000, not 6A82"/>')
  // A report that exists is not overwritten unasked.
  expect((await script([good, '--junit', junit])).code).toBe(2)
  expect((await script([good, '--junit', junit, '--force'])).code).toBe(0)
}, 30_000)

test('shows no PIN, no card number and no key, wherever a script prints them', async () => {
  const file = written(
    'secret.cws',
    [
      'SELECT A000000333 -> 9000',
      'READ RECORD 1 sfi 1',
      'print "record", data',
      'if data.has(57) {',
      '  print "track", data.tag(57)',
      '}',
      'if data.has(5A) {',
      '  print "pan", data.tag(5A), hex(data.tag(5A))',
      '}',
      "let pin = '241234FFFFFFFFFF'",
      'VERIFY (pin)',
      'VERIFY 24 12 34 FF FF FF FF FF -> 9000',
      'print pin, "x" + hex(pin)'
    ].join('\n')
  )
  for (const more of [[], ['--json']]) {
    const { code, out } = await script([file, '--yes', ...more])
    expect(code).toBe(1)
    expect(out).toMatch(/\*{4}/)
    expect(out.replaceAll(' ', '')).not.toMatch(/241234|6230\d{9}|62\d{14}/)
  }
}, 30_000)

test('asks before a command that could lock the card, and sends nothing unasked', async () => {
  const file = written('verify.cws', 'SELECT A000000333\nVERIFY 241234FFFFFFFFFF')
  const unasked = await script([file])
  expect(unasked.code).toBe(2)
  expect(unasked.out).not.toContain('> 0020')
  expect((await script([file], { answer: 'n' })).out).not.toContain('> 0020')
  expect((await script([file], { answer: 'y' })).out).toContain('> 0020008008****')
}, 30_000)

test('an endless loop ends with its place, and limits are checked', async () => {
  const file = written('endless.cws', 'while true {\n  GET DATA 9F36\n}')
  const { code, out } = await script([file, '--exchanges', '3'])
  expect(code).toBe(1)
  expect(out).toContain('endless.cws:2:3: the script cannot go on: the script sends more than 3 commands')
  expect((await script([file, '--steps', 'many'])).code).toBe(2)
  const json = await script([file, '--steps', '50', '--json'])
  expect(JSON.parse(json.out)).toMatchObject({
    scripts: [{ outcome: { kind: 'fault', place: { line: 2 } } }]
  })
}, 30_000)
