import { describe, expect, it } from 'vitest'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { CardReferences } from '../../../src-main/services/journal/card-references'
import { sealed, unsealed } from '../../../src-main/services/journal/sealed-number'
import { truncatedPan } from '../../../src-main/services/journal/truncated-pan'
import { createIssuerWorld } from '../../support/issuer-world'

const PAN = '6228480000000000018'

describe('references of cards', () => {
  it('are the same after a restart, and others in another installation', async () => {
    const world = await createIssuerWorld()
    const again = new CardReferences(world.database, randomBytes)
    expect(() => again.reference(PAN, '01')).toThrow('ready')
    await Promise.all([again.ready(), again.ready()])
    const reference = world.references.reference(PAN, '01')
    expect(reference).toMatch(/^[0-9A-F]{32}$/)
    expect(again.reference(PAN, '01')).toBe(reference)
    expect(again.reference(PAN, '02')).not.toBe(reference)
    expect(again.reference(PAN, '')).toBe(again.reference(PAN, '00'))
    const elsewhere = await createIssuerWorld()
    expect(elsewhere.references.reference(PAN, '01')).not.toBe(reference)
  })

  it('lead back to the number once a step of the journal named the card', async () => {
    const world = await createIssuerWorld()
    const other = '6228480000000000034'
    const card = world.references.reference(other, '01')
    const afterRestart = async (): Promise<string | undefined> =>
      new CardReferences(world.database, randomBytes).panOf(card)
    expect(await world.references.panOf(card)).toBe(other)
    expect(await afterRestart()).toBeUndefined()
    await world.journal.append({ entry: 'e1', step: 'begun', facts: { card } })
    expect(await afterRestart()).toBe(other)
  })
})

describe('a sealed number', () => {
  const key = new Secret(randomBytes(32))

  it('opens under its key only, unaltered', () => {
    const text = sealed(key, randomBytes(16), PAN)
    expect(text).not.toContain(PAN)
    expect(unsealed(key, text)).toBe(PAN)
    expect(unsealed(new Secret(randomBytes(32)), text)).toBeUndefined()
    expect(
      unsealed(
        key,
        text.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
      )
    ).toBeUndefined()
    expect(unsealed(key, '00')).toBeUndefined()
    expect(sealed(key, randomBytes(16), PAN)).not.toBe(text)
  })
})

describe('a truncated number', () => {
  it.each([
    ['6228480000000000018', '622848*********0018'],
    ['6228480000000015', '622848******0015'],
    ['1234567890', '**********'],
    ['', '']
  ])('of %s is %s', (pan, expected) => expect(truncatedPan(pan)).toBe(expected))
})
