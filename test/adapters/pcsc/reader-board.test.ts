import { expect, it } from 'vitest'
import { ReaderBoard } from '../../../src-main/adapters/pcsc/reader-board'
import { readerState } from '../../../src-main/adapters/pcsc/reader-state'

const name = 'Reader'
const empty = (events: number) => readerState((events << 16) | 0x12)
const present = (events: number, flags = 0) => readerState((events << 16) | 0x22 | flags)
const atr = Uint8Array.of(0x3b, 0x00)

it.each([
  [0x0004, { kind: 'gone' }],
  [0x0008, { kind: 'gone' }],
  [0x00010012, { kind: 'here', presence: 'empty', inUse: false, exclusive: false, events: 1 }],
  [0x00020122, { kind: 'here', presence: 'present', inUse: true, exclusive: false, events: 2 }],
  [0x000200a2, { kind: 'here', presence: 'present', inUse: true, exclusive: true, events: 2 }],
  [0x00020222, { kind: 'here', presence: 'mute', inUse: false, exclusive: false, events: 2 }]
])('understands the state word %i', (word, state) => {
  expect(readerState(word)).toEqual(state)
})

it('counts cards, also one swapped between two looks', () => {
  const board = new ReaderBoard()
  expect(board.observe(name, empty(0)).newCard).toBe(false)
  expect(board.observe(name, present(1), atr).newCard).toBe(true)
  expect(board.observe(name, present(1, 0x100)).newCard).toBe(false)
  expect(board.reader(name)).toEqual({
    name,
    presence: 'present',
    inUse: true,
    exclusive: false,
    atr: '3B00',
    cardCount: 1
  })
  expect(board.observe(name, present(3)).newCard).toBe(true)
  expect(board.reader(name)).not.toHaveProperty('atr')
  expect(board.cardCount(name)).toBe(2)
})

it('goes on counting when the reader comes back', () => {
  const board = new ReaderBoard()
  board.observe(name, present(1), atr)
  board.observe(name, { kind: 'gone' })
  expect(board.readers()).toEqual([])
  board.observe(name, present(1), atr)
  expect(board.cardCount(name)).toBe(2)
})

it('keeps a held card from view until it is released', () => {
  const board = new ReaderBoard()
  board.observe(name, empty(0))
  const before = board.reader(name)
  board.observe(name, present(1))
  board.hold(name, before)
  expect(board.reader(name)?.presence).toBe('empty')
  board.release(name, 1, { atr })
  expect(board.reader(name)).toMatchObject({ presence: 'present', atr: '3B00' })
})

it('gives an ATR only to the card that it belongs to', () => {
  const board = new ReaderBoard()
  board.observe(name, empty(0))
  board.observe(name, present(1))
  board.hold(name, undefined)
  board.observe(name, empty(2))
  board.release(name, 1, { atr })
  expect(board.reader(name)).toEqual({
    name,
    presence: 'empty',
    inUse: false,
    exclusive: false,
    cardCount: 1
  })
  board.observe(name, present(3))
  board.release(name, 1, { atr })
  expect(board.reader(name)).not.toHaveProperty('atr')
})
