import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MakeResult, ProductionView, StockLotView } from '../../src-main/contract/production'
import { existsSync } from 'node:fs'
import { cardPreview } from '../../src-main/contract/preview'
import { APPLICANT, persoHome, type PersoHome } from './perso-support'

let home: PersoHome
let applicant: string
beforeEach(() => {
  home = persoHome()
  applicant = home.file('applicant.json', APPLICANT)
})
afterEach(() => home.remove())

const making = (...more: readonly string[]): string[] => [
  ...['perso', 'run', '--profile', 'debit-ecash', '--applicant', applicant, '--yes'],
  ...more
]

test(
  'a blank virtual chip becomes a card, is read, verified, loaded and pays',
  { timeout: 120_000 },
  async () => {
    const made = await home.cli(making('--reader', 'virtual:blank', '--deposit', '500'))
    expect(made.code, made.err).toBe(0)
    expect(made.out).toContain('The card is made and tested.')
    expect(made.out).toMatch(/Rules: \d+ kept, 0 broken/)
    expect(made.out).not.toContain(String(APPLICANT['pan']))
    const read = await home.cli(['inspect', '--reader', 'virtual:blank'])
    expect(read).toMatchObject({ code: 0, out: expect.stringContaining('6228 48** **** ***0 117') as string })
    const verified = await home.cli(['perso', 'verify', '--reader', 'virtual:blank'])
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('as a card should be') as string })
    const onCard = ['--reader', 'virtual:blank']
    const load = await home.cli(['ecash', 'load', '--amount', '100', '--from', 'account', ...onCard], {
      answer: ''
    })
    expect(load.code, load.err).toBe(0)
    const pay = await home.cli(['ecash', 'pay', '--contact', '--amount', '12.50', ...onCard])
    expect(pay.code, pay.err).toBe(0)
    expect(await home.json(['ecash', 'balance', ...onCard])).toMatchObject({ balance: 87_50 })
    const again = await home.cli(making('--reader', 'virtual:blank'))
    expect(again.code).toBe(2)
  }
)

describe('before anything is sent', () => {
  test('all that is wrong with an applicant is listed, and nothing is sent', async () => {
    home.file('applicant.json', { ...APPLICANT, pan: '6228480000000000118', expiry: '2020-01-31', pin: '12' })
    let exchanges = 0
    const ran = await home.cli(making('--reader', 'virtual:blank'), { onExchange: () => (exchanges += 1) })
    expect(ran.code).toBe(2)
    for (const field of ['pan', 'expiry', 'pin']) expect(ran.out).toMatch(new RegExp(`failed +${field}`))
    expect(ran.out).not.toContain('6228480000000000118')
    expect(exchanges).toBe(0)
    expect(await home.json(['perso', 'productions'])).toEqual({ productions: [] })
  })

  test('a field that no profile and no applicant has is named', async () => {
    const profile = home.file('profile.json', { extends: 'debit-ecash', colour: 'red' })
    const wrong = await home.cli(['perso', 'preview', '--profile', profile, '--applicant', applicant])
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('"colour"') as string })
    home.file('applicant.json', { ...APPLICANT, colour: 'red' })
    const person = await home.cli(['perso', 'preview', '--profile', 'ecash', '--applicant', applicant])
    expect(person).toMatchObject({
      code: 2,
      err: expect.stringContaining('colour: There is no such') as string
    })
    const { name: _name, ...nameless } = APPLICANT
    home.file('applicant.json', nameless)
    const nobody = await home.cli(['perso', 'preview', '--profile', 'ecash', '--applicant', applicant])
    expect(nobody).toMatchObject({
      code: 2,
      err: expect.stringContaining('name: The field is missing') as string
    })
    expect((await home.cli(['perso', 'run', '--profile', 'none', '--applicant', applicant])).code).toBe(2)
    expect((await home.cli(['perso', 'run', '--applicant', applicant])).code).toBe(2)
  })

  test('what stops a card comes before what is only a warning', async () => {
    home.file('applicant.json', { ...APPLICANT, pan: '6228480000000000118' })
    const { err } = await home.cli(['perso', 'preview', '--profile', 'ecash', '--applicant', applicant])
    expect(err).toMatch(/pan: The check digit[^]*warning: document\.number: The check digit/)
  })

  test('nobody writes without consent', async () => {
    const words = making('--reader', 'virtual:blank').filter((word) => word !== '--yes')
    expect((await home.cli(words)).code).toBe(2)
    expect((await home.cli(words, { answer: 'n' })).code).toBe(1)
    expect((await home.cli(['perso', 'verify', '--reader', 'virtual:blank'])).code).toBe(1)
  })
})

test('shows what would be written, keys by their check values, the number in clear on demand only', async () => {
  const order = ['--profile', 'debit-ecash', '--applicant', applicant]
  const shown = await home.cli(['perso', 'preview', ...order])
  expect(shown.code).toBe(0)
  expect(shown.out).toMatch(/ {2}8000 .*check values [0-9A-F]{6}/)
  expect(shown.out).toMatch(/9F12 .*= 测试借记卡/)
  expect(shown.out).not.toContain('6228480000000000117')
  expect((await home.cli(['perso', 'preview', '--reveal', ...order])).out).toContain('6228480000000000117')
  const document = cardPreview.parse(await home.json(['perso', 'prepare', ...order]))
  const secret = document.applications
    .flatMap(({ groupings }) => groupings)
    .filter(({ fields }) => fields.length === 0)
  expect(secret.length).toBeGreaterThan(2)
  for (const { hex } of secret) expect(hex).toMatch(/^\**$/)
  expect(JSON.stringify(document)).not.toContain('123456')
  const out = home.file('card.json', '')
  expect((await home.cli(['perso', 'prepare', ...order, '--out', out])).code).toBe(2)
  expect((await home.cli(['perso', 'prepare', ...order, '--out', out, '--force'])).code).toBe(0)
  const zh = await home.cli(['perso', 'preview', ...order], { language: 'zh' })
  expect(zh.out).toContain('个数据分组')
})

