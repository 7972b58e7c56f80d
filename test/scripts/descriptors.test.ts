import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namedDescriptors } from '../../scripts/lib/descriptors.mjs'

test.each([
  ['none', ['vault', 'list'], []],
  ['one behind its option', ['vault', 'list', '--passphrase-fd', '3'], [3]],
  ['one in its option', ['vault', 'list', '--passphrase-fd=4'], [4]],
  ['several, each once', ['--pan-fd', '4', '--pin-fd', '3', '--passphrase-fd=3'], [4, 3]],
  ['standard input, which comes by itself', ['--passphrase-fd', '0'], []],
  ['what is no number', ['--passphrase-fd', 'x', '--pin-fd'], []],
  ['more than can be', ['--passphrase-fd', '999'], []]
])('of the arguments: %s', (_name, args, named) => {
  expect(namedDescriptors(args)).toEqual(named)
})

describe.skipIf(process.platform === 'win32')('a child', () => {
  const library = fileURLToPath(new URL('../../scripts/lib/descriptors.mjs', import.meta.url))
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cardwright-descriptors-'))
    writeFileSync(join(folder, 'secret'), 'from the file\n')
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { cli: 'node starter.mjs' } }))
    writeFileSync(
      join(folder, 'starter.mjs'),
      `import { spawn } from 'node:child_process'
       import { stdioFor } from ${JSON.stringify(library)}
       const args = process.argv.slice(2)
       spawn(process.execPath, ['reader.mjs', args.at(-1)], { stdio: stdioFor(args) })`
    )
    writeFileSync(
      join(folder, 'reader.mjs'),
      `import { readFileSync } from 'node:fs'
       let text = 'nothing'
       try { text = readFileSync(Number(process.argv[2]), 'utf8').trim() } catch {}
       console.log('read: ' + (text || 'nothing'))`
    )
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const shell = (line: string): string =>
    execFileSync('bash', ['-c', line], {
      cwd: folder,
      encoding: 'utf8',
      // What the test run itself was started by is not what is tested.
      env: { ...process.env, npm_lifecycle_event: undefined }
    }).trim()

  test('reads a file that was opened for its starter', () => {
    expect(shell('node starter.mjs --passphrase-fd 3 3<secret')).toBe('read: from the file')
    expect(shell('node starter.mjs --passphrase-fd 5 5< <(cat secret)')).toBe('read: from the file')
  })

  test.skipIf(process.platform !== 'linux')('reads a file or a pipe that was opened for npm', () => {
    expect(shell('npm run -s cli -- --passphrase-fd 3 3<secret')).toBe('read: from the file')
    expect(shell('npm run -s cli -- --pan-fd=4 --passphrase-fd 3 3< <(cat secret)')).toBe(
      'read: from the file'
    )
  })

  test('reads nothing where nothing was opened', () => {
    expect(shell('npm run -s cli -- --passphrase-fd 3')).toBe('read: nothing')
  })
})
