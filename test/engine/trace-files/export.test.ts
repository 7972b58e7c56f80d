import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../src-main/engine/trace-files/export/capture'
import { traceHtml } from '../../../src-main/engine/trace-files/export/html'
import { traceArray, traceLines } from '../../../src-main/engine/trace-files/export/lines'
import { traceText } from '../../../src-main/engine/trace-files/export/text'
import type { ToldTrace } from '../../../src-main/engine/trace-files/export/told'
import { importTrace } from '../../../src-main/engine/trace-files/import-trace'
import { hex } from '../../../src-main/engine/bytes/hex'
import { explainExchange } from '../../../src-main/engine/trace/explain/explain-exchange'
import type { Trace, TraceEntry, TraceExchange } from '../../../src-main/engine/trace/trace'

const hexOf = (length: { minLength: number; maxLength: number }): fc.Arbitrary<string> =>
  fc.uint8Array(length).map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase())

const exchange: fc.Arbitrary<TraceExchange> = fc.record(
  {
    type: fc.constant('exchange' as const),
    number: fc.nat({ max: 100_000 }),
    tap: fc.constantFrom('logical' as const, 'wire' as const),
    at: fc.nat({ max: 4_000_000_000 }).map((microseconds) => microseconds / 1000),
    duration: fc.nat({ max: 30_000_000 }),
    command: hexOf({ minLength: 4, maxLength: 300 }),
    response: hexOf({ minLength: 2, maxLength: 300 }),
    name: fc.constantFrom('SELECT', 'GET DATA')
  },
  { requiredKeys: ['type', 'number', 'tap', 'at', 'duration', 'command', 'response'] }
)
const event: fc.Arbitrary<TraceEntry> = fc.record({
  type: fc.constant('event' as const),
  at: fc.nat(),
  event: fc.constantFrom('connected' as const, 'reset' as const, 'removed' as const)
})
const trace: fc.Arbitrary<Trace> = fc.record({
  header: fc.record({
    type: fc.constant('header' as const),
    format: fc.constant('cardwright-trace' as const),
    version: fc.constant(1 as const),
    reader: fc.constantFrom('ACS ACR122U 00 00', '读卡器 1'),
    atr: fc.constantFrom('', '3B00', '3B8180018080'),
    protocol: fc.constantFrom('T=0' as const, 'T=1' as const, 'raw' as const),
    startedAt: fc.nat({ max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000 + 7).toISOString()),
    revealed: fc.boolean()
  }),
  entries: fc.array(fc.oneof({ arbitrary: exchange, weight: 4 }, event), { maxLength: 20 })
})

const plain: Trace['header'] = {
  type: 'header',
  format: 'cardwright-trace',
  version: 1,
  reader: 'R',
  atr: '3B00',
  protocol: 'T=1',
  startedAt: '2026-11-22T00:00:00.000Z',
  revealed: false
}

function read(bytes: Uint8Array | string): Trace {
  const imported = importTrace(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'x')
  if (imported.kind === 'bad') throw new Error(imported.problem)
  expect(imported.problems).toEqual([])
  return imported.trace
}

const sent = ({ entries }: Trace): TraceExchange[] =>
  entries.filter((entry): entry is TraceExchange => entry.type === 'exchange')

