import { describe, expect, it } from 'vitest'
import { parseCardImage } from '../../src-main/virtual-card/card-image'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'

describe('parseCardImage', () => {
  const image = readyMadeCard('blank')

  it('takes an image as it was made', () => {
    expect(parseCardImage(JSON.parse(JSON.stringify(image)))).toEqual({ kind: 'ok', image })
  })

  it.each([
    ['null', null, 'not-an-image'],
    ['a list', [], 'not-an-image'],
    ['another file', { format: 'cardwright-trace' }, 'not-an-image'],
    ['a newer version', { ...image, version: 2 }, 'newer-version'],
    ['no version', { ...image, version: undefined }, 'damaged'],
    ['no memory', { ...image, memory: undefined }, 'damaged'],
    ['another memory version', { ...image, memory: { ...image.memory, version: 9 } }, 'damaged'],
    ['cells that are no hex', { ...image, memory: { ...image.memory, cells: { a: 'XY' } } }, 'damaged'],
    ['cells that are no text', { ...image, memory: { ...image.memory, cells: { a: 1 } } }, 'damaged'],
    ['no log', { ...image, memory: { ...image.memory, log: undefined } }, 'damaged'],
    [
      'a log count past its entries',
      { ...image, memory: { ...image.memory, log: { count: 1, entries: [] } } },
      'damaged'
    ],
    [
      'log entries of another shape',
      { ...image, memory: { ...image.memory, log: { count: 0, entries: [{}] } } },
      'damaged'
    ]
  ])('names what is wrong with %s', (_, value, reason) => {
    expect(parseCardImage(value)).toMatchObject({ kind: 'bad-image', reason })
  })
})
