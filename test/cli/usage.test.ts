import { describe, expect, test } from 'vitest'
import { AppFailure } from '../../src-main/services/app-failure'
import { fakeWorkbench, run } from './support'

describe('wrong usage', () => {
  const cases: readonly (readonly [string[], RegExp])[] = [
    [[], /a command is missing/],
    [['card'], /a command is missing/],
    [['bogus'], /there is no command 'bogus'/],
    [['inspct'], /there is no command 'inspct'; did you mean inspect\?/],
    [['inspect', '--raeder', 'x'], /there is no option '--raeder'; did you mean --reader\?/],
    [['inspect', '--reader'], /option '--reader <R>' needs a value/],
    [['apdu'], /'HEX' is missing/],
    [['demo', 'surplus'], /too many arguments/],
    [['card', 'serve'], /'--reader <R>' is missing/],
    [['demo', '--lang', 'fr'], /'fr' is not a language/],
    [['inspect', '--save', 'card.pdf'], /\.json or \.html, not 'card\.pdf'/],
    [['card', 'create', 'gold'], /'gold' is not a kind of virtual card/],
    [['card', 'serve', '--reader', 'ACR122'], /only a virtual card can be served/],
    [['card', 'serve', '--reader', 'virtual:x', '--port', '0'], /'0' is not a port/]
  ]
  test.each(cases)('%j ends with 2 and says why', async (argv, why) => {
    const text = await run(argv)
    expect(text.code).toBe(2)
    const json = await run([...argv, '--json'])
    expect(json.code).toBe(2)
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'bad-request' } })
    expect(JSON.stringify(JSON.parse(json.out)) + text.err).toMatch(why)
    expect(text.out).toBe('')
    expect(json.err).toBe('')
  })

  test('--watch, which never ends, cannot be one JSON document', async () => {
    const { code, out } = await run(['readers', '--watch', '--json'])
    expect(code).toBe(2)
    expect(out).toContain('--watch never ends')
  })

  test('is told in Chinese where that is the language', async () => {
    const { err } = await run(['bogus'], { language: 'zh' })
    expect(err).toContain("没有命令 'bogus'")
    expect(err).toContain('处理办法')
  })
})

describe('help and version', () => {
  test('help goes to standard output and ends with 0, in both languages', async () => {
    const english = await run(['--help'])
    expect(english).toMatchObject({ code: 0, err: '' })
    expect(english.out).toContain('Usage: cardwright [options] [command]')
    const chinese = await run(['inspect', '--help', '--lang', 'zh'])
    expect(chinese.out).toContain('用法：')
    expect(chinese.out).toContain('示例：')
    expect(chinese.out).not.toMatch(/Usage|Options|display help/)
  })

  test('every command has help', async () => {
    const groups = {
      '': ['readers', 'inspect', 'apdu', 'demo', 'doctor'],
      card: ['list', 'create', 'reset', 'delete', 'serve']
    }
    const more = { report: ['show', 'compare'], trace: ['show'] }
    for (const [group, names] of Object.entries({ ...groups, ...more })) {
      for (const name of names) {
        const { code, out } = await run([...(group === '' ? [] : [group]), name, '--help', '--lang', 'zh'])
        expect(code).toBe(0)
        expect(out).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  test('the version, as text and as JSON', async () => {
    const text = await run(['--version'])
    const json = await run(['--version', '--json'])
    expect(text.out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(JSON.parse(json.out)).toEqual({ version: text.out.trim() })
  })
})

describe('errors', () => {
  test('a failure of a use case has its code, sentence and exit code', async () => {
    const workbench = fakeWorkbench({
      shelf: {
        list: () => [],
        create: () => {
          throw new AppFailure('file-not-written')
        }
      }
    })
    const { code, out, err } = await run(['card', 'create', 'blank'], { workbench })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('The file could not be written.')
  })

  test('a fault ends with 1 and tells neither its message nor its stack', async () => {
    const workbench = fakeWorkbench({
      shelf: {
        list: () => {
          throw new TypeError('PAN 6228480000000018')
        }
      }
    })
    for (const flags of [[], ['--json']]) {
      const { code, out, err } = await run(['card', 'list', ...flags], { workbench })
      expect(code).toBe(1)
      expect(out + err).toContain('TypeError')
      expect(out + err).not.toMatch(/6228|\n\s+at |node_modules/)
    }
  })

  test('the workbench is stopped, whatever happened', async () => {
    let stopped = 0
    const workbench = fakeWorkbench({ shelf: { list: () => [] }, stop: async () => void (stopped += 1) })
    await run(['card', 'list'], { workbench })
    await run(['card', 'reset', 'nix'], { workbench })
    expect(stopped).toBe(2)
  })
})

describe('what cannot be taken back', () => {
  const shelf = { list: () => [{ id: 'blank' }], delete: () => [] }

  test('is refused where nobody can be asked', async () => {
    const { code, err } = await run(['card', 'delete', 'blank'], { workbench: fakeWorkbench({ shelf }) })
    expect(code).toBe(2)
    expect(err).toContain('--yes')
  })

  test.each([
    ['y', 0],
    ['yes', 0],
    ['是', 0],
    ['', 1],
    ['n', 1]
  ])('asked for, the answer %j ends with %i', async (answer, expected) => {
    const { code } = await run(['card', 'delete', 'blank'], { workbench: fakeWorkbench({ shelf }), answer })
    expect(code).toBe(expected)
  })

  test('is done with --yes', async () => {
    const { code, out } = await run(['card', 'delete', 'virtual:blank', '--yes', '--json'], {
      workbench: fakeWorkbench({ shelf })
    })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ deleted: 'blank', cards: [] })
  })
})
