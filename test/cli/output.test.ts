import { describe, expect, test } from 'vitest'
import { ProgressLine } from '../../src-main/cli/output/progress-line'
import { fieldLines } from '../../src-main/cli/output/explained'
import { safeText } from '../../src-main/cli/output/safe-text'
import { styled } from '../../src-main/cli/output/style'
import { table } from '../../src-main/cli/output/table'
import { languageOfLocale, localeOf } from '../../src-main/cli/language'
import { exitCodeFor } from '../../src-main/cli/exit-codes'
import { errorOf } from '../../src-main/cli/fault'
import { errorText } from '../../src-main/cli/output/error-text'
import { StorageFailure } from '../../src-main/services/storage/document-store'
import { errorTexts } from '../../src-main/texts/phrases/errors'
import { helpTexts } from '../../src-main/texts/cli/help'
import { cliTexts } from '../../src-main/texts/cli/messages'
import { sameText } from '../../src-main/texts/local-text'
import { fakeTerminal } from './support'

describe('text', () => {
  test('columns line up where characters are two wide', () => {
    expect(
      table([
        ['读卡器', 'x'],
        ['ab', '有卡', 'end']
      ])
    ).toBe('读卡器  x\nab      有卡  end\n')
  })

  test('control characters of a card do not reach the terminal', () => {
    expect(safeText('A\u001B[31mB\u0007\u202EC\nD')).toBe('A\uFFFD[31mB\uFFFD\uFFFDC\nD')
  })

  test('colours only where the stream has them', () => {
    expect(styled('x', 'red', fakeTerminal().out)).toBe('x')
    expect(styled('x', 'red', fakeTerminal({ colours: true }).out)).toBe('\u001B[31mx\u001B[39m')
  })

  test('progress is one line that fits, and nothing where nobody watches', () => {
    const step = { step: 's', text: { en: 'Reading records', zh: '正在读取记录' }, fraction: 0.5, at: 0 }
    const watched = fakeTerminal({ isTerminal: true, columns: 16 })
    const line = new ProgressLine(watched.err, 'zh')
    line.show(step)
    line.clear()
    expect(watched.written().err).toBe('\r\u001B[K 50 % 正在读取\r\u001B[K')
    const piped = fakeTerminal()
    new ProgressLine(piped.err, 'en').show(step)
    expect(piped.written().err).toBe('')
  })

  test('fields as a tree: set bits instead of a long value, long bytes by their length', () => {
    const bit = (name: string, set: boolean) => ({ byte: 1, mask: 1, value: 1, set, name: sameText(name) })
    const lines = fieldLines(
      [
        {
          tag: '70',
          name: sameText('Record'),
          hex: '00',
          children: [{ tag: '5A', name: sameText('PAN'), hex: '62' }]
        },
        {
          tag: '9F07',
          name: sameText('Usage'),
          hex: 'FF00',
          value: sameText('x'.repeat(60)),
          bits: [bit('a', true), bit('b', false)]
        },
        { name: sameText('Certificate'), hex: 'AB'.repeat(40), problem: sameText('bad') }
      ],
      'en',
      1
    )
    expect(lines).toEqual([
      '  70  Record',
      '    5A  PAN  62',
      '  9F07  Usage  FF00',
      '    - a',
      `  Certificate  ${'AB'.repeat(32)}… (40 bytes)  ! bad`
    ])
  })
})

describe('language', () => {
  test.each([
    [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
    [{ LC_ALL: '', LANG: 'zh_CN' }, 'zh'],
    [{ LC_MESSAGES: 'en_GB', LANG: 'zh_CN' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{}, 'en']
  ])('%j is %s', (env, expected) => {
    expect(languageOfLocale(localeOf(env))).toBe(expected)
  })

  test('every sentence is there in both', () => {
    const sentences: unknown[] = []
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('en' in value) sentences.push(value)
      else Object.values(value).forEach(collect)
    }
    collect(helpTexts)
    collect(cliTexts)
    expect(sentences.length).toBeGreaterThan(50)
    for (const sentence of sentences) {
      expect(sentence).toEqual({
        en: expect.stringMatching(/\S/) as string,
        zh: expect.stringMatching(/\S/) as string
      })
    }
  })
})

describe('exit codes', () => {
  test.each([
    ['card-removed', 1],
    ['fault', 1],
    ['cancelled', 1],
    ['something-new', 1],
    ['not-hex', 2],
    ['file-not-written', 2],
    ['needs-consent', 2],
    ['no-reader', 3],
    ['no-card', 3],
    ['sharing-violation', 3],
    ['vpcd-unreachable', 3]
  ])('%s ends with %i', (code, expected) => {
    expect(exitCodeFor(code)).toBe(expected)
  })

  test('every error ends with something other than 0', () => {
    for (const code of Object.keys(errorTexts)) expect(exitCodeFor(code)).toBeGreaterThan(0)
  })
})

describe('a data folder that cannot be used', () => {
  test('is told with its place, in both languages, without the sentence of the operating system', () => {
    const error = errorOf(new StorageFailure('/data', 'ENOSPC'))
    expect(error).toMatchObject({
      code: 'data-folder-unusable',
      cause: { en: '/data: the disk is full (ENOSPC)', zh: '/data：磁盘已满（ENOSPC）' }
    })
    expect(exitCodeFor(error.code)).toBe(2)
  })
})

test('an error in Chinese is written with Chinese marks', () => {
  const { err } = fakeTerminal()
  const text = errorText(errorOf(new StorageFailure('/data', 'EROFS')), 'zh', err)
  expect(text).toMatch(/^cardwright: 错误：.+\n {2}原因：\/data：磁盘为只读（EROFS）\n {2}处理办法：/)
})
