import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectionReport, type InspectionReport } from '../../src-main/contract/report'
import { builtCli, startCli, type CliProcess } from '../support/cli'

let folder: string
let product: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-cli-'))
  product = await builtCli()
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function cli(
  args: readonly string[],
  options: { home?: string; input?: string; env?: NodeJS.ProcessEnv } = {}
): CliProcess {
  const { home = 'home', input, env = {} } = options
  return startCli(product, args, {
    env: { CARDWRIGHT_HOME: join(folder, home), LC_ALL: 'en_US.UTF-8', ...env },
    ...(input !== undefined && { input })
  })
}

const CARD = ['--reader', 'virtual:debit-ecash']
const SELECT = '00A4040008A000000333010101'
const ATC = '80CA9F3600'

async function inspected(...args: readonly string[]): Promise<InspectionReport> {
  const { code, out, err } = await cli(['inspect', '--json', ...args]).ended
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return inspectionReport.parse(JSON.parse(out))
}

function atcOf(report: InspectionReport): number {
  return report.applications[0]?.atc ?? 0
}

describe('without any hardware', () => {
  test('the demonstration reads the virtual card', async () => {
    const { code, out, err } = await cli(['demo']).ended
    expect(code).toBe(0)
    expect(out).toContain('测试借记卡')
    expect(out).toContain('¥88.00')
    expect(out).not.toContain('\u001B')
    expect(err).toContain('virtual debit and e-cash card')
  })

  test('the demonstration is told in Chinese where the environment is Chinese', async () => {
    const { out } = await cli(['demo'], { env: { LC_ALL: 'zh_CN.UTF-8' } }).ended
    expect(out).toContain('电子现金')
    expect(out).not.toContain('Card number')
  })

  test('the report as one JSON document, with truncated numbers unless revealed', async () => {
    const report = await inspected(...CARD)
    expect(report).toMatchObject({ outcome: 'complete', revealed: false })
    expect(report.applications[0]).toMatchObject({
      balances: [{ balance: { minor: 8800, currency: 'CNY' } }]
    })
    expect(report.applications[0]?.pan).toMatch(/^\d{6}\*+\d{4}$/)
    expect((await inspected(...CARD, '--reveal')).applications[0]?.pan).toMatch(/^\d{16,19}$/)
  })

  test('the contactless side', async () => {
    const report = await inspected(...CARD, '--contactless')
    expect(report.card.interface).toBe('contactless')
    expect(report.card.uid).toMatch(/^[0-9A-F]{8,14}$/)
  })

  test('the card keeps its state from one call to the next', async () => {
    const first = atcOf(await inspected(...CARD))
    const second = atcOf(await inspected(...CARD))
    expect(second).toBeGreaterThan(first)
    const { out } = await cli(['apdu', SELECT, ATC, ...CARD, '--json']).ended
    const { exchanges } = JSON.parse(out) as { exchanges: { response: string }[] }
    expect(exchanges[1]?.response).toBe(`9F3602${second.toString(16).toUpperCase().padStart(4, '0')}9000`)
  })

  test('made as new, the card begins again', async () => {
    const home = 'reset'
    await cli(['inspect', ...CARD], { home }).ended
    const changed = await cli(['apdu', SELECT, ATC, ...CARD, '--json'], { home }).ended
    expect((await cli(['card', 'reset', 'debit-ecash', '--yes'], { home }).ended).code).toBe(0)
    const asNew = await cli(['apdu', SELECT, ATC, ...CARD, '--json'], { home }).ended
    expect(asNew.out).toContain('9F360200089000')
    expect(changed.out).not.toContain('9F360200089000')
  })

  test('a card that was made is read, and deleted', async () => {
    const home = 'shelf'
    const made = await cli(['card', 'create', 'credit-ecash', '--json'], { home }).ended
    expect(JSON.parse(made.out)).toMatchObject({ card: { id: 'credit-ecash-2' } })
    expect((await cli(['inspect', '--reader', 'virtual:credit-ecash-2'], { home }).ended).code).toBe(0)
    expect((await cli(['card', 'delete', 'credit-ecash-2', '--yes'], { home }).ended).code).toBe(0)
    const { out } = await cli(['card', 'list', '--json'], { home }).ended
    expect((JSON.parse(out) as { cards: unknown[] }).cards).toHaveLength(4)
  })

  test('reports are saved for their owner only, shown and compared', async () => {
    const [left, right] = [join(folder, 'left.json'), join(folder, 'right.json')]
    await cli(['inspect', ...CARD, '--save', left]).ended
    await cli(['inspect', ...CARD, '--save', right]).ended
    expect(statSync(left).mode & 0o777).toBe(0o600)
    const shown = await cli(['report', 'show', left, '--json']).ended
    expect(inspectionReport.parse(JSON.parse(shown.out))).toEqual(JSON.parse(readFileSync(left, 'utf8')))
    const compared = await cli(['report', 'compare', left, right, '--json']).ended
    expect(JSON.parse(compared.out)).toMatchObject({ differences: [{ tag: '9F36' }] })
    const again = await cli(['inspect', ...CARD, '--save', left]).ended
    expect(again).toMatchObject({ code: 2 })
    expect(again.err).toContain('--force')
  })
})

