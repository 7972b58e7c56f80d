import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { AID, cardUnderTest, cellOf, selectCommand } from '../../card-under-test'

describe('GET DATA', () => {
  it.each([
    ['9F79', '9F7906000000008800'],
    ['9F77', '9F7706000000100000'],
    ['9F78', '9F7806000000100000'],
    ['9F6D', '9F6D06000000001000'],
    ['9F36', '9F36020008'],
    ['9F13', '9F13020006'],
    ['9F17', '9F170103'],
    ['9F4F', '9F4F199A039F21039F02069F03069F1A025F2A029F4E149C019F3602'],
    ['DF4F', 'DF4F0E9A039F21039F1A029F4E149F3602'],
    ['9F51', '9F51020156'],
    ['9F68', '9F68049910F000']
  ])('%s', (tag, object) => {
    const { send } = cardUnderTest()
    send(selectCommand(AID.debit))
    expect(send(`80CA${tag}00`)).toBe(`${object}9000`)
  })

  it('refuses what is absent, what is a record object, and what is secret', () => {
    const { send } = cardUnderTest('ecash')
    send(selectCommand(AID.ecash))
    for (const tag of ['9F17', 'DF79', '0057', '005A', '9F26', '0000'])
      expect(send(`80CA${tag}00`)).toBe('6A88')
  })

  it('does not show an object that is for the card alone', () => {
    const { send, card } = cardUnderTest()
    card.memory.write(cellOf(AID.debit, 'object/9F10'), hex('07010103'))
    send(selectCommand(AID.debit))
    expect(send('80CA9F1000')).toBe('6A88')
  })

  it('corrects a wrong length as T=0 and T=1 do', () => {
    const t0 = cardUnderTest('debit-ecash', 'contact', 'T=0')
    t0.send(selectCommand(AID.debit))
    expect(t0.send('80CA9F7900')).toBe('6C09')
    expect(t0.send('80CA9F7909')).toBe('9F79060000000088009000')
    const t1 = cardUnderTest()
    t1.send(selectCommand(AID.debit))
    expect(t1.send('80CA9F7904')).toBe('6C09')
  })

  it('takes no command data and no class 00', () => {
    const { send } = cardUnderTest()
    send(selectCommand(AID.debit))
    expect(send('80CA9F79010000')).toBe('6700')
    expect(send('00CA9F7900')).toBe('6E00')
  })
})
