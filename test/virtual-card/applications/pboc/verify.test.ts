import { describe, expect, it } from 'vitest'
import { PowerLost } from '../../../../src-main/virtual-card/memory/card-memory'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import { AID, cardUnderTest, powered, selectCommand } from '../../card-under-test'

const RIGHT = '002000800826123456FFFFFFFF'
const WRONG = '002000800826654321FFFFFFFF'
const TRIES = '80CA9F1700'

function selected() {
  const test = cardUnderTest()
  test.send(selectCommand(AID.debit))
  return test
}

describe('VERIFY', () => {
  it('counts wrong tries down, and refuses at none left', () => {
    const { send, card, events } = selected()
    expect(send(WRONG)).toBe('63C2')
    expect(send(WRONG)).toBe('63C1')
    expect(send(WRONG)).toBe('63C0')
    expect(events.at(-1)).toMatchObject({
      changes: [{ code: 'pin-tries-lowered', from: '01', to: '00' }, { code: 'pin-blocked' }]
    })
    expect(send(RIGHT)).toBe('6983')
    expect(send(TRIES)).toBe('9F1701009000')
    card.powerDown()
    card.powerUp('contact')
    send(selectCommand(AID.debit))
    expect(send(RIGHT)).toBe('6983')
  })

  it('restores the tries with the right PIN', () => {
    const { send } = selected()
    send(WRONG)
    expect(send(RIGHT)).toBe('9000')
    expect(send(TRIES)).toBe('9F1701039000')
  })

  it('takes the try before it compares: cutting the power never gives one back', () => {
    for (const point of ['before', 'half'] as const) {
      for (let n = 1; n <= 4; n += 1) {
        const { send, card } = selected()
        card.memory.tear(n, point)
        expect(() => send(WRONG)).toThrow(PowerLost)
        const again = powered(VirtualCard.fromImage(card.toImage()))
        again.send(selectCommand(AID.debit))
        // Torn before the try was taken: nothing was learned. Never more than there were.
        expect(['9F1701039000', '9F1701029000']).toContain(again.send(TRIES))
      }
      const { send, card } = selected()
      card.memory.tear(5, point)
      expect(() => send(RIGHT)).toThrow(PowerLost)
      const again = powered(VirtualCard.fromImage(card.toImage()))
      again.send(selectCommand(AID.debit))
      expect(again.send(TRIES)).toBe('9F1701029000')
    }
  })

  it.each([
    ['0020008108261234FFFFFFFFFF', '6A86'],
    ['0020018008261234FFFFFFFFFF', '6A86'],
    ['0020008003261234', '6700'],
    ['00200080', '6700']
  ])('refuses %s with %s and takes no try', (command, sw) => {
    const { send } = selected()
    expect(send(command)).toBe(sw)
    expect(send(TRIES)).toBe('9F1701039000')
  })

  it('says that a card without a PIN has none', () => {
    const { send } = cardUnderTest('ecash')
    send(selectCommand(AID.ecash))
    expect(send(RIGHT)).toBe('6984')
  })
})
