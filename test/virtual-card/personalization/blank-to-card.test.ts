import { describe, expect, it } from 'vitest'
import { AID, cardUnderTest, contactOptions, selectCommand, type CardUnderTest } from '../card-under-test'
import { blankUnderTest, openOn, powerCycled } from '../blank-under-test'
import { installData, MODULE, PPSE, PSE } from '../domain-under-test'
import { makeDebitCard } from '../perso-under-test'

/** What a terminal sends to look at everything; the counter of transactions is the same on both. */
const LOOK = [
  ...[selectCommand(PSE), '00B2010C00', selectCommand(PPSE), selectCommand(AID.debit)],
  ...[contactOptions('01', 1000), contactOptions('00', 1000)],
  ...[1, 2, 3, 4, 5].flatMap((sfi) => [1, 2, 3, 4, 5].map((record) => read(sfi, record))),
  ...['9F36', '9F13', '9F79', '9F77', '9F78', '9F6D', '9F68', '9F4F', 'DF4F'].map((tag) => `80CA${tag}00`),
  ...['80CA9F1700', '00880000041122334400', '002000800826123456FFFFFFFF']
]

function read(sfi: number, record: number): string {
  return `00B20${record}${((sfi << 3) | 4).toString(16).padStart(2, '0')}00`
}

function look({ send }: CardUnderTest): string[] {
  return LOOK.map((command) => send(command))
}

describe('a blank chip', () => {
  it('becomes the ready-made card, out of data groupings', () => {
    const card = blankUnderTest()
    makeDebitCard(card)
    const made = powerCycled(card)
    expect(look(made)).toEqual(look(cardUnderTest('debit-ecash')))
    expect(made.events.filter(({ kind }) => kind === 'fault')).toEqual([])
  })

  it('signs and pays as the ready-made card does', () => {
    const card = blankUnderTest()
    makeDebitCard(card)
    const answers = [powerCycled(card), cardUnderTest('debit-ecash')].map((one) => [
      one.send(selectCommand(AID.debit)),
      one.send(contactOptions('01', 1000)),
      one.send('00880000041122334400'),
      one.send(`80AE400037000000001000${'00'.repeat(49)}00`)
    ])
    expect(answers[0]?.[2]).toMatch(/^80.*9000$/)
    expect(answers[0]).toEqual(answers[1])
  })

  it('shows an application that is not personalized by its name alone, and lets it do nothing', () => {
    const card = blankUnderTest()
    expect(openOn(card).send('80E60C00', installData(MODULE.pboc, AID.debit))).toBe('009000')
    expect(card.send(selectCommand(AID.debit))).toBe('6F0A8408A0000003330101019000')
    for (const command of [contactOptions('00', 1), '00B2010C00', '80CA9F3600', '0084000000']) {
      expect(card.send(command)).toBe('6985')
    }
    expect(card.send('80E2800000')).toBe('6982')
  })
})
