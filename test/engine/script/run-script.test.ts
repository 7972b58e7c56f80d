import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { Interruption, NotRecorded } from '../../../src-main/engine/workflow/interruption'
import { ran } from './support'

const OK = hex('9000')

describe('commands by name', () => {
  it.each([
    ['SELECT A0000003330101', '00A4040007A000000333010100'],
    ['SELECT A000 next', '00A4040202A00000'],
    ['SELECT file 3F00 le 0', '00A40000023F00'],
    ['GET DATA 9F79', '80CA9F7900'],
    ['GET DATA 66 cla 00', '00CA006600'],
    ['READ RECORD 1 sfi 2', '00B2011400'],
    ['READ RECORD (1 + 1) sfi (2)', '00B2021400'],
    ['READ BINARY 300', '00B0012C00'],
    ['UPDATE RECORD 1 sfi 2 0102', '00DC0114020102'],
    ['GET PROCESSING OPTIONS', '80A8000002830000'],
    ['GET PROCESSING OPTIONS 0102', '80A80000048302010200'],
    ['GENERATE AC 80 0102', '80AE800002010200'],
    ['GET CHALLENGE 8', '0084000008'],
    ['VERIFY 2412', '00200080022412'],
    ["let a = 'A000'\nSELECT 01 (a) (2)", '00A404000401A0000200'],
    ['for n in 1..1 {\n 00B2 (n) 0C 00\n}', '00B2010C00']
  ])('%s', async (source, wire) => {
    const sent: string[] = []
    await ran(source, { answer: (command) => (sent.push(toHex(command)), OK) })
    expect(sent).toEqual([wire])
  })
})