describe('traces', () => {
  test('a trace of an inspection is the same card when it is replayed', async () => {
    const trace = join(folder, 'card.jsonl')
    const live = await inspected(...CARD, '--trace', trace)
    expect(statSync(trace).mode & 0o777).toBe(0o600)
    expect(readFileSync(trace, 'utf8')).not.toContain(
      (await inspected(...CARD, '--reveal')).applications[0]?.pan
    )
    const replayed = await inspected('--reader', `replay:${trace}`)
    const seen = ({ applications, securityDomain }: InspectionReport): unknown => [
      applications.map(({ parts: _parts, ...rest }) => rest),
      securityDomain?.keys
    ]
    expect(seen(replayed)).toEqual(seen(live))
    const { code, out } = await cli(['trace', 'show', trace]).ended
    expect(code).toBe(0)
    expect(out).toContain('E-cash balance  000000008800')
  })

  test('a session in clear says so in its header', async () => {
    const trace = join(folder, 'clear.jsonl')
    await cli(['apdu', SELECT, '00B2011400', ...CARD, '--trace', trace, '--reveal']).ended
    const [header = ''] = readFileSync(trace, 'utf8').split('\n')
    expect(JSON.parse(header)).toMatchObject({ format: 'cardwright-trace', revealed: true })
  })

  test('what was not recorded is said to be so, with what was learned before it', async () => {
    const trace = join(folder, 'short.jsonl')
    await cli(['apdu', SELECT, ...CARD, '--trace', trace]).ended
    const { code, out } = await cli(['apdu', SELECT, ATC, '--reader', `replay:${trace}`, '--json']).ended
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ exchanges: [{ sw: '9000' }], error: { code: 'not-recorded' } })
  })

  test('a file that is no trace is refused by its line', async () => {
    const file = join(folder, 'no-trace.txt')
    writeFileSync(file, 'hello\n')
    const { code, err } = await cli(['inspect', '--reader', `replay:${file}`]).ended
    expect(code).toBe(2)
    expect(err).toContain('line 1')
  })
})

