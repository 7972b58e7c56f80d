import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataFolder, dataFolderPath } from '../../../src-main/adapters/data-folder/data-folder'

let folder: DataFolder

beforeEach(() => {
  folder = new DataFolder(mkdtempSync(join(tmpdir(), 'cardwright-data-')))
})

afterEach(() => rmSync(folder.path, { recursive: true, force: true }))

describe('DataFolder', () => {
  it('reads back what was written and lists it', () => {
    folder.write('reports/one', { a: 1 })
    expect(folder.read('reports/one')).toEqual({ a: 1 })
    expect(folder.list('reports')).toEqual(['reports/one'])
    folder.remove('reports/one')
    expect(folder.read('reports/one')).toBeUndefined()
  })

  it('leaves no half-written file behind and lets nobody else read', () => {
    folder.write('settings', {})
    expect(readdirSync(folder.path)).toEqual(['settings.json'])
    expect(statSync(join(folder.path, 'settings.json')).mode & 0o077).toBe(0)
  })

  it('takes a damaged document for an absent one', () => {
    writeFileSync(join(folder.path, 'settings.json'), '{"half":')
    expect(folder.read('settings')).toBeUndefined()
  })

  it('sets a damaged document aside, so that a new one does not overwrite it', () => {
    folder.write('cards/ecash', {})
    const file = join(folder.path, 'cards', 'ecash.json')
    writeFileSync(file, '{"half":')
    folder.read('cards/ecash')
    expect(folder.asides()).toEqual([`${file}.damaged`])
    expect(folder.list('cards')).toEqual([])
    folder.setAside('absent')
    expect(folder.asides()).toHaveLength(1)
  })

  it('makes the folders above it', () => {
    const path = join(folder.path, 'a', 'b')
    new DataFolder(path).write('settings', {})
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('says where and why it cannot be used or written, and ends at once', () => {
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    const failure = (path: string, code: string) =>
      expect.objectContaining({ name: 'StorageFailure', path, code }) as Error
    expect(() => new DataFolder(file)).toThrow(failure(file, 'ENOTDIR'))
    expect(() => new DataFolder(join(file, 'below'))).toThrow(failure(join(file, 'below'), 'ENOTDIR'))
    mkdirSync(join(folder.path, 'settings.json'))
    expect(() => folder.write('settings', {})).toThrow(failure(join(folder.path, 'settings.json'), 'EISDIR'))
    expect(readdirSync(folder.path).sort()).toEqual(['file', 'settings.json'])
  })

  it.runIf(existsSync('/proc/self'))('does not try for ever where a file system refuses folders', () => {
    expect(() => new DataFolder('/proc/cardwright/data')).toThrow(
      expect.objectContaining({ name: 'StorageFailure' }) as Error
    )
  })

  it('refuses names that would leave the folder', () => {
    expect(() => folder.write('../outside', {})).toThrow('not a document name')
  })

  it('holds a name once, and again when it was released or its holder is gone', () => {
    const first = folder.hold('cards/ecash')
    expect(folder.hold('cards/ecash')).toEqual({ kind: 'taken', process: process.pid })
    if (first.kind === 'held') first.release()
    expect(folder.hold('cards/ecash').kind).toBe('held')
    writeFileSync(join(folder.path, 'cards', 'blank.lock'), '999999999')
    expect(folder.hold('cards/blank').kind).toBe('held')
  })

  it('tells whether a name is held without holding it', () => {
    expect(folder.isHeld('sessions/one')).toBe(false)
    const hold = folder.hold('sessions/one')
    expect(folder.isHeld('sessions/one')).toBe(true)
    if (hold.kind === 'held') hold.release()
    expect(folder.isHeld('sessions/one')).toBe(false)
    writeFileSync(join(folder.path, 'sessions', 'gone.lock'), '999999999')
    expect(folder.isHeld('sessions/gone')).toBe(false)
    expect(existsSync(join(folder.path, 'sessions', 'gone.lock'))).toBe(true)
    writeFileSync(join(folder.path, 'sessions', 'other.lock'), String(process.ppid))
    expect(folder.isHeld('sessions/other')).toBe(true)
  })

  it('takes over from an earlier process that had the number of a living one', () => {
    for (const [name, text] of [
      ['own', String(process.pid)],
      ['other', `${process.ppid} 1`]
    ] as const) {
      writeFileSync(join(folder.path, `${name}.lock`), text)
      // Without /proc a number alone is believed, except our own.
      const expected = name === 'own' || existsSync('/proc/self/stat') ? 'held' : 'taken'
      expect(folder.hold(name).kind).toBe(expected)
    }
    writeFileSync(join(folder.path, 'plain.lock'), String(process.ppid))
    expect(folder.hold('plain')).toEqual({ kind: 'taken', process: process.ppid })
  })

  it('leaves a lock alone whose holder is just writing its name, but not for ever', () => {
    const lock = join(folder.path, 'card.lock')
    writeFileSync(lock, '')
    expect(folder.hold('card')).toEqual({ kind: 'taken' })
    utimesSync(lock, 1, 1)
    expect(folder.hold('card').kind).toBe('held')
  })
})

describe('dataFolderPath', () => {
  it('prefers CARDWRIGHT_HOME, then the place of the operating system', () => {
    expect(dataFolderPath({ CARDWRIGHT_HOME: 'here' }, 'linux')).toBe('here')
    expect(dataFolderPath({ XDG_DATA_HOME: 'data' }, 'linux')).toBe(join('data', 'cardwright'))
    expect(dataFolderPath({ APPDATA: 'roaming' }, 'win32')).toBe(join('roaming', 'Cardwright'))
  })
})
