// Each kind of card on each carrier: from blank to a card that was read back, checked, tried, loaded and has paid.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountKind, carrierName, type CarrierName } from '../../../src-main/contract/personalization'
import { generateRsaKey } from '../../../src-main/engine/crypto/rsa'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { readyMadeCard, type ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { registryOf } from '../../../src-main/virtual-card/os/card-content'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { TEST_ISSUER } from '../../../src-main/services/production/issuer-key-sets'
import type { MakeOrder } from '../../../src-main/services/production/make-service'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { EXAMPLE, makeDesk } from '../../support/make-desk'
import { moneyDesk } from '../../support/money-desk'

const iccKey = generateRsaKey(1152, 3)
const BLANKS: Readonly<Record<CarrierName, ReadyMadeCard>> = {
  card: 'blank',
  'embedded-se': 'blank-embedded-se',
  'nfc-sim': 'blank-nfc-sim',
  'nfc-sd': 'blank-nfc-sd'
}
const CASES = carrierName.options.flatMap((carrier) => accountKind.options.map((kind) => ({ kind, carrier })))
/** Security domain that the payment application lives in. */
const DOMAINS: Readonly<Record<CarrierName, string>> = {
  card: 'A000000151000000',
  'embedded-se': 'F043575344E1',
  'nfc-sim': 'F043575344D1',
  'nfc-sd': 'F043575344F1'
}
const LOADED = 10_000
const PAID = 1_500

let world: IssuerWorld
beforeAll(async () => {
  world = await createIssuerWorld()
})
beforeEach(() => world.reset())

function blank(carrier: CarrierName): VirtualCard {
  return VirtualCard.fromImage(readyMadeCard(BLANKS[carrier], ['T=1']))
}

function profileOf(kind: string, carrier: CarrierName): string {
  return carrier === 'card' ? kind : `${kind}-${carrier}`
}

function homeOf(card: VirtualCard): string | undefined {
  const { memory } = VirtualCard.fromImage(card.toImage())
  memory.powerUp()
  const registry = registryOf(memory)
  const application = registry.entries().find(({ module }) => module === 'pboc')
  return application && toHex(registry.domainOf(application))
}

/** One order on one card, which is pulled behind the command of that number. */
async function torn(
  card: VirtualCard,
  order: MakeOrder,
  at: number
): Promise<{ outcome: string; commands: number }> {
  let commands = 0
  const { make } = makeDesk({
    ...{ world, card: () => card, side: 'contactless', iccKey },
    tap: (channel) => ({
      async transceive(command, about) {
        commands += 1
        const answer = await channel.transceive(command, about)
        if (commands === at) throw new Interruption('card-removed')
        return answer
      }
    })
  })
  try {
    return { outcome: (await make.make('reader', order)).outcome, commands }
  } catch (error) {
    return { outcome: error instanceof Error ? error.message : 'unknown', commands }
  }
}

const { pan: _pan, limits: _limits, ...applicant } = EXAMPLE

describe('a card on each carrier', () => {
  it.each(CASES)('$kind on $carrier is made, loaded, and pays', async ({ kind, carrier }) => {
    const card = blank(carrier)
    const side = carrier === 'card' ? 'contact' : 'contactless'
    const { make } = makeDesk({ world, card: () => card, side, iccKey })
    const made = await make.make('reader', { profile: profileOf(kind, carrier), applicant, deposit: 50_000 })
    expect(made.findings.filter(({ level }) => level === 'failed')).toEqual([])
    expect(made.report?.rules.flatMap(({ level, findings }) => (level === 'failed' ? findings : []))).toEqual(
      []
    )
    expect(made.checks.map(({ id, ok, detail }) => [id, ok, ok ? undefined : detail])).toEqual(
      ['reading', 'rules', 'authentication', 'trial'].map((id) => [id, true, undefined])
    )
    expect(made).toMatchObject({ outcome: 'made', report: { interface: side } })
    expect(homeOf(card)).toBe(DOMAINS[carrier])
    const desk = await moneyDesk('debit-ecash', { pins: [EXAMPLE.pin ?? ''], made: { world, card } })
    const load =
      kind === 'ecash'
        ? ({ kind: 'load', from: 'cash', amount: LOADED } as const)
        : ({ kind: 'load', from: 'account', amount: LOADED } as const)
    const loaded = await desk.perform(load, side)
    expect(loaded).toMatchObject({ outcome: 'done' })
    const paid = await desk.perform({ kind: 'pay', mode: 'flash', amount: PAID }, 'contactless')
    expect(paid).toMatchObject({ outcome: 'done' })
  })
})

describe('a SIM that is pulled', () => {
  const order: MakeOrder = { profile: 'debit-ecash-nfc-sim', applicant: EXAMPLE }
  // Every command is torn at in test/engine/personalization/card/elements.test.ts; here it is the whole way, sampled.
  const EVERY = 9

  it('is made by the same order afterwards, read back, checked and tried', async () => {
    const { outcome, commands } = await torn(blank('nfc-sim'), order, 0)
    expect(outcome).toBe('made')
    for (let at = 2; at <= commands; at += EVERY) {
      await world.reset()
      const card = blank('nfc-sim')
      const first = await torn(card, order, at)
      if (first.outcome === 'made') continue
      expect(['refused', 'unfinished', 'card-removed'], `behind ${at}`).toContain(first.outcome)
      expect((await torn(card, order, 0)).outcome, `behind ${at}`).toBe('made')
      expect(failures(card), `behind ${at}`).toEqual([])
    }
  }, 60_000)
})

describe('what an element is not', () => {
  it('is not made on a contact reader, before which nothing is sent', async () => {
    const card = blank('nfc-sim')
    const before = JSON.stringify(card.toImage())
    const { make } = makeDesk({ world, card: () => card, iccKey })
    const made = await make.make('reader', { profile: 'debit-ecash-nfc-sim', applicant: EXAMPLE })
    expect(made).toMatchObject({ outcome: 'refused', checks: [] })
    expect(JSON.stringify(card.toImage())).toBe(before)
  })

  it('is not another element: other domain, other protocol, no attempt used up', async () => {
    for (const carrier of ['card', 'embedded-se', 'nfc-sd'] as const) {
      const card = blank(carrier)
      const { make } = makeDesk({ world, card: () => card, side: 'contactless', iccKey })
      const made = await make.make('reader', { profile: 'debit-ecash-nfc-sim', applicant: EXAMPLE })
      expect(made.outcome).toBe('refused')
      expect(failures(card)).toEqual([])
    }
  })
})

describe('an issuer without AES keys', () => {
  it('makes nothing for a domain that speaks SCP03, and says what it lacks', async () => {
    const { kmcAes: _aes, ...keys } = TEST_ISSUER.keys
    const card = blank('embedded-se')
    const before = JSON.stringify(card.toImage())
    const { make } = makeDesk({
      ...{ world, card: () => card, side: 'contactless', iccKey },
      issuers: [{ ...TEST_ISSUER, id: 'own', keys }]
    })
    const made = await make.make('reader', { profile: 'ecash-embedded-se', applicant, issuer: 'own' })
    expect(made.outcome).toBe('invalid')
    expect(made.findings.filter(({ level }) => level === 'failed').map(({ code }) => code)).toEqual([
      'aes-keys-missing'
    ])
    expect(JSON.stringify(card.toImage())).toBe(before)
  })
})

/** Attempts at keys that were counted. */
function failures(card: VirtualCard): string[] {
  const { cells } = card.toImage().memory
  return Object.keys(cells).filter((name) => name.endsWith('failures') && cells[name] !== '00')
}
