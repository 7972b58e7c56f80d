import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { LinesFile } from '../../../src-main/adapters/data-folder/audit-file'
import { StorageFailure } from '../../../src-main/services/storage/document-store'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a file of lines', () => {
  test('grows, each line made from the last, for its owner only', () => {
    const file = join(folder, 'a.jsonl')
    const lines = new LinesFile(file)
    expect(lines.lines()).toEqual([])
    expect(lines.append((last) => `after ${String(last)}`)).toBe('after undefined')
    new LinesFile(file).append((last) => `after ${String(last)}`)
    expect(lines.lines()).toEqual(['after undefined', 'after after undefined'])
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('keeps what a crash cut off as a line of its own', () => {
    const file = join(folder, 'b.jsonl')
    writeFileSync(file, 'whole\ncut o')
    const lines = new LinesFile(file)
    expect(lines.lines()).toEqual(['whole'])
    expect(lines.append((last) => `after ${String(last)}`)).toBe('after cut o')
    expect(readFileSync(file, 'utf8')).toBe('whole\ncut o\nafter cut o\n')
  })

  test('lets nobody else wait where a line could not be made, and says where it cannot be written', () => {
    const lines = new LinesFile(join(folder, 'c.jsonl'))
    const fault = (): string => {
      throw new Error('fault')
    }
    expect(() => lines.append(fault)).toThrow('fault')
    expect(lines.append(() => 'x')).toBe('x')
    expect(() => new LinesFile(join(folder, 'none', 'd.jsonl')).append(() => 'x')).toThrow(StorageFailure)
    expect(() => new LinesFile(folder).lines()).toThrow(StorageFailure)
  })
})