test('verifies ready-made cards, and writes the report', async () => {
  const html = home.file('none', '').replace(/none$/, 'card.html')
  const good = await home.cli(['perso', 'verify', '--reader', 'virtual:credit-ecash', '--html', html])
  expect(good.code, good.out).toBe(0)
  expect(existsSync(html)).toBe(true)
  const bare = await home.cli(['perso', 'verify', '--reader', 'virtual:blank'])
  expect(bare).toMatchObject({ code: 1, out: expect.stringContaining('No application') as string })
  expect(await home.json(['perso', 'verify', '--reader', 'virtual:ecash'])).toMatchObject({
    format: 'cardwright-verification'
  })
})

describe('a torn card', () => {
  const lots = async (): Promise<StockLotView | undefined> =>
    (await home.json<{ lots: StockLotView[] }>(['perso', 'stock'])).lots[0]
  const DESK = 'virtual:Desk'

  /** Begins a card in the reader on the desk and takes it out in the middle. */
  async function torn(): Promise<{ lot: string; production: string }> {
    const { id: lot } = await home.json<StockLotView>(['perso', 'stock', 'receive', 'May', '3'])
    const ran = await home.cli([...making('--reader', DESK, '--lot', lot), '--json'], {
      onExchange: (count, { shelf }) => {
        if (count === 0) return
        // Late enough for the first changes, too early for the end.
        if (count === 30) shelf.remove(DESK)
      }
    })
    expect(ran.code).toBe(1)
    const result = JSON.parse(ran.out) as MakeResult
    expect(result).toMatchObject({ outcome: 'unfinished', production: { state: 'begun' } })
    expect(await lots()).toMatchObject({ begun: 1, made: 0, scrapped: 0, left: 2 })
    return { lot, production: result.production?.id ?? '' }
  }

  /** Puts the blank card onto the desk in a run of its own. */
  async function blankOnDesk(): Promise<void> {
    let done = false
    await home.cli(['card', 'list'])
    await home.cli(['inspect', '--reader', DESK], {
      onExchange: (_count, { shelf }) => {
        if (done) return
        done = true
        shelf.remove(DESK)
        shelf.insert('blank', DESK)
      }
    })
  }

  test('is made anew on the same chip', { timeout: 60_000 }, async () => {
    await blankOnDesk()
    const { lot } = await torn()
    const again = await home.cli(making('--reader', 'virtual:blank', '--lot', lot))
    expect(again.code, again.out + again.err).toBe(0)
    expect(await lots()).toMatchObject({ begun: 0, made: 1, scrapped: 0, left: 2 })
  })

  test('or is scrapped, and another chip becomes the card', { timeout: 60_000 }, async () => {
    await blankOnDesk()
    const { lot, production } = await torn()
    await home.cli(['card', 'create', 'blank'])
    const early = await home.cli(making('--reader', 'virtual:blank-2', '--lot', lot))
    expect(early).toMatchObject({ code: 2, err: expect.stringContaining('already') as string })
    const scrap = ['perso', 'scrap', production, '--reason', 'torn-card']
    expect((await home.cli(scrap)).code).toBe(2)
    expect((await home.cli([...scrap, '--yes'])).code).toBe(0)
    expect((await home.cli([...scrap, '--yes'])).code).toBe(1)
    const other = await home.cli(
      making('--reader', 'virtual:blank-2', '--lot', lot, '--replaces', production)
    )
    expect(other.code, other.out + other.err).toBe(0)
    expect(await lots()).toMatchObject({ begun: 0, made: 1, scrapped: 1, left: 1 })
    const { productions } = await home.json<{ productions: ProductionView[] }>(['perso', 'productions'])
    expect(productions.map(({ state, replaces }) => [state, replaces])).toEqual([
      ['made', production],
      ['scrapped', undefined]
    ])
    expect((await home.cli(['perso', 'productions', '--state', 'scrapped'])).out).toContain(
      'torn, bent or dead'
    )
    expect((await home.cli(['perso', 'productions', '--state', 'lost'])).code).toBe(2)
  })
})

test('stock comes in by count or by printed numbers', async () => {
  const receive = ['perso', 'stock', 'receive', 'Printed']
  expect((await home.cli(receive)).code).toBe(2)
  expect((await home.cli([...receive, 'many'])).code).toBe(2)
  const bad = home.file('bad.txt', '6228480000000000117\n6228480000000000118\n')
  const refused = await home.cli([...receive, '--numbers', bad])
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('Line 2') as string })
  expect(refused.err).not.toContain('6228480000000000118')
  const half = home.file('half.txt', '6228480000000000117')
  expect((await home.cli([...receive, '--numbers', half])).code).toBe(2)
  const good = home.file('good.txt', '6228480000000000125\n')
  const { id } = await home.json<StockLotView>([...receive, '--numbers', good])
  const other = await home.cli(making('--reader', 'virtual:blank', '--lot', id))
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('not printed') as string })
})