describe('commands of one’s own', () => {
  test('are explained, and masked', async () => {
    const { code, out, err } = await cli(['apdu', SELECT, '00B2011400', ...CARD]).ended
    expect(code).toBe(0)
    expect(out).toContain('READ RECORD')
    expect(out).toMatch(/5A {2}Application primary account number \(PAN\) {2}622848\*+/)
    expect(err).toContain('--reveal')
  })

  test('come from standard input', async () => {
    const { code, out } = await cli(['apdu', '-', ...CARD, '--json'], {
      input: `# balance\n${SELECT}\n80CA9F7900 # e-cash\n`
    }).ended
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      exchanges: [{ name: 'SELECT' }, { response: '9F79060000000088009000' }]
    })
  })

  test('end with 1 where the card says no', async () => {
    const { code, out } = await cli(['apdu', '00A4040005A0000000FF', ...CARD, '--json']).ended
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ exchanges: [{ sw: '6A82' }] })
  })

  test('are refused before the first is sent where one is malformed or dangerous', async () => {
    const before = await cli(['apdu', SELECT, '80CA9F1700', ...CARD, '--json']).ended
    const wrongPin = '0020008008249999FFFFFFFFFF'
    const malformed = await cli(['apdu', SELECT, wrongPin, '00A4', ...CARD, '--yes']).ended
    const dangerous = await cli(['apdu', SELECT, wrongPin, ...CARD, '--json']).ended
    expect([malformed.code, dangerous.code]).toEqual([2, 2])
    expect(JSON.parse(dangerous.out)).toMatchObject({
      error: { code: 'needs-consent', cause: { en: expect.stringContaining('VERIFY') as string } }
    })
    const after = await cli(['apdu', SELECT, '80CA9F1700', ...CARD, '--json']).ended
    expect(responses(after.out)).toEqual(responses(before.out))
  })

  test('a PIN is in neither output nor trace', async () => {
    const home = 'pin'
    const trace = join(folder, 'pin.jsonl')
    const { code, out } = await cli(
      ['apdu', SELECT, '0020008008249999FFFFFFFFFF', ...CARD, '--yes', '--trace', trace, '--json'],
      { home }
    ).ended
    expect(code).toBe(1)
    expect(out + readFileSync(trace, 'utf8')).not.toMatch(/249999/)
  })
})

describe('exit codes', () => {
  test.each<[readonly string[], number, string]>([
    [['inspect', '--reader', 'virtual:nix'], 3, 'reader-unknown'],
    [['inspect', '--reader', 'virtual:Tap'], 3, 'no-card'],
    [['inspect', '--reader', 'replay:/nowhere.jsonl'], 2, 'file-not-read'],
    [['inspect', '--nix'], 2, 'bad-request'],
    [['apdu', 'XX', ...CARD], 2, 'not-hex'],
    [['apdu', '00A4', ...CARD], 2, 'apdu-malformed'],
    [['card', 'reset', 'nix', '--yes'], 2, 'card-unknown'],
    [['report', 'show', '/nowhere.json'], 2, 'file-not-read'],
    [['card', 'serve', '--reader', 'virtual:ecash', '--port', '1'], 3, 'vpcd-unreachable']
  ])('%j ends with %i: %s', async (args, code, error) => {
    const json = await cli([...args, '--json']).ended
    expect(json.code).toBe(code)
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: error } })
  })
})

describe('the process', () => {
  test('ends quietly when its reader stops reading', () => {
    const script = '"$NODE" "$CLI" demo --json 2>"$ERRORS" | head -c 10; exit "${PIPESTATUS[0]}"'
    const errors = join(folder, 'errors')
    const env = {
      ...process.env,
      CARDWRIGHT_HOME: join(folder, 'home'),
      LC_ALL: 'C',
      CLI: product,
      NODE: process.execPath,
      ERRORS: errors
    }
    expect(execFileSync('bash', ['-c', script], { env, encoding: 'utf8' })).toHaveLength(10)
    expect(readFileSync(errors, 'utf8').trim().split('\n')).toHaveLength(1)
  })

  test('Ctrl-C ends watching with 0', async () => {
    const watching = cli(['readers', '--watch'])
    await watching.says('virtual:Desk')
    watching.kill('SIGINT')
    expect((await watching.ended).code).toBe(0)
  })

  test('two calls at a time on one card: one waits or is told, none is lost', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => cli(['inspect', ...CARD, '--json']).ended))
    for (const { code, out } of all) {
      const document: unknown = JSON.parse(out)
      if (code === 0) expect(inspectionReport.safeParse(document).success).toBe(true)
      else expect(document).toMatchObject({ error: { code: 'sharing-violation' } })
    }
    expect(all.some(({ code }) => code === 0)).toBe(true)
  })

  test('the doctor prints its checks', async () => {
    const { code, out } = await cli(['doctor', '--json']).ended
    expect([0, 3]).toContain(code)
    expect((JSON.parse(out) as { checks: unknown[] }).checks.length).toBeGreaterThan(0)
  })
})

function responses(out: string): string[] {
  return (JSON.parse(out) as { exchanges: { response: string }[] }).exchanges.map(({ response }) => response)
}
