import { beforeAll, describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { authenticateCard } from '../../../../src-main/engine/emv/authenticate-card'
import type { PersonalizationOptions } from '../../../../src-main/engine/personalization/card/options'
import { personalizeCard } from '../../../../src-main/engine/personalization/card/personalize-card'
import type { PreparedCard } from '../../../../src-main/engine/personalization/prepare/prepared-card'
import { testCaKeys } from '../../../../src-main/engine/offline-auth/test-issuer'
import { panOf } from '../../../../src-main/engine/personalization/applicant/pan'
import { terminalPreset } from '../../../../src-main/services/terminals/terminal-presets'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import { exampleApplicant, prepared, profileForTestKey } from '../support'
import { benchOf, blankChip, FACTORY_KEYS, optionsFor, OWN_KEYS } from './support'

/** The same card with its power off and on. */
function repowered(card: VirtualCard, side: 'contact' | 'contactless' = 'contact'): VirtualCard {
  const again = VirtualCard.fromImage(card.toImage())
  again.powerUp(side)
  return again
}

async function make(
  card: VirtualCard,
  changes: Partial<PersonalizationOptions> = {},
  content: PreparedCard = prepared()
): Promise<{ bench: ReturnType<typeof benchOf>; outcome: unknown }> {
  const bench = benchOf(card)
  return { bench, outcome: await bench.run(personalizeCard(content, optionsFor(changes))) }
}

async function methods(card: VirtualCard, side: 'contact' | 'contactless'): Promise<string[]> {
  const options = {
    ...({ terminal: terminalPreset(), interface: side } as const),
    caKeys: (_rid: Uint8Array, index: number) => testCaKeys().filter((key) => key.index === index)
  }
  const result = await benchOf(repowered(card, side)).run(authenticateCard(options))
  return result.methods.map(({ method, authentication }) => `${method} ${authentication.outcome.kind}`)
}

describe.each(['debit-ecash', 'credit-ecash', 'ecash'])('a blank virtual chip and the profile %s', (name) => {
  let card: VirtualCard
  let made: Awaited<ReturnType<typeof make>>

  beforeAll(async () => {
    card = blankChip()
    const profile = profileForTestKey(name)
    const pan = panOf(profile.issuer.identifier, 900, profile.issuer.panLength)
    const applicant = exampleApplicant({ pan, limits: undefined })
    made = await make(card, { chip: profile.chip }, prepared(profile, applicant))
  })

  it('becomes a card with keys of its own', () => {
    expect(made.outcome).toMatchObject({ kind: 'completed', keyVersion: 1 })
  })

  it('is genuine by contact and without', async () => {
    expect(await methods(card, 'contact')).toEqual([
      'SDA authenticated',
      'DDA authenticated',
      'CDA authenticated'
    ])
    expect(await methods(card, 'contactless')).toEqual(['fDDA authenticated'])
  })

  it('has the journal ahead of every change, and tells how far it is', () => {
    const steps = made.bench.journal.map(({ step }) => step)
    expect(steps).toEqual([
      ...['started', 'installing', 'installing', 'installing'],
      ...['writing', 'written', 'writing', 'written', 'writing', 'written'],
      ...['putting-keys', 'keys-put', 'securing', 'made']
    ])
    expect(made.bench.journal.at(-1)).toMatchObject({ closed: 'completed' })
    const fractions = made.bench.steps.map(({ fraction }) => fraction).filter((one) => one !== undefined)
    expect(fractions).toEqual([...fractions].sort((left, right) => left - right))
    expect(fractions.at(-1)).toBe(1)
  })

  it('never says its secrets', () => {
    const text = JSON.stringify([made.bench.journal, made.bench.steps, made.outcome])
    expect(text).not.toMatch(/6228480000/)
  })
})

describe('a chip that cannot be made into the card', () => {
  it('with other keys is left as it is, at no cost', async () => {
    const card = blankChip()
    const before = card.toImage()
    const { outcome, bench } = await make(card, { keys: OWN_KEYS, newKeys: OWN_KEYS })
    expect(outcome).toMatchObject({ kind: 'not-opened', standing: { touched: false } })
    expect(bench.sent.some((command) => /^8[04]82/.test(command))).toBe(false)
    expect(bench.journal).toEqual([])
    expect(JSON.stringify(card.toImage()).length).toBe(JSON.stringify(before).length)
  })

  it('with something on it needs a word', async () => {
    const card = blankChip()
    await make(card)
    const { outcome, bench } = await make(repowered(card))
    expect(outcome).toMatchObject({ kind: 'occupied', standing: { touched: false } })
    expect(bench.journal).toEqual([])
    expect((await make(repowered(card), { replace: true })).outcome).toMatchObject({ kind: 'completed' })
  })

  it('without room says how much is missing', async () => {
    const { chip } = profileForTestKey('debit-ecash')
    const { outcome } = await make(blankChip(), { chip: { ...chip, memory: 1_000_000 } })
    expect(outcome).toMatchObject({ kind: 'memory', needed: 1_000_000, standing: { touched: false } })
  })

  it('without the package says so', async () => {
    const { outcome } = await make(blankChip(), {}, { ...prepared(), package: hex('F0435750424F44') })
    expect(outcome).toMatchObject({ kind: 'package-absent', standing: { touched: false } })
  })

  it('refuses data that are none: the card is to be made anew', async () => {
    const content = prepared()
    const bad = { kind: 'plain', bytes: hex('00') } as const
    const [pboc, ...others] = content.applications
    if (pboc === undefined) throw new Error('no application')
    const groupings = pboc.groupings.map((one) => (one.id === 0x9102 ? { ...one, content: bad } : one))
    const card = blankChip()
    const broken = { ...content, applications: [{ ...pboc, groupings }, ...others] }
    const { outcome, bench } = await make(card, {}, broken)
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'refused', command: 'STORE DATA', sw: 0x6a80 },
      standing: { step: 'write', application: 'pboc', touched: true }
    })
    expect(bench.journal.at(-1)).toMatchObject({ step: 'stopped', facts: { at: 'write', why: 'failed' } })
    expect((await make(repowered(card), { replace: true })).outcome).toMatchObject({ kind: 'completed' })
  })
})

