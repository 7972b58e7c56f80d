import { describe, expect, it } from 'vitest'
import { pbocUnderTest } from '../../pboc-under-test'

describe('GET CHALLENGE', () => {
  it('gives 8 bytes, each time others, on each card others', () => {
    const { send, card } = pbocUnderTest()
    const other = pbocUnderTest({ kind: 'credit-ecash' })
    const given = new Set<string>()
    for (let n = 0; n < 20; n += 1) given.add(send('0084000000'))
    given.add(other.send('0084000000'))
    card.reset()
    send('00A4040008A00000033301010100')
    given.add(send('0084000000'))
    expect(given.size).toBe(22)
    for (const answer of given) expect(answer).toMatch(/^[0-9A-F]{16}9000$/)
  })

  it.each([
    ['0084010000', '6A86'],
    ['0084000100', '6A86'],
    ['00840000010000', '6700'],
    ['8084000000', '6E00']
  ])('refuses %s with %s', (command, sw) => {
    expect(pbocUnderTest().send(command)).toBe(sw)
  })

  it('works on a card that never had a source of randomness', () => {
    const { send } = pbocUnderTest({ change: (cells) => cells.remove('random') })
    expect(send('0084000000')).not.toBe(send('0084000000'))
  })
})
