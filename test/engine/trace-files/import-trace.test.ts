import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importTrace, type ImportedTrace } from '../../../src-main/engine/trace-files/import-trace'
import { TraceReplay } from '../../../src-main/engine/trace/replay'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import * as samples from './samples'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function read(bytes: Uint8Array | string): Extract<ImportedTrace, { kind: 'ok' }> {
  const imported = importTrace(typeof bytes === 'string' ? utf8(bytes) : bytes, 'file.log')
  if (imported.kind === 'bad') throw new Error(imported.problem)
  return imported
}

const exchanges = ({ trace }: { trace: Extract<ImportedTrace, { kind: 'ok' }>['trace'] }): unknown[] =>
  trace.entries.flatMap((entry) => (entry.type === 'exchange' ? [[entry.command, entry.response]] : []))

const files = [
  ['apdu4j', samples.apdu4jLog],
  ['hex', samples.apdu4jDump],
  ['cardpeek', samples.cardpeekLog],
  ['scriptor', samples.scriptorOutput],
  ['opensc', samples.openscLog],
  ['pcsc-spy', samples.pcscSpyOutput],
  ['proxmark3', samples.proxmarkList],
  ['hex', samples.hexFile],
  ['hex', samples.arrowsFile]
] as const

describe.each(files)('%s', (format, text) => {
  test('is recognised and read whole', () => {
    const imported = read(text)
    expect(imported).toMatchObject({ format, problems: [] })
    expect(exchanges(imported)).toEqual(samples.conversation)
  })

  test('is a card in a replay', () => {
    const replay = new TraceReplay(read(text).trace)
    for (const [command, response] of samples.conversation) {
      expect(replay.answer(hex(command))).toMatchObject({ kind: 'recorded', response: hex(response) })
    }
  })

  test('keeps what is whole wherever the file is cut off, and never a piece of an answer', () => {
    for (let end = 0; end < text.length; end += 1) {
      const imported = importTrace(utf8(text.slice(0, end)), 'x')
      if (imported.kind === 'bad') continue
      const kept = exchanges(imported)
      const whole = samples.conversation.slice(0, kept.length)
      // Bare hexadecimal has nothing that tells how long a line should have been.
      if (format === 'hex') expect(kept.slice(0, -1)).toEqual(whole.slice(0, -1))
      else expect(kept).toEqual(whole)
    }
  })

  test('in UTF-16 and with line ends of Windows', () => {
    const windows = text.replaceAll('\n', '\r\n')
    const little = Buffer.from(`\uFEFF${windows}`, 'utf16le')
    expect(exchanges(read(little))).toEqual(samples.conversation)
    expect(exchanges(read(Buffer.from(windows, 'utf16le').swap16()))).toEqual(samples.conversation)
  })
})

test('reader, protocol, ATR and times are taken over', () => {
  const { trace } = read(samples.apdu4jLog)
  expect(trace.header).toMatchObject({
    reader: 'ACS ACR122U 00 00',
    protocol: 'T=1',
    atr: '3B8F8001804F0CA000000306030001000000006A'
  })
  expect(trace.entries.slice(2, 4)).toMatchObject([
    { number: 2, at: 17, duration: 1_002_000 },
    { number: 3, at: 1019, duration: 9000 }
  ])
  expect(read(samples.pcscSpyOutput).trace.header).toMatchObject({
    reader: 'Gemalto PC Twin Reader 00 00',
    protocol: 'T=1',
    atr: '3B00'
  })
  expect(read(samples.openscLog).trace.entries[1]).toMatchObject({ at: 225, duration: 30_000 })
  expect(read(samples.proxmarkList).trace.header.atr).toBe('3B80800101')
  expect(read(samples.proxmarkList).trace.entries[2]).toMatchObject({ at: 7, duration: 2000 })
})

