import { expect, it } from 'vitest'
import type { CardFacts } from '../../../src-main/engine/cards/card-family'
import { cardFamilies, recogniseCard } from '../../../src-main/engine/cards/recognise'

const nothing: CardFacts = {
  contactless: false,
  historical: new Uint8Array(0),
  aids: [],
  ppse: false,
  pse: false
}

const rows: readonly [string, Partial<CardFacts>][] = [
  ['pboc', { aids: ['A000000333010101'] }],
  ['pboc', { aids: ['A000000632010105', 'A0000003330101065133020000000017'], ppse: true }],
  ['transit-t-union', { aids: ['A000000632010105'], ppse: true }],
  ['emv', { aids: ['A0000000041010'] }],
  ['emv', { pse: true }],
  ['sim', { aids: ['A0000000871002FF86FF0389'] }],
  ['emrtd', { aids: ['A0000002471001'] }],
  ['ndef', { aids: ['D2760000850101'] }],
  ['storage-card', { contactless: true, storageCard: { standard: 3, cardName: 1 } }],
  ['globalplatform', { aids: ['A000000003000000'], securityDomain: 'A000000003000000' }],
  ['unknown', {}],
  ['unknown', { aids: ['F001020304'] }]
]

it.each(rows)('%s from %j', (id, facts) => {
  const recognised = recogniseCard({ ...nothing, ...facts })
  expect(recognised.id).toBe(id)
  expect(recognised.evidence.length).toBeGreaterThan(0)
})

it('names the storage card in its evidence', () => {
  const { evidence } = recogniseCard({ ...nothing, storageCard: { standard: 3, cardName: 0x0026 } })
  expect(evidence[0]?.en).toBe("The reader's ATR names it: MIFARE Mini (ISO/IEC 14443 A, part 3).")
})

it('looks for every family by names that are its own', () => {
  for (const family of cardFamilies) {
    for (const aid of family.probes) {
      expect(recogniseCard({ ...nothing, aids: [aid] }).id, aid).toBe(family.id)
    }
  }
})
