import { expect, it } from 'vitest'
import { ServedSide } from '../../../src-main/adapters/vpcd/served-side'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CardInterface } from '../../../src-main/virtual-card/card-log'
import { PowerLost } from '../../../src-main/virtual-card/memory/card-memory'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { AID, contactOptions, selectCommand } from '../../virtual-card/card-under-test'

const OFF = '00'
const ON = '01'
const RESET = '02'
const GET_ATR = '04'

function setUp(cardInterface: CardInterface = 'contact') {
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  const kinds: string[] = []
  const saves: number[] = []
  card.observe(({ kind }) => kinds.push(kind))
  const save = (changed: VirtualCard): Promise<void> =>
    Promise.resolve(void saves.push(changed.memory.writes))
  const side = new ServedSide(card, save, cardInterface)
  const send = async (message: string): Promise<string | undefined> => {
    const answer = await side.answer(hex(message))
    return answer && toHex(answer)
  }
  return { card, kinds, saves, send }
}

it('gives power, resets, tells the ATR and takes power away', async () => {
  const { kinds, send } = setUp()
  const atr = await send(GET_ATR)
  expect(atr).toMatch(/^3BFF/)
  expect(await send(ON)).toBeUndefined()
  expect(await send(GET_ATR)).toBe(atr)
  expect(kinds).toEqual(['power-up'])
  expect(await send(RESET)).toBeUndefined()
  expect(await send(OFF)).toBeUndefined()
  expect(await send(RESET)).toBeUndefined()
  expect(kinds).toEqual(['power-up', 'reset', 'power-down', 'power-up'])
})

it('gives power to the contactless side where that is served', async () => {
  const { send } = setUp('contactless')
  expect(await send(GET_ATR)).toMatch(/^3B8/)
  expect(await send(selectCommand('325041592E5359532E4444463031'))).toMatch(/9000$/)
  expect(await send(selectCommand('315041592E5359532E4444463031'))).toBe('6A82')
})

it('answers nothing to messages that it does not know', async () => {
  const { send } = setUp()
  expect(await send('')).toBeUndefined()
  expect(await send('7F')).toBeUndefined()
})

it('saves what a command changed, and only then', async () => {
  const { saves, send } = setUp()
  await send(ON)
  expect(await send(selectCommand(AID.debit))).toMatch(/9000$/)
  expect(saves).toEqual([])
  expect(await send(contactOptions('00'))).toMatch(/9000$/)
  expect(saves).toHaveLength(1)
  expect(await send(OFF)).toBeUndefined()
})

it('saves also what a power loss left behind, and passes it on', async () => {
  const { card, saves, send } = setUp()
  await send(ON)
  await send(selectCommand(AID.debit))
  card.memory.tear(3, 'half')
  await expect(send(contactOptions('00'))).rejects.toBeInstanceOf(PowerLost)
  expect(saves).toHaveLength(1)
  expect(card.toImage().memory.log.count).toBe(1)
})
