import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScript } from '../../../src-main/engine/script/read-script'
import { problemsOf } from './support'

describe('every construct is read', () => {
  it.each([
    'SELECT A0000003330101',
    'SELECT A0 00 00 03 33 01 01 next -> 9000',
    'SELECT file 3F00',
    'GET DATA 9F79 -> 9000|6A88',
    'READ RECORD 1 sfi 2',
    'VERIFY 241234FFFFFFFFFF',
    'RESET RETRY COUNTER 0011',
    'GET PROCESSING OPTIONS',
    'INTERNAL AUTHENTICATE 01020304 le 128 cla 00 p1 00 p2 00',
    '80CA9F7900 -> 9000',
    'for n in 1..3 {\n  00B2 (n) 0C 00\n}',
    'let x = 1 + 2 * 3 - 0x1F / (4 % 3)\nset x = -x',
    "let b = '9F79 01' + slice('0102', 1)\nprint b, \"a\\\"b\\n\", length(b)",
    'expect 9000',
    'expect 61xx|9000|6CXX',
    "expect data.tag(9F79) == '000000008800' and not data.has(57)",
    "expect data like '9F79 06 XX..XXXXXXXX'",
    'expect data ~ /^9F79(06)?[0-9A-F]{12}$/',
    'expect sw == 0x9000 or sw >= 0x6283',
    'repeat 3 {\n}',
    'while false {\n}',
    'if true {\n} else if false {\n} else {\n}',
    'if true {\n  if false {\n  }\n} else {\n}',
    'while false {\n  if true {\n  }\n}',
    'reset\nexit',
    '00A40400 \\\n 07 A0000003330101 \\\n 00',
    '# a remark\n// and another\n\n\t'
  ])('%s', (source) => {
    expect(problemsOf(source)).toEqual([])
  })
})

describe('lists of other programs are scripts as they are', () => {
  it('scriptor of pcsc-tools', () => {
    const source =
      '# select\nreset\n00 A4 04 00 07 A0 00 00 03 33 01 01 00\n\n80CA9F7900\n00 A4 04 00 \\\n00\nRESET\nexit\n'
    const read = readScript('list', source)
    expect(read.kind === 'ok' && read.script.statements.map(({ kind }) => kind)).toEqual([
      'reset',
      'hex',
      'hex',
      'hex',
      'reset',
      'exit'
    ])
  })
  it('lists of commands with Windows line ends and a mark before the first', () => {
    expect(problemsOf('\ufeff00A4040000 // select\r\n80CA9F3600\r\n')).toEqual([])
  })
})