describe('values', () => {
  it.each([
    ['1 + 2 * 3 - 7 / 2', '4'],
    ['-7 / 2', '-4'],
    ["'01' + '02'", '0102'],
    ['"n" + 1 + \'0A\'', 'n10A'],
    ["length('010203')", '3'],
    ["slice('010203', 1)", '0203'],
    ["slice('010203', 1, 2)", '02'],
    ["number('0100')", '256'],
    ["bcd('000000008800')", '8800'],
    ['bytes(256, 2)', '0100'],
    ['ascii("AB")', '4142'],
    ["text('4142')", 'AB'],
    ["hex('0a')", '0A'],
    ["tlv(0x9F79, '01')", '9F790101'],
    ["xor('0F', 'FF')", 'F0'],
    ["sha1('616263')", 'A9993E364706816ABA3E25717850C26C9CD0D89D'],
    ["sha256('616263')", 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD'],
    ["sm3('616263')", '66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0'],
    ["'9F790101'.tag(9F79)", '01'],
    ["'9F790101'.has(57)", 'false'],
    ["'0102' like '0X02' and 1 < 2 or false", 'true'],
    ["not '0102' ~ /03/", 'true']
  ])('%s is %s', async (expression, value) => {
    expect((await ran(`print ${expression}`)).printed).toEqual([value])
  })

  it.each([
    ['print 1 + true', '1:11', 'not a number'],
    ['print 1 / 0', '1:9', 'divided by zero'],
    ['print 9007199254740991 + 1', '1:24', 'not a whole one'],
    ["print slice('01', 2)", '1:7', 'from 0 to 1'],
    ["print number('01020304050607')", '1:7', 'from 0 to 6'],
    ["print '00'.tag(9F79)", '1:11', 'no 9F79'],
    ['print sw', '1:7', 'no command was answered'],
    ['if 1 {\n}', '1:1', 'not true or false'],
    ['00A4 (1000) 00', '1:7', 'from 0 to 255'],
    ['00 (1)', '1:1', 'not a command'],
    ["let b = '00'\nwhile true {\n set b = b + b\n}", '3:', 'too large']
  ])('%s is a fault at %s', async (source, at, text) => {
    const { outcome } = await ran(source)
    if (outcome.kind !== 'fault') throw new Error(outcome.kind)
    expect(`${outcome.place.line}:${outcome.place.column}`.startsWith(at)).toBe(true)
    expect(outcome.text.en).toContain(text)
  })
})

describe('expectations', () => {
  it('that are met and not met are counted, and the script goes on', async () => {
    const source = [
      'GET DATA 9F79 -> 9000',
      'expect 6Axx|90xx',
      'expect 6A82',
      'expect data.tag(9F78) == data',
      "expect data.tag(9F79) like '0000000088XX'",
      'print "end"'
    ].join('\n')
    const { outcome, events, printed } = await ran(source, {
      answer: () => concat(hex('9F7906000000008800'), OK)
    })
    expect(outcome).toEqual({ kind: 'ended', expectations: 5, failures: 2 })
    expect(printed).toEqual(['end'])
    const failures = events.flatMap((event) =>
      event.kind === 'expectation' && event.failure ? [`${event.place.line} ${event.failure.en}`] : []
    )
    expect(failures).toEqual(['3 the status word is 9000, not 6A82', '4 there is no 9F78 in the data'])
  })
})

describe('limits', () => {
  const limits = { steps: 1000, exchanges: 5 }
  it.each([
    ['while true {\n}', 'after 1000 steps'],
    ['repeat 1000000000 {\n}', 'after 1000 steps'],
    ['for n in 0..9007199254740991 {\n}', 'after 1000 steps'],
    ['while true {\n expect false\n}', 'after 1000 steps'],
    ['while true {\n 80CA9F3600\n}', 'more than 5 commands']
  ])('%s ends', async (source, text) => {
    const { outcome, sent } = await ran(source, { limits, answer: () => OK })
    expect(outcome.kind === 'fault' && outcome.text.en).toContain(text)
    expect(sent).toBeLessThanOrEqual(5)
  })

  it('a script that is cancelled sends nothing more', async () => {
    const stop = new AbortController()
    let sent = 0
    const answer = (): Uint8Array => {
      sent += 1
      stop.abort()
      return OK
    }
    const source = 'while true {\n 80CA9F3600\n}'
    await expect(ran(source, { answer, signal: stop.signal })).rejects.toThrow(Interruption)
    expect(sent).toBe(1)
  })
})

it('a replayed card that does not know a command is a fault at its place', async () => {
  const answer = (): Uint8Array => {
    throw new NotRecorded()
  }
  expect((await ran('\n80CA9F3600', { answer })).outcome).toMatchObject({ kind: 'fault', place: { line: 2 } })
})

it('61xx and 6Cxx are followed up, and left as they are where that is wanted', async () => {
  const answer = (command: Uint8Array): Uint8Array =>
    command[1] === 0xc0 ? hex('01029000') : command[1] === 0xca ? hex('6C02') : hex('6102')
  const source =
    '00A4040000 -> 9000\nraw 00A4040000 -> 6102\nraw GET DATA 9F36 -> 6C02\nGET RESPONSE 2 -> 9000'
  const { outcome, sent } = await ran(source, { answer })
  expect(outcome).toEqual({ kind: 'ended', expectations: 4, failures: 0 })
  expect(sent).toBe(5)
})

it('exit ends the script from within, included ones too', async () => {
  const others = (): string => 'repeat 3 {\n print "once"\n exit\n}'
  const { printed, outcome } = await ran('include "b"\nprint "never"', { others })
  expect(printed).toEqual(['once'])
  expect(outcome.kind).toBe('ended')
})

describe('on the virtual card', () => {
  it('reset forgets what was selected', async () => {
    const source =
      'SELECT A000000333 -> 9000\nGET DATA 9F79 -> 9000\nreset\nGET DATA 9F79\nexpect not (sw == 0x9000)'
    const { outcome, events } = await ran(source)
    expect(outcome).toEqual({ kind: 'ended', expectations: 3, failures: 0 })
    expect(events.filter(({ kind }) => kind === 'reset')).toHaveLength(1)
  })

  it.each([
    ['ecash-balance', 'balance in minor units: 8800'],
    ['read-all', /^records: [1-9]/],
    ['transaction-log', /^line 1 /]
  ])('%s of the library finds what it looks for', async (name, line) => {
    const { outcome, printed } = await ran(readFileSync(`resources/scripts/${name}.cws`, 'utf8'))
    expect(outcome).toMatchObject({ kind: 'ended', failures: 0 })
    expect(printed).toContainEqual(expect.stringMatching(line))
  })
})
