import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-show-'))
afterAll(() => rmSync(folder, { recursive: true }))

const inClear = join(folder, 'clear.txt')
writeFileSync(
  inClear,
  ['00B2010C00', '700A5A0862284800000000129000', '0020008008241234FFFFFFFFFF', '9000'].join('\n')
)

test('shows no card number and no PIN of a recording in clear', async () => {
  for (const json of [[], ['--json']]) {
    const { code, out } = await run(['trace', 'show', inClear, ...json])
    expect(code).toBe(0)
    expect(out).toContain('622848******0012')
    expect(out.replaceAll(' ', '')).not.toMatch(/6228480000000012|241234/)
  }
})

test('says that something is hidden and how to see it', async () => {
  expect((await run(['trace', 'show', inClear])).err).toContain('--reveal')
  const { out, err } = await run(['trace', 'show', inClear, '--reveal', '--json'])
  expect(err).toBe('')
  expect(out).toContain('6228480000000012')
  expect(JSON.parse(out)).toMatchObject({ header: { revealed: true } })
  expect(JSON.parse((await run(['trace', 'show', inClear, '--json'])).out)).toMatchObject({
    header: { revealed: false }
  })
})
