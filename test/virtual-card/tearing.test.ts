import { describe, expect, it } from 'vitest'
import type { CardImage } from '../../src-main/virtual-card/card-image'
import { PowerLost, type TearPoint } from '../../src-main/virtual-card/memory/card-memory'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import {
  cell,
  cryptogramIn,
  n12,
  newPin,
  keysOf,
  pbocOn,
  pbocUnderTest,
  type Choice,
  type Cryptogram,
  type PbocUnderTest
} from './pboc-under-test'

type Cells = Readonly<Record<string, string>>

/** A command that changes the card, and how it comes to it. */
interface Flow {
  readonly name: string
  readonly choice?: Choice
  readonly prepare: (test: PbocUnderTest) => Cryptogram | undefined
  readonly act: (test: PbocUnderTest, first: Cryptogram) => void
  /** Updates of the memory that the command makes; each for itself is whole. */
  readonly updates?: number
  /** Balance before and after, minor units. */
  readonly balance: readonly [number, number]
}

const BALANCE = 'A000000333010101/object/9F79'
const NONE: Cryptogram = { cid: '', atc: '', ac: '', iad: '', cvr: '', answer: '' }
const KEEPS = [88_00, 88_00] as const

function arqc(test: PbocUnderTest): Cryptogram {
  test.options()
  return cryptogramIn(test.first('80'))
}

function authenticated(test: PbocUnderTest): Cryptogram {
  const first = arqc(test)
  test.authenticate(first)
  return first
}

const FLOWS: readonly Flow[] = [
  {
    name: 'GENERATE AC that pays with e-cash',
    prepare: (test) => void test.options({ '9F7A': '01' }),
    act: (test) => void test.first('40'),
    balance: [88_00, 75_50]
  },
  {
    name: 'GENERATE AC that pays with e-cash, signed',
    prepare: (test) => void test.options({ '9F7A': '01' }),
    act: (test) => void test.first('50'),
    balance: [88_00, 75_50]
  },
  {
    name: 'the last record of flash pay',
    choice: { side: 'contactless' },
    prepare: (test) => void test.options(),
    act: (test) => void test.send('00B2012C00'),
    balance: [88_00, 75_50]
  },
  {
    name: 'the first GENERATE AC that goes online',
    prepare: (test) => void test.options(),
    act: (test) => void test.first('80'),
    balance: KEEPS
  },
  {
    name: 'PUT DATA of a higher balance',
    prepare: authenticated,
    act: (test, first) => void test.script('04DA9F79', n12(188_00), first),
    balance: [88_00, 188_00]
  },
  {
    name: 'PUT DATA of a lower balance, after the second GENERATE AC',
    prepare: (test) => {
      const first = authenticated(test)
      test.second('40')
      return first
    },
    act: (test, first) => void test.script('04DA9F79', n12(0), first),
    balance: [88_00, 0]
  },
  {
    name: 'PIN change',
    prepare: authenticated,
    act: (test, first) =>
      void test.script('84240002', newPin(keysOf(test.cells), first.atc, '654321'), first),
    balance: KEEPS
  },
  {
    name: 'a script with a wrong MAC',
    prepare: authenticated,
    act: (test) => void test.send('04DA9F790A00000001880000000000'),
    balance: KEEPS
  },
  {
    name: 'the second GENERATE AC',
    choice: { change: cell('risk/flags', 'FE') },
    prepare: authenticated,
    act: (test) => void test.second('40'),
    balance: KEEPS
  },
  {
    name: 'EXTERNAL AUTHENTICATE of a false issuer',
    prepare: arqc,
    act: (test) => void test.send('008200000A00000000000000003030'),
    balance: KEEPS
  },
  {
    name: 'APPLICATION BLOCK',
    prepare: authenticated,
    act: (test, first) => void test.script('841E0000', '', first),
    balance: KEEPS
  },
  {
    name: 'APPLICATION UNBLOCK',
    choice: {
      change: (cells) => [cell('blocked', '01'), cell('risk/flags', '08')].forEach((set) => set(cells))
    },
    prepare: arqc,
    act: (test, first) => void test.script('84180000', '', first),
    balance: KEEPS
  },
  {
    name: 'CARD BLOCK',
    prepare: authenticated,
    act: (test, first) => void test.script('84160000', '', first),
    balance: KEEPS
  },
  {
    name: 'UPDATE RECORD',
    prepare: authenticated,
    act: (test, first) => void test.script('04DC0124', '700C9F1401059F2301095F280156', first),
    balance: KEEPS
  },
  {
    name: 'VERIFY with a wrong PIN',
    prepare: () => undefined,
    act: (test) => void test.send('002000800826654321FFFFFFFF'),
    balance: KEEPS
  },
  {
    name: 'VERIFY with the right PIN',
    prepare: () => undefined,
    act: (test) => void test.send('002000800826123456FFFFFFFF'),
    // The try is taken, and given back.
    updates: 2,
    balance: KEEPS
  },
  {
    name: 'GET PROCESSING OPTIONS of flash pay',
    choice: { side: 'contactless' },
    prepare: () => undefined,
    act: (test) => void test.options({ '9F66': '26000080' }),
    // The counter, and the random number of the card.
    updates: 2,
    balance: KEEPS
  }
]

