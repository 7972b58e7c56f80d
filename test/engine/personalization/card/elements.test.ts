import { describe, expect, it } from 'vitest'
import { personalizeCard } from '../../../../src-main/engine/personalization/card/personalize-card'
import type { PersonalizationOptions } from '../../../../src-main/engine/personalization/card/options'
import { readyMadeCard } from '../../../../src-main/virtual-card/ready-made/ready-made-cards'
import { CARD_STATE } from '../../../../src-main/virtual-card/os/registry'
import { registryOf } from '../../../../src-main/virtual-card/os/card-content'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import { prepared, profileForTestKey } from '../support'
import { benchOf, optionsFor } from './support'

const profile = profileForTestKey('debit-ecash', 'nfc-sd')
const content = prepared(profile)

function blankSd(): VirtualCard {
  return powered(VirtualCard.fromImage(readyMadeCard('blank-nfc-sd', ['T=1'])))
}

function powered(card: VirtualCard): VirtualCard {
  card.powerUp('contactless')
  return card
}

/** The same card with its power off and on. */
function repowered(card: VirtualCard): VirtualCard {
  return powered(VirtualCard.fromImage(card.toImage()))
}

function options(changes: Partial<PersonalizationOptions> = {}): PersonalizationOptions {
  return optionsFor({ chip: profile.chip, ...changes })
}

function keyVersions(card: VirtualCard, domain: string): string[] {
  const names = Object.keys(card.toImage().memory.cells)
  const keys = names
    .filter((name) => name.startsWith(`${domain}/key/`))
    .map((name) => name.split('/')[2] ?? '')
  return keys.sort()
}

describe('a SIM that is pulled', () => {
  const sim = profileForTestKey('debit-ecash', 'nfc-sim')
  const onSim = prepared(sim)
  const blankSim = (): VirtualCard => powered(VirtualCard.fromImage(readyMadeCard('blank-nfc-sim', ['T=1'])))

  it('at any command, before the card acted or after, is made anew by the same run', async () => {
    const whole = benchOf(blankSim())
    const first = optionsFor({ chip: sim.chip })
    expect(await whole.run(personalizeCard(onSim, first))).toMatchObject({
      kind: 'completed',
      keyVersion: 0x20
    })
    const commands = whole.sent.length
    expect(commands).toBeGreaterThan(25)
    for (let tearAt = 1; tearAt <= commands; tearAt += 1) {
      for (const acted of [false, true]) {
        const card = blankSim()
        await benchOf(card, { tearAt, acted }).run(personalizeCard(onSim, first))
        const outcome = await benchOf(repowered(card)).run(
          personalizeCard(onSim, optionsFor({ chip: sim.chip, replace: true }))
        )
        expect(outcome, `${tearAt} ${acted}`).toMatchObject({ kind: 'completed', keyVersion: 0x20 })
      }
    }
  }, 60_000)
})

describe('a domain that is made for the applications', () => {
  it('gets its keys first, holds all of them, and the issuer’s domain leaves its factory keys', async () => {
    const card = blankSd()
    const bench = benchOf(card)
    const outcome = await bench.run(personalizeCard(content, options()))
    expect(outcome).toMatchObject({ kind: 'completed', keyVersion: 1 })
    expect(bench.journal.map(({ step }) => step).slice(0, 4)).toEqual([
      ...['started', 'creating-domain', 'giving-keys', 'installing']
    ])
    const registry = registryOf(card.memory)
    expect(registry.cardState).toBe(CARD_STATE.secured)
    const homes = registry.entries().map(({ module, domain }) => [module, domain === undefined])
    expect(homes).toEqual([
      ['security-domain', true],
      ['security-domain', true],
      ['pboc', false],
      ['ppse', false]
    ])
    expect(keyVersions(card, 'F043575344F1')).toHaveLength(3)
  })

  it('is not made twice: pulled behind any command until it stands, the same run goes on', async () => {
    // Opening, looking, making the domain, giving it keys, and the first installation lie before that.
    const COMMANDS = 24
    for (let tearAt = 1; tearAt <= COMMANDS; tearAt += 1) {
      for (const acted of [false, true]) {
        const card = blankSd()
        await benchOf(card, { tearAt, acted }).run(personalizeCard(content, options()))
        const bench = benchOf(repowered(card))
        const outcome = await bench.run(personalizeCard(content, options({ replace: true })))
        expect(outcome, `${tearAt} ${acted}`).toMatchObject({ kind: 'completed', keyVersion: 1 })
      }
    }
  }, 60_000)

  it('needs the keys that it shall get', async () => {
    const { newKeys: _none, ...without } = options()
    await expect(benchOf(blankSd()).run(personalizeCard(content, without))).rejects.toThrow('needs keys')
  })
})
