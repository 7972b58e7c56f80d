// Cards with SM2, alone and beside RSA: made, read back, proved genuine with each set, tried, loaded, and paid with.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type {
  CardAlgorithms,
  CarrierName,
  PersonalizationProfile
} from '../../../src-main/contract/personalization'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { generateRsaKey } from '../../../src-main/engine/crypto/rsa'
import { readProfile } from '../../../src-main/services/production/profile-library'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { EXAMPLE, makeDesk } from '../../support/make-desk'
import { moneyDesk } from '../../support/money-desk'

const iccKey = generateRsaKey(1152, 3)
let world: IssuerWorld
beforeAll(async () => {
  world = await createIssuerWorld()
})
beforeEach(() => world.reset())

function profileOf(algorithms: CardAlgorithms, carrier: CarrierName): PersonalizationProfile {
  const caIndex = algorithms === 'sm2' ? 'F2' : 'F1'
  const base = carrier === 'card' ? 'debit-ecash' : `debit-ecash-${carrier}`
  const read = readProfile({ extends: base, id: 'own', issuer: { algorithms, caIndex } })
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.findings))
  return read.profile
}

async function made(algorithms: CardAlgorithms, carrier: 'card' | 'nfc-sim') {
  const card = VirtualCard.fromImage(readyMadeCard(carrier === 'card' ? 'blank' : 'blank-nfc-sim', ['T=1']))
  const side = carrier === 'card' ? 'contact' : 'contactless'
  const sent: string[] = []
  const { make } = makeDesk({
    ...{ world, card: () => card, side, iccKey },
    tap: (channel) => ({
      transceive: (command, about) => {
        sent.push(toHex(command))
        return channel.transceive(command, about)
      }
    })
  })
  const result = await make.make('reader', {
    ...{ profile: profileOf(algorithms, carrier), applicant: EXAMPLE, deposit: 50_000 }
  })
  return { card, side, result, sent } as const
}

const METHODS: Readonly<Record<string, string>> = {
  'sm2 card': 'SDA (SM2), DDA (SM2), CDA (SM2)',
  'both card': 'SDA, DDA, CDA, SDA (SM2), DDA (SM2), CDA (SM2)',
  'sm2 nfc-sim': 'fDDA (SM2)',
  'both nfc-sim': 'fDDA, fDDA (SM2)'
}

describe.each(['sm2', 'both'] as const)('a card with %s', (algorithms) => {
  describe.each(['card', 'nfc-sim'] as const)('on %s', (carrier) => {
    it('proves itself with what it has, and its cryptogram is right', async () => {
      const { result } = await made(algorithms, carrier)
      expect(result.findings.filter(({ level }) => level === 'failed')).toEqual([])
      expect(
        result.report?.rules.flatMap(({ level, findings }) => (level === 'failed' ? findings : []))
      ).toEqual([])
      expect(result.checks.map(({ ok }) => ok)).toEqual([true, true, true, true])
      const authentication = result.checks.find(({ id }) => id === 'authentication')
      expect(authentication?.detail?.en).toBe(METHODS[`${algorithms} ${carrier}`])
      expect(result.outcome).toBe('made')
    })

    it.each([false, true])('is loaded and pays at terminals of which SM is %s', async (smAlgorithms) => {
      const { card, side } = await made(algorithms, carrier)
      const desk = await moneyDesk('debit-ecash', {
        pins: [EXAMPLE.pin ?? ''],
        made: { world, card },
        parts: () => ({ terminal: (id) => ({ ...terminalPreset(id), smAlgorithms }) })
      })
      expect(await desk.perform({ kind: 'load', from: 'account', amount: 10_000 }, side)).toMatchObject({
        outcome: 'done'
      })
      if (carrier === 'card') {
        expect(await desk.perform({ kind: 'pay', mode: 'contact', amount: 2_000 }, side)).toMatchObject({
          outcome: 'done'
        })
      }
      const answers: string[] = []
      card.observe((event) => {
        if (event.kind === 'command') answers.push(event.response)
      })
      expect(await desk.perform({ kind: 'pay', mode: 'flash', amount: 1_500 }, 'contactless')).toMatchObject({
        outcome: 'done'
      })
      // Issuer application data of flash pay end, before the balance, with the algorithm: 04 is SM4.
      const [, algorithm] = /9F1013070117[0-9A-F]{8}(0[14])/.exec(answers.join(' ')) ?? []
      expect(algorithm).toBe(smAlgorithms || algorithms === 'sm2' ? '04' : '01')
    })
  })
})