function cellsOf(card: VirtualCard): Cells {
  return card.toImage().memory.cells
}

function ready({ choice = {}, prepare }: Flow): { test: PbocUnderTest; first: Cryptogram } {
  const test = pbocUnderTest(choice)
  return { test, first: prepare(test) ?? NONE }
}

/** What the card may be found to hold: as before, as after each update of the command. */
function wholeStates(flow: Flow): Cells[] {
  const { test, first } = ready(flow)
  const states = [cellsOf(test.card)]
  // Each update ends by clearing the log; what the cells hold then is whole.
  const start = test.card.memory.writes
  flow.act(test, first)
  const writes = test.card.memory.writes - start
  for (let n = 2; n <= writes; n += 1) {
    const again = ready(flow)
    again.test.card.memory.tear(n)
    expect(() => flow.act(again.test, again.first)).toThrow(PowerLost)
    const { memory } = again.test.card.toImage()
    if (memory.log.count === 0 && JSON.stringify(memory.cells) !== JSON.stringify(states.at(-1)))
      states.push(memory.cells)
  }
  states.push(cellsOf(test.card))
  return states
}

/** Loses power in the command; the card as it is then, or undefined where the command ended before. */
function torn(flow: Flow, at: number, point: TearPoint): CardImage | undefined {
  const { test, first } = ready(flow)
  test.card.memory.tear(at, point)
  try {
    flow.act(test, first)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(PowerLost)
    return test.card.toImage()
  }
}

/** Powers the card, and loses power at the `at`-th write of the roll-back; undefined where it has fewer. */
function rollBackTorn(image: CardImage, at: number, point: TearPoint): CardImage | undefined {
  const card = VirtualCard.fromImage(image)
  card.memory.tear(at, point)
  try {
    card.powerUp('contact')
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(PowerLost)
    return card.toImage()
  }
}

/** What the card holds once it has power again. */
function restarted(image: CardImage): Cells {
  const card = VirtualCard.fromImage(image)
  card.powerUp('contact')
  return cellsOf(card)
}

describe.each(FLOWS)('$name', (flow) => {
  it.each(['before', 'half'] as const)('torn %s any write leaves old or new, never half', (point) => {
    const states = wholeStates(flow).map((cells) => JSON.stringify(cells))
    expect(states).toHaveLength((flow.updates ?? 1) + 1)
    let rollBacks = 0
    for (let at = 1; ; at += 1) {
      const image = torn(flow, at, point)
      if (image === undefined) {
        expect(at).toBeGreaterThan(3)
        break
      }
      const cells = restarted(image)
      expect(states).toContain(JSON.stringify(cells))
      expect(flow.balance.map(n12)).toContain(cells[BALANCE])
      // The roll-back torn as well, at each of its writes.
      for (const second of ['before', 'half'] as const) {
        for (let again = 1; ; again += 1) {
          const twice = rollBackTorn(image, again, second)
          if (twice === undefined) break
          rollBacks += 1
          expect(restarted(twice)).toEqual(cells)
        }
      }
    }
    expect(rollBacks).toBeGreaterThan(0)
  })
})

it('a card that lost power pays and loads afterwards', () => {
  for (const flow of FLOWS.filter(({ balance: [before, after] }) => before !== after)) {
    for (let at = 1; ; at += 1) {
      const image = torn(flow, at, 'half')
      if (image === undefined) break
      const test = pbocOn(VirtualCard.fromImage(image))
      const before = test.balance()
      test.options()
      const first = cryptogramIn(test.first('80'))
      expect(test.authenticate(first)).toBe('9000')
      expect(cryptogramIn(test.second('40')).cid).toBe('40')
      expect(test.script('04DA9F79', n12(before + 50_00), first)).toBe('9000')
      test.select()
      test.options({ '9F7A': '01' })
      expect(cryptogramIn(test.first('40')).cid).toBe('40')
      expect(test.balance()).toBe(before + 37_50)
    }
  }
})
