import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BatchView } from '../../src-main/contract/batch'
import type { StockLotView } from '../../src-main/contract/production'
import { APPLICANT, persoHome, type PersoHome } from './perso-support'

let home: PersoHome
beforeEach(() => {
  home = persoHome()
})
afterEach(() => home.remove())

const PANS = ['6228480000000000125', '6228480000000000133', '6228480000000000141', '6228480000000000158']
const HEADING = 'pan,expiry,effective,name,document.type,document.number,pin'
const line = (pan: string): string => `${pan},2035-12-31,2026-01-01,ZHANG SAN TEST,02,E00000001,135790`
const csv = (...pans: readonly string[]): string => `${[HEADING, ...pans.map(line)].join('\n')}\n`
const batch = (file: string, ...more: readonly string[]): string[] => [
  ...['perso', 'batch', file, '--profile', 'debit-ecash', '--yes'],
  ...more
]
const READERS = ['--reader', 'virtual:blank,virtual:blank-2']

describe('before anything is sent', () => {
  async function refused(name: string, content: string | object): Promise<string> {
    let exchanges = 0
    const file = home.file(name, content)
    const ran = await home.cli(batch(file, '--reader', 'virtual:blank'), {
      onExchange: () => (exchanges += 1)
    })
    expect(ran.code, ran.out + ran.err).toBe(2)
    expect(exchanges).toBe(0)
    for (const pan of PANS) expect(ran.err).not.toContain(pan)
    return ran.err
  }

  test('all findings come at once with their lines', async () => {
    const bad = csv(...PANS, PANS[1] ?? '', '6228480000000000126').replace(
      '2035-12-31,2026-01-01',
      '2020-01-31,2019-01-01'
    )
    const said = await refused('bad.csv', bad)
    expect(said).toMatch(/line 1, expiry/)
    expect(said).toMatch(/line 5, pan: Applicant 2/)
    expect(said).toMatch(/line 6, pan: The check digit/)
  })

  test('a file that is half written is refused', async () => {
    expect(await refused('half.csv', csv(...PANS).slice(0, -4))).toContain('half written')
    expect(await refused('cut.csv', `${csv(...PANS).slice(0, -40)}\n`)).toContain('line')
    expect(await refused('half.json', JSON.stringify([APPLICANT]).slice(0, -9))).toContain('half written')
    expect(await refused('none.json', {})).toContain('no list')
    expect(await refused('empty.csv', `${HEADING}\n`)).toContain('nobody')
  })

  test('readers and profile have to be named', async () => {
    const file = home.file('list.csv', csv(...PANS))
    expect((await home.cli(batch(file))).code).toBe(2)
    expect((await home.cli(batch(file, '--reader', 'virtual:blank,virtual:blank'))).code).toBe(2)
    expect((await home.cli(['perso', 'batch', file, '--reader', 'virtual:blank'])).code).toBe(2)
  })
})

test(
  'four lines over two readers, with the stock counted; the same list again makes nothing',
  { timeout: 120_000 },
  async () => {
    const file = home.file('list.csv', csv(...PANS))
    await home.cli(['card', 'create', 'blank'])
    const { id } = await home.json<StockLotView>(['perso', 'stock', 'receive', 'May', '5'])
    const trace = join(dirname(file), 'batch.jsonl')
    const ran = await home.cli(batch(file, ...READERS, '--lot', id, '--trace', trace))
    expect(ran.code, ran.out + ran.err).toBe(0)
    const traces = readdirSync(dirname(file)).filter((name) => name.startsWith('batch'))
    expect(traces.toSorted()).toEqual(['batch-blank-2.jsonl', 'batch-blank.jsonl'])
    expect(ran.out).toContain('4 lines: 4 made, 0 rejected, 0 left.')
    expect(ran.out).toContain('5 in; 4 made, 0 scrapped, 0 begun, 1 left')
    expect(ran.out).toContain('adds up')
    expect(ran.out.match(/ made {5}/g)).toHaveLength(4)
    expect(ran.err).toMatch(/^blank-2 .*#\d 622848\*+\d{4}.*making$/m)
    const again = await home.json<BatchView>(batch(file, ...READERS, '--lot', id))
    expect(again).toMatchObject({ made: 4, left: 0, lot: { made: 4, left: 1 } })
    // The same numbers in another list are cards that there are.
    const other = await home.cli(batch(home.file('other.csv', csv(...PANS.slice(1))), ...READERS))
    expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/line 3, pan: .*already/) as string })
  }
)

test('is stopped after the card under way, and goes on', { timeout: 120_000 }, async () => {
  const file = home.file(
    'list.json',
    PANS.map((pan) => ({ ...APPLICANT, pan }))
  )
  const stop = new AbortController()
  const ran = await home.cli([...batch(file, '--reader', 'virtual:blank'), '--json'], {
    signal: stop.signal,
    onExchange: (count) => {
      if (count === 20) stop.abort()
    }
  })
  expect(ran.code).toBe(1)
  expect(ran.err).toContain('Stopping')
  expect(JSON.parse(ran.out)).toMatchObject({
    made: 1,
    rejected: 0,
    left: 3,
    ended: [{ line: 1, outcome: 'made' }]
  })
  const rest = await home.json<BatchView>(batch(file, '--reader', 'virtual:blank'))
  expect(rest).toMatchObject({ made: 4, rejected: 0, left: 0 })
  expect(rest.ended.map(({ line: number, outcome }) => [number, outcome])).toEqual(
    [1, 2, 3, 4].map((number) => [number, 'made'])
  )
})

test('a card that is torn is replaced, and counted as spoiled', { timeout: 120_000 }, async () => {
  // Without a number of its own: the line keeps the one that it was given.
  const file = home.file(
    'list.json',
    [APPLICANT, APPLICANT].map(({ pan: _pan, account: _account, ...rest }) => rest)
  )
  const { id } = await home.json<StockLotView>(['perso', 'stock', 'receive', 'May', '4'])
  let isTorn = false
  const ran = await home.cli([...batch(file, '--reader', 'virtual:Desk', '--lot', id), '--json'], {
    onExchange: (count, { shelf }) => {
      // The card that lies there at first is none, so this is in the middle of the second one.
      if (isTorn || count < 60) return
      isTorn = true
      shelf.feed('virtual:Desk', 'blank')
    }
  })
  expect(ran.code, ran.out + ran.err).toBe(0)
  const view = JSON.parse(ran.out) as BatchView
  expect(view).toMatchObject({
    made: 2,
    rejected: 0,
    left: 0,
    lot: { made: 2, scrapped: 1, begun: 0, left: 1 }
  })
})