test('a name in GB 18030 is read as what it is', () => {
  const name = Uint8Array.of(0xb6, 0xc1, 0xbf, 0xa8, 0xc6, 0xf7)
  const text = utf8(samples.hexFile)
  const { trace } = read(Buffer.concat([utf8('# READER: '), name, utf8('\n'), text]))
  expect(trace.header.reader).toBe('读卡器')
})

test('every unreadable line is reported with its number', () => {
  const lines = samples.apdu4jLog.split('\n')
  lines[4] = 'A>> T=1 (4+0007) 00A40400 07 A00000'
  lines.splice(9, 0, 'A<< (00')
  const { problems } = read(lines.join('\n'))
  expect(problems).toEqual([
    { kind: 'bad-line', place: 5 },
    { kind: 'no-command', place: 6 },
    { kind: 'bad-line', place: 10 }
  ])
  expect(read(`${samples.hexFile}\n00B2020C00\n`).problems).toEqual([{ kind: 'cut-off', place: 7 }])
  expect(read(`> 00B2020C00\n${samples.arrowsFile}\nzz`).problems).toEqual([
    { kind: 'no-answer', place: 1 },
    { kind: 'cut-off', place: 8 }
  ])
})

test('a block with a wrong checksum is not taken for an answer', () => {
  const list = samples.proxmarkList
    .replace('70  02  5a  00', '70  02  5b  00')
    .replace('70  02  5A  00', '70  02  5B  00')
  const { problems, trace } = read(list)
  expect(problems.length).toBeGreaterThan(0)
  expect(JSON.stringify(trace.entries)).not.toContain('70025B00')
})

test.each([
  ['', 'empty'],
  ['\n \n', 'empty'],
  ['hello\nworld', 'not-a-trace'],
  ['A>> T=1 (4+0000) 00A40400 00', 'no-exchange'],
  ['{"type":"header","format":"cardwright-trace","version":2}', 'newer-version']
])('%j is refused: %s', (text, problem) => {
  expect(importTrace(utf8(text), 'x')).toEqual({ kind: 'bad', problem })
})

describe('no input throws', () => {
  const pieces = fc.constantFrom(
    ...[
      'A>> T=1 (4+0000) 00A40400 00',
      'A<< (0000+2) (1ms) 9000',
      'A<< (',
      '> 00 A4',
      '< 90 00 : x',
      'C:00:9000:',
      'R:'
    ],
    ...[
      'Outgoing APDU (3 bytes):',
      'Incoming APDU (99999 bytes):',
      '00 A4 04',
      ' i bSendBuffer',
      ' i bSendLength 0xFFFFFFFF'
    ],
    ...[
      'SCardTransmit',
      ' => x [0x00000000] [0.1]',
      ' i  0000 00 A4',
      '[',
      '{',
      '{"format":"cardwright-trace"}',
      '[{}',
      'Start | End | Src | Data'
    ],
    ...[
      ' 1 | 2 | Rdr |02 00 |',
      ' 1 | 2 | Tag |!! |',
      '| | |00|',
      ' 9999999999999999999 | 1 | Rdr |E0 80 31 73| |',
      '# ATR: 3B',
      '12:00:00.123'
    ]
  )
  const junk = fc.oneof(pieces, fc.string(), fc.string({ unit: 'binary' }))

  test('of lines', () => {
    fc.assert(
      fc.property(fc.array(junk), (lines) => void importTrace(utf8(lines.join('\n')), 'x')),
      { numRuns: 2000 }
    )
  })

  test('of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => void importTrace(bytes, 'x')),
      { numRuns: 1000 }
    )
  })

  test('nor does any give bytes that are none', () => {
    fc.assert(
      fc.property(fc.array(junk), (lines) => {
        const imported = importTrace(utf8(lines.join('\n')), 'x')
        if (imported.kind === 'bad' || imported.format === 'cardwright' || imported.format === 'json') return
        for (const entry of imported.trace.entries) {
          if (entry.type === 'exchange')
            expect(toHex(hex(entry.command.replaceAll('*', '0')))).toHaveLength(entry.command.length)
        }
      })
    )
  })
})
