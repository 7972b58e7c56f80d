import { describe, expect, it } from 'vitest'
import type { AccessedCard, CardAccess } from '../../../src-main/services/sessions/card-access'
import { ReaderClaims, UnclaimedCards } from '../../../src-main/services/sessions/reader-claims'

const card = {} as AccessedCard
const cards: CardAccess = { withCard: (_reader, _options, use) => use(card) }

describe('readers of a batch', () => {
  it('are for nobody else until they are given back', async () => {
    const claims = new ReaderClaims()
    const open = (reader: string) =>
      new UnclaimedCards(cards, claims).withCard(reader, { reveal: false }, () => Promise.resolve('done'))
    const release = claims.claim(['pcsc:A', 'pcsc:B'])
    await expect(open('pcsc:B')).rejects.toMatchObject({ code: 'reader-in-batch' })
    expect(await open('pcsc:C')).toBe('done')
    release()
    expect(await open('pcsc:B')).toBe('done')
  })

  it('are not taken while one of them is in use, and then none of them is', async () => {
    const claims = new ReaderClaims()
    let end: (value: string) => void = () => undefined
    const using = new UnclaimedCards(cards, claims).withCard('pcsc:B', { reveal: false }, () => {
      return new Promise<string>((resolve) => (end = resolve))
    })
    const claim = () => claims.claim(['pcsc:A', 'pcsc:B'])
    expect(claim).toThrow('reader-busy')
    expect(() => claims.use('pcsc:A')).not.toThrow()
    end('done')
    await using
    expect(() => claims.claim(['pcsc:B'])).not.toThrow()
    expect(() => claims.claim(['pcsc:B'])).toThrow('reader-busy')
  })

  it('are free again where the work broke', async () => {
    const claims = new ReaderClaims()
    const broken = new UnclaimedCards(cards, claims).withCard('pcsc:A', { reveal: false }, () =>
      Promise.reject(new Error('broken'))
    )
    await expect(broken).rejects.toThrow('broken')
    expect(() => claims.claim(['pcsc:A'])).not.toThrow()
  })
})
