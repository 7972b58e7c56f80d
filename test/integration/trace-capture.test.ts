import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseTraceFile } from '../../src-main/engine/trace/format'
import type { TraceExchange } from '../../src-main/engine/trace/trace'
import { builtCli, startCli } from '../support/cli'

// Wireshark's own reader is the judge: it has to see each exchange, whole, in order, at its time.

let folder: string
let product: string
let wire: readonly TraceExchange[]

async function cli(...args: readonly string[]): Promise<string> {
  const env = { CARDWRIGHT_HOME: join(folder, 'home'), LC_ALL: 'en_US.UTF-8' }
  const { code, out, err } = await startCli(product, args, { env }).ended
  expect({ code, err }).toMatchObject({ code: 0 })
  return out
}

/** A line for each packet that tshark takes for an exchange of a SIM, with the named fields. */
function tshark(file: string, ...fields: readonly string[]): string[][] {
  const asked = fields.flatMap((field) => ['-e', field])
  const out = execFileSync('tshark', ['-r', file, '-Y', 'gsm_sim', '-T', 'fields', ...asked], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  })
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-capture-'))
  product = await builtCli()
  const trace = join(folder, 'card.jsonl')
  await cli('inspect', '--reader', 'virtual:debit-ecash', '--trace', trace)
  const file = parseTraceFile(readFileSync(trace, 'utf8'))
  if (file.kind === 'bad') throw new Error(file.problem.kind)
  const exchanges = file.trace.entries.filter((entry): entry is TraceExchange => entry.type === 'exchange')
  wire = exchanges.filter(({ tap }) => tap === 'wire')
  expect(wire.length).toBeGreaterThan(20)
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(['pcap', 'pcapng'])('a %s', (ending) => {
  test('is read by tshark with the same exchanges', async () => {
    const file = join(folder, `card.${ending}`)
    await cli('trace', 'export', join(folder, 'card.jsonl'), '--to', file)
    const seen = tshark(file, 'frame.time_epoch', 'gsm_sim.apdu.ins', 'udp.payload', '_ws.malformed')
    expect(seen).toHaveLength(wire.length)
    const start = Math.min(...wire.map(({ at }) => at))
    const [first] = seen
    for (const [index, { command, response, at }] of wire.entries()) {
      const [time, ins, payload = '', malformed = ''] = seen[index] ?? []
      // After the header of GSMTAP.
      expect(payload.slice(32).toUpperCase()).toBe((command + response).replaceAll('*', '0'))
      expect(Number(ins)).toBe(Number.parseInt(command.slice(2, 4), 16))
      expect(Math.round((Number(time) - Number(first?.[0])) * 1e6)).toBe(Math.round((at - start) * 1000))
      expect(malformed).toBe('')
    }
  })
})

test('what tshark writes again is imported with the same bytes', async () => {
  const [ours, theirs, back] = ['card.pcapng', 'theirs.pcap', 'back.jsonl'].map((name) => join(folder, name))
  if (ours === undefined || theirs === undefined || back === undefined) throw new Error('no files')
  execFileSync('tshark', ['-r', ours, '-F', 'pcap', '-w', theirs], { stdio: 'ignore' })
  await cli('trace', 'import', theirs, '--to', back, '--reveal')
  const file = parseTraceFile(readFileSync(back, 'utf8'))
  if (file.kind === 'bad') throw new Error(file.problem.kind)
  const again = file.trace.entries.filter((entry): entry is TraceExchange => entry.type === 'exchange')
  expect(again.map(({ command, response }) => command + response)).toEqual(
    wire.map(({ command, response }) => (command + response).replaceAll('*', '0'))
  )
  expect(again.map(({ command }) => command)).toEqual(wire.map(({ command }) => command.replaceAll('*', '0')))
})

test('an imported capture is a card in a virtual reader', async () => {
  const out = await cli(
    'apdu',
    '00A4040008A000000333010101',
    '--reader',
    `replay:${join(folder, 'card.pcapng')}`,
    '--json'
  )
  expect(out).toContain('6F')
})
