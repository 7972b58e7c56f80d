import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { CARD_MODULES } from '../../../src-main/virtual-card/applications/card-modules'
import { registryOf } from '../../../src-main/virtual-card/os/card-content'
import { CARD_STATE } from '../../../src-main/virtual-card/os/registry'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { AID, cardUnderTest, powered, selectCommand } from '../card-under-test'

const ISD = 'A000000151000000'
const PSE = '315041592E5359532E4444463031'
const PPSE = '325041592E5359532E4444463031'

/** AID of an FCI, from its 84. */
function selected(answer: string): string {
  const length = Number.parseInt(answer.slice(6, 8), 16)
  expect(answer.slice(4, 6)).toBe('84')
  return answer.slice(8, 8 + length * 2)
}

/** A debit card with a second and a third instance, as a partial name finds them in the order of installation. */
function manyInstances(aids = ['A00000033301010102', 'A00000033301010101']): VirtualCard {
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']), CARD_MODULES)
  const registry = registryOf(card.memory)
  for (const aid of aids) {
    registry.put({ aid: hex(aid), module: 'pboc', lifeCycle: 0x0f, privileges: hex('00') })
    for (const cell of card.memory.cellNames(`${AID.debit}/`)) {
      card.memory.write(cell.replace(AID.debit, aid), card.memory.read(cell) ?? hex(''))
    }
  }
  return card
}

describe('SELECT', () => {
  it('finds an application by its full name', () => {
    const { send } = cardUnderTest()
    expect(selected(send(selectCommand(AID.debit)))).toBe(AID.debit)
  })

  it('walks the applications of a partial name, in the order of installation', () => {
    const { send } = powered(manyInstances())
    expect(selected(send(selectCommand('A000000333')))).toBe(AID.debit)
    expect(selected(send(selectCommand('A000000333', '02')))).toBe('A00000033301010102')
    expect(selected(send(selectCommand('A000000333', '02')))).toBe('A00000033301010101')
    expect(send(selectCommand('A000000333', '02'))).toBe('6A82')
    // What was selected stays so.
    expect(send('80CA9F3600')).toBe('9F360200089000')
  })

  it('prefers the application whose full name it is over those whose beginning it is', () => {
    const { send } = powered(manyInstances(['A0000003330101010201', 'A00000033301010102']))
    expect(selected(send(selectCommand('A00000033301010102')))).toBe('A00000033301010102')
  })

  it('selects the issuer security domain without a name, and at power-up', () => {
    const { send, card } = cardUnderTest()
    expect(send('80CA004200')).toBe('42036228489000')
    send(selectCommand(AID.debit))
    expect(send('80CA004200')).toBe('6A88')
    expect(selected(send('00A4040000'))).toBe(ISD)
    send(selectCommand(AID.debit))
    card.reset()
    expect(send('80CA004200')).toBe('42036228489000')
  })

  it('shows the contact directory on contact and the contactless one contactless', () => {
    const contact = cardUnderTest('debit-ecash', 'contact')
    expect(selected(contact.send(selectCommand(PSE)))).toBe(PSE)
    expect(contact.send(selectCommand(PPSE))).toBe('6A82')
    const contactless = cardUnderTest('debit-ecash', 'contactless')
    expect(contactless.send(selectCommand(PSE))).toBe('6A82')
    expect(selected(contactless.send(selectCommand(PPSE)))).toBe(PPSE)
  })

  it.each([
    ['another selection method', '00A4000C023F00', '6A81'],
    ['an unknown P2', '00A4040108A00000033301010100', '6A86'],
    ['a name of 17 bytes', `00A4040011${'A0'.repeat(17)}00`, '6A80'],
    ['a name that nobody has', '00A4040005A00000000400', '6A82'],
    ['class 80', '80A4040008A00000033301010100', '6D00']
  ])('refuses %s', (_, command, sw) => {
    expect(cardUnderTest().send(command)).toBe(sw)
  })

  it('passes over an application that is locked, and one that is only installed', () => {
    for (const lifeCycle of [0x83, 0x87, 0x03]) {
      const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
      const registry = registryOf(card.memory)
      const entry = registry.find(hex(AID.debit))
      if (entry === undefined) throw new Error('no debit application')
      registry.put({ ...entry, lifeCycle })
      expect(powered(card).send(selectCommand(AID.debit))).toBe('6A82')
    }
  })

  it.each([CARD_STATE.cardLocked, CARD_STATE.terminated])(
    'finds only the security domain in card state %i',
    (state) => {
      const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
      registryOf(card.memory).cardState = state
      const { send } = powered(card)
      expect(send(selectCommand(AID.debit))).toBe('6A81')
      expect(send(selectCommand(PSE))).toBe('6A81')
      expect(send(selectCommand('A00000'))).toMatch(/9000$/)
      expect(selected(send(selectCommand(ISD)))).toBe(ISD)
    }
  )
})

