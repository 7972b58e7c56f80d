import { expect, it } from 'vitest'
import { answerTime } from '../../../src-main/virtual-card/chip/answer-time'
import { blankUnderTest, openOn } from '../blank-under-test'
import { installData, MODULE, PSE } from '../domain-under-test'

it('is what the bytes take on the air, and the writes of the memory', () => {
  expect(answerTime({ kilobitsPerSecond: 106, millisecondsPerWrite: 5 }, 106, 106, 0)).toBeCloseTo(18)
  expect(answerTime({ kilobitsPerSecond: 424, millisecondsPerWrite: 5 }, 106, 106, 3)).toBeCloseTo(19.5)
})

it('has its numbers from the card', () => {
  const card = blankUnderTest()
  card.send('00A4040000')
  expect(card.card.lastExchange).toEqual({ commandBytes: 5, responseBytes: 82, writes: 0 })
  openOn(card).send('80E60C00', installData(MODULE.pse, PSE))
  expect(card.card.lastExchange.writes).toBeGreaterThan(3)
})
