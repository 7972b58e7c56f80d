import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { DataFolder, dataFolderPath } from '../../../src-main/adapters/data-folder/data-folder'

let folder: DataFolder

beforeEach(() => {
  folder = new DataFolder(mkdtempSync(join(tmpdir(), 'cardwright-data-')))
})

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

  it('refuses names that would leave the folder', () => {
    expect(() => folder.write('../outside', {})).toThrow('not a document name')
  })

  it('holds a name once, and again when it was released or its holder is gone', () => {
    const first = folder.hold('cards/ecash')
    expect(folder.hold('cards/ecash')).toMatchObject({ kind: 'taken', by: `process ${process.pid}` })
    if (first.kind === 'held') first.release()
    expect(folder.hold('cards/ecash').kind).toBe('held')
    writeFileSync(join(folder.path, 'cards', 'blank.lock'), '999999999')
    expect(folder.hold('cards/blank').kind).toBe('held')
  })
})

describe('dataFolderPath', () => {
  it('prefers CARDWRIGHT_HOME, then the place of the operating system', () => {
    expect(dataFolderPath({ CARDWRIGHT_HOME: 'here' }, 'linux')).toBe('here')
    expect(dataFolderPath({ XDG_DATA_HOME: 'data' }, 'linux')).toBe(join('data', 'cardwright'))
    expect(dataFolderPath({ APPDATA: 'roaming' }, 'win32')).toBe(join('roaming', 'Cardwright'))
  })
})