describe('through the domain (INSTALL [for personalization])', () => {
  it('the same card comes out', async () => {
    const { chip } = profileForTestKey('debit-ecash')
    const card = blankChip()
    const { outcome, bench } = await make(card, {
      chip: { ...chip, personalizedBy: 'domain', structure: 'dgi' }
    })
    expect(outcome).toMatchObject({ kind: 'completed', keyVersion: 1 })
    expect(bench.sent.filter((command) => /^8[04]82/.test(command))).toHaveLength(1)
    expect(await methods(card, 'contact')).toContain('DDA authenticated')
  })
})

describe('a card that is pulled', () => {
  const content = prepared()

  async function torn(at: number, acted: boolean): Promise<{ card: VirtualCard; outcome: string }> {
    const card = blankChip()
    const bench = benchOf(card, { tearAt: at, acted })
    const { kind } = await bench.run(personalizeCard(content, optionsFor()))
    return { card: repowered(card), outcome: kind }
  }

  it('at any command is made anew by the same keys, or by its own', async () => {
    let cases = 0
    for (let at = 1; ; at += 1) {
      const before = await torn(at, false)
      if (before.outcome === 'completed') break
      for (const { card, outcome } of [before, await torn(at, true)]) {
        expect(outcome).toBe('interrupted')
        const again = await make(card, { replace: true }, content)
        expect([at, again.outcome]).toMatchObject([at, { kind: 'completed', keyVersion: 1 }])
        // Keys that the card does not know are never tried on it.
        const opened = again.bench.sent.filter((command) => /^8[04]82/.test(command)).length
        expect(opened).toBe(5)
        cases += 1
      }
    }
    expect(cases).toBeGreaterThan(70)
  }, 120_000)

  it('or that loses its power at any write, too', async () => {
    const whole = blankChip()
    await make(whole, {}, content)
    let cases = 0
    for (let at = 1; at <= whole.memory.writes; at += 1) {
      const point = at % 2 === 0 ? 'half' : 'before'
      const card = blankChip()
      card.memory.tear(at, point)
      const { kind } = await benchOf(card).run(personalizeCard(content, optionsFor()))
      const again = await make(repowered(card), { replace: true }, content)
      expect([at, kind, again.outcome]).toMatchObject([
        at,
        'interrupted',
        { kind: 'completed', keyVersion: 1 }
      ])
      cases += 1
    }
    expect(cases).toBeGreaterThan(100)
  }, 120_000)

  it('after PUT KEY opens with its own keys', async () => {
    const card = blankChip()
    await make(card)
    const { outcome } = await make(repowered(card), { keys: FACTORY_KEYS, replace: true })
    expect(outcome).toMatchObject({ kind: 'completed', keyVersion: 1 })
    expect(toHex(repowered(card).transmit(hex('00A4040008A00000015100000000')))).toMatch(/9000$/)
  })
})