describe('round trips', () => {
  test('JSON Lines and the JSON array are the same after reading', () => {
    fc.assert(
      fc.property(trace, (whole) => {
        expect(traceLines(read(traceLines(whole)))).toBe(traceLines(whole))
        expect(traceArray(read(traceArray(whole)))).toBe(traceArray(whole))
      })
    )
  })

  test('a pcapng has the same bytes, order and microseconds, and is the same file when written again', () => {
    fc.assert(
      fc.property(trace, (whole) => {
        const wire = sent(whole).filter(({ tap }) => tap === 'wire')
        const carried = wire.length > 0 ? wire : sent(whole)
        fc.pre(carried.length > 0)
        const file = captureOf(whole, 'pcapng').bytes
        const again = read(file)
        const start = ({ header }: Trace): number => Date.parse(header.startedAt) * 1000
        expect(
          sent(again).map(({ command, response, name, number, duration, at }) => [
            command,
            response,
            name,
            number,
            duration,
            start(again) + Math.round(at * 1000)
          ])
        ).toEqual(
          carried.map(({ command, response, name, number, duration, at }) => [
            command,
            response,
            name,
            number,
            duration,
            start(whole) + Math.round(at * 1000)
          ])
        )
        expect(again.header).toMatchObject({
          reader: whole.header.reader,
          atr: whole.header.atr,
          protocol: whole.header.protocol
        })
        expect(Buffer.from(captureOf(again, 'pcapng').bytes).equals(file)).toBe(true)
      })
    )
  })

  test('what was cut off of a capture is told, what is whole is kept', () => {
    const entries = [1, 2, 3].map((number): TraceExchange => ({
      type: 'exchange',
      number,
      tap: 'wire',
      at: number,
      duration: 5,
      command: '00B2010C00',
      response: '90009000'
    }))
    for (const format of ['pcap', 'pcapng'] as const) {
      const { bytes } = captureOf({ header: plain, entries }, format)
      for (let end = 0; end < bytes.length; end += 1) {
        const imported = importTrace(bytes.subarray(0, end), 'x')
        if (imported.kind === 'bad') continue
        const kept = sent(imported.trace).length
        expect(sent(imported.trace).map(({ command }) => command)).toEqual(
          entries.slice(0, kept).map(({ command }) => command)
        )
      }
      expect(importTrace(bytes.subarray(0, -1), 'x')).toMatchObject({
        kind: 'ok',
        problems: [{ kind: 'cut-off', place: 3 }]
      })
    }
  })

  test('a pcap parts command and answer as T=0 does', () => {
    const pairs = [
      ['00A4040007A0000003330101', '6A82'],
      ['00A4040007A000000333010100', '6F0584039F38009000'],
      ['00B2010C05', '70035A01009000'],
      ['00B2010C00', '70035A01009000'],
      ['80CA9F3600', '6C05'],
      ['00C0000003', '0102039000'],
      ['80E2000002AABB', '9000'],
      ['80F28002024F00', '6982'],
      ['80F2000002', '3F009000'],
      ['00A40400', '9000']
    ] as const
    const entries = pairs.map(([command, response], index): TraceExchange => ({
      type: 'exchange',
      number: index + 1,
      tap: 'wire',
      at: index,
      duration: 0,
      command,
      response
    }))
    const again = sent(read(captureOf({ header: plain, entries }, 'pcap').bytes))
    expect(again.map(({ command, response }) => [command, response])).toEqual(pairs)
  })
})

test('an exchange too long for a datagram is left out and told', () => {
  const long: TraceExchange = {
    type: 'exchange',
    number: 7,
    tap: 'wire',
    at: 0,
    duration: 0,
    command: '00B0000000FFFF',
    response: '00'.repeat(65_538)
  }
  expect(captureOf({ header: plain, entries: [long] }, 'pcap').leftOut).toEqual([7])
})

test('captures damaged anywhere do not throw', () => {
  const entries = fc.sample(exchange, 5)
  const files = (['pcap', 'pcapng'] as const).map((kind) => captureOf({ header: plain, entries }, kind).bytes)
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 255 }), fc.constantFrom(...files), (place, value, file) => {
      const damaged = Uint8Array.from(file)
      damaged[place % file.length] = value
      importTrace(damaged, 'x')
    }),
    { numRuns: 1000 }
  )
})

describe('for people', () => {
  const explained: ToldTrace = {
    header: {
      type: 'header',
      format: 'cardwright-trace',
      version: 1,
      reader: 'R <b>&"',
      atr: '3B00',
      protocol: 'T=1',
      startedAt: '2026-11-22T00:00:00.000Z',
      revealed: false
    },
    entries: [
      { type: 'event', at: 0, event: 'connected' },
      ...(
        [
          ['00A4040007A0000003330101', '6F0B8407A0000003330101A5009000'],
          ['00B2010C00', '700A5A08622848******00129000']
        ] as const
      ).map(([command, response], index) => {
        const { summary, name, ...rest } = explainExchange(hex(command), hex(response.replaceAll('*', '0')), {
          reveal: false
        })
        return {
          type: 'exchange' as const,
          number: index + 1,
          tap: 'logical' as const,
          at: 1.5,
          duration: 1234,
          command,
          response,
          ...{ name, summary },
          explained: { ...rest, name, summary }
        }
      })
    ]
  }

  test.each(['en', 'zh'] as const)('text in %s is read again, masked as it is', (language) => {
    const again = read(traceText(explained, language))
    expect(again.header).toMatchObject({ atr: '3B00', protocol: 'T=1' })
    expect(sent(again).map(({ command, response }) => [command, response])).toEqual([
      ['00A4040007A0000003330101', '6F0B8407A0000003330101A5009000'],
      ['00B2010C00', '700A5A08622848******00129000']
    ])
  })

  test('HTML is in the language, escaped, without script, and masked', () => {
    const [english, chinese] = [traceHtml(explained, 'en'), traceHtml(explained, 'zh')]
    expect(english).toContain('Card trace')
    expect(chinese).toContain('卡片通信记录')
    expect(english).toContain('R &lt;b&gt;&amp;&quot;')
    for (const html of [english, chinese]) {
      expect(html).not.toMatch(/<script|https?:|<b>/)
      expect(html).not.toContain('6228480000000012')
      expect(html).toContain('622848******0012')
    }
    expect(chinese).not.toContain('Exchanges')
  })
})