describe('the class byte', () => {
  it.each([
    ['84', '6E00', 'secure messaging, which this instruction does not have'],
    ['04', '6E00', 'secure messaging, which this instruction does not have'],
    ['0C', '6882', 'secure messaging'],
    ['01', '6881', 'a logical channel'],
    ['81', '6881', 'a logical channel'],
    ['40', '6881', 'a further logical channel'],
    ['E0', '6881', 'a further logical channel'],
    ['10', '6884', 'command chaining'],
    ['20', '6E00', 'a reserved class'],
    ['A0', '6E00', 'a reserved class'],
    ['FF', '6E00', 'the invalid class']
  ])('%s is answered %s (%s)', (cla, sw) => {
    const { send } = cardUnderTest()
    send(selectCommand(AID.debit))
    expect(send(`${cla}CA9F3600`)).toBe(sw)
  })

  it('of secure messaging reaches an application that has commands with a MAC', () => {
    const { send } = cardUnderTest()
    send(selectCommand(AID.debit))
    expect(send('04DA9F790A00000000100000000000')).toBe('6985')
    expect(send('841E00000400000000')).toBe('6985')
    expect(send('84CA9F3600')).toBe('6E00')
    expect(send('84FF000000')).toBe('6D00')
  })

  it('of secure messaging is answered 6882 by an application without it', () => {
    const { send } = cardUnderTest()
    expect(send(selectCommand(PSE))).toMatch(/9000$/)
    expect(send('84CA004200')).toBe('6882')
    expect(send('04DA9F790A00000000100000000000')).toBe('6882')
  })
})

describe('what the card saw', () => {
  it('is told command by command, with who answered and what changed', () => {
    const { send, card, events } = cardUnderTest()
    send(selectCommand(AID.debit))
    send('80A800000B830900000000000000015600')
    send('0020008008241234FFFFFFFFFF')
    card.reset()
    card.powerDown()
    expect(events.map(({ kind }) => kind)).toEqual([
      'power-up',
      'command',
      'command',
      'command',
      'reset',
      'power-down'
    ])
    expect(events[1]).toMatchObject({
      handledBy: AID.debit,
      changes: [{ code: 'application-selected', to: AID.debit }]
    })
    expect(events[2]).toMatchObject({
      command: '80A800000B830900000000000000015600',
      response: '80127D00080102001001040118010100200101009000',
      changes: [{ code: 'atc-raised', from: '0008', to: '0009' }, { code: 'transaction-started' }]
    })
    expect(events[3]).toMatchObject({
      command: '0020008008****************',
      response: '63C2',
      changes: [{ code: 'pin-tries-lowered', from: '03', to: '02' }]
    })
  })

  it('names a broken card by a fault, while the answer is 6F00', () => {
    const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
    card.memory.remove(`${PSE}/fci`)
    const { send, events } = powered(card)
    expect(send(selectCommand(PSE))).toBe('6F00')
    expect(events.map(({ kind }) => kind)).toContain('fault')
    expect(card.memory.inTransaction).toBe(false)
  })
})

it('is the same card after its image went through JSON', () => {
  const { send, card } = cardUnderTest()
  send(selectCommand(AID.debit))
  send('80A800000B830900000000000000015600')
  const again = powered(VirtualCard.fromImage(JSON.parse(JSON.stringify(card.toImage())) as never))
  expect(toHex(again.card.uid)).toBe(toHex(card.uid))
  again.send(selectCommand(AID.debit))
  expect(again.send('80CA9F3600')).toBe('9F360200099000')
})