describe('everything that is wrong is told with its place', () => {
  it.each<[source: string, ...problems: string[]]>([
    ['select A000', "1:1 'select' begins no statement"],
    ['  %', "1:3 '%' begins no statement"],
    ['let x = ;', "1:9 ';' has no meaning here"],
    ['let x =', '1:8 the line ends where'],
    ['print "open', '1:7 what begins with " does not end'],
    ["print '9F7'", "1:7 '9F7' is not hexadecimal"],
    ['let if = 1', "1:5 'if' cannot be a name"],
    ['let raw = 1', "1:5 'raw' cannot be a name"],
    ['print nothing', "1:7 there is no 'nothing' here"],
    ['set x = 1', "1:5 there is no 'x' here"],
    ['repeat 2 {\n let x = 1\n}\nprint x', "4:7 there is no 'x' here"],
    ['print magic(1)', "1:7 there is no function 'magic'"],
    ['print length()', "1:7 'length' takes 1 arguments"],
    ['print data.size', "1:12 there is no function '.size'"],
    ['GET DATA', '1:9 '],
    ['GET DATA 9F7', "1:10 '9F7' is not hexadecimal"],
    ['READ RECORD 300 sfi 2', "1:13 '300' is not a number from 0 to 255"],
    ['READ RECORD 1 sfi 31', "1:19 '31' is not a number from 0 to 30"],
    ['READ RECORD 1 sfi 2 3', "1:21 the statement has ended before '3'"],
    ['00A404', '1:1 these bytes are not a command'],
    ['00A4040005A0', '1:1 these bytes are not a command'],
    ['00A4 0', "1:6 '0' is not hexadecimal"],
    ["expect data like '9'", "1:18 '9' is not a mask"],
    ['expect data ~ /a(/', '1:15 the regular expression cannot be read from its character 3 on'],
    ['expect data ~ /(a{500}){500}/', '1:15 the regular expression is too large'],
    ['expect 9000 9001', "1:13 the statement has ended before '9001'"],
    ['if true', "1:8 the line ends where '{' is wanted"],
    ['if true {', '1:9 this block is not closed'],
    ['}', "1:1 this '}' closes nothing"],
    ['raw', '1:4 the line ends where'],
    ['raw let x = 1', '1:5 00A4 / SELECT is wanted'],
    ['else {\n}', "1:1 'else' follows no 'if'"],
    ['repeat 1 {\n} else {\n}', "2:3 'else' follows no 'if'"],
    ['if true {\n} else {\n} else {\n}', "3:3 'else' follows no 'if'"],
    ['if tru {\n let = 1\n} else {\n bad\n}\nfoo', '1:4 ', '2:6 ', '4:2 ', '6:1 '],
    ['if true {\n} else if tru {\n bad\n} else {\n bad\n}\nfoo', '2:11 ', '3:2 ', '5:2 ', '7:1 '],
    ['include "absent"', "1:9 there is no script 'absent'"],
    ['include "test"', "1:9 'test' includes itself"]
  ])('%s', (source, ...wanted) => {
    const problems = problemsOf(source)
    expect(problems.length).toBe(wanted.length)
    wanted.forEach((start, index) => {
      expect(problems[index]?.slice(0, start.length)).toBe(start)
    })
  })

  it('in included scripts too, and circles of them', () => {
    const others = (name: string): string | undefined =>
      ({ a: 'include "b"', b: 'foo\ninclude "a"', c: 'let shared = 1' })[name]
    expect(problemsOf('include "a"', others)).toEqual([
      expect.stringMatching(/^1:1 'foo'/),
      expect.stringMatching(/^2:9 'a' includes itself/)
    ])
    expect(problemsOf('include "c"\nprint shared', others)).toEqual([])
  })

  it('nesting has an end', () => {
    expect(problemsOf(`print ${'('.repeat(5000)}`)).toEqual([expect.stringContaining('nested too deeply')])
    expect(problemsOf(`print ${'not '.repeat(5000)}true`)).toEqual([expect.stringContaining('nested')])
    expect(problemsOf(`print 1${'+1'.repeat(5000)}`)).toEqual([expect.stringContaining('nested')])
    expect(problemsOf('if true {\n'.repeat(5000))).toContainEqual(expect.stringContaining('nested'))
    expect(problemsOf('repeat 1 {\n'.repeat(5000))).toContainEqual(expect.stringContaining('nested'))
  })

  it('one more than enough problems are not told', () => {
    expect(problemsOf('bad\n'.repeat(1000)).length).toBe(200)
  })
})

it('never throws, whatever it is given', () => {
  const word = fc.constantFrom(
    ...[
      'if',
      'else',
      'while',
      'for',
      'in',
      'repeat',
      'let',
      'set',
      'expect',
      'print',
      '{',
      '}',
      '} else {',
      '\n'
    ],
    ...[
      'x',
      '=',
      '(',
      ')',
      '..',
      '->',
      '9000',
      '|',
      '~ /a+/',
      'like',
      "'XX'",
      'SELECT',
      'GET DATA',
      '9F79',
      '"',
      '\\\n'
    ],
    ...['data', '.tag(9F79)', 'sw', '+', '-', 'not', '00A4', 'sfi', 'include "a"', '#', '\u{1F600}']
  )
  const sources = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 60 }).map((words) => words.join(' '))
  )
  fc.assert(
    fc.property(sources, (source) => {
      const read = readScript('test', source, () => source)
      expect(read.kind === 'ok' || read.problems.length > 0).toBe(true)
    }),
    { numRuns: 1000 }
  )
})
